#pragma once

#include <nlohmann/json.hpp>

#include "service/pages/views.h"

namespace entrepot {

/// [{text, links: [{text, url}]}]: which words were corrected and which names were taken for a
/// subject, each with the search that does without. Words of the trade are not told: nearly every
/// word is one.
[[nodiscard]] nlohmann::json understood_list(const SearchPage& page, const SearchQuery& query,
                                             const ViewContext& context);

}  // namespace entrepot
