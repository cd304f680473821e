#pragma once

#include <string>

#include "service/query/search_page.h"
#include "service/wording/strings.h"

namespace entrepot {

/// A suggestion in words: Without Country: Bolivia.
[[nodiscard]] std::string suggestion_text(const Suggestion& one, const Strings& strings);

}  // namespace entrepot
