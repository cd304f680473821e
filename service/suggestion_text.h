#pragma once

#include <string>

#include "service/search_page.h"
#include "service/strings.h"

namespace entrepot {

/// A suggestion in words: Without Country: Bolivia.
[[nodiscard]] std::string suggestion_text(const Suggestion& one, const Strings& strings);

}  // namespace entrepot
