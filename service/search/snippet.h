#pragma once

#include <string_view>
#include <vector>

#include "service/query/search_page.h"
#include "service/search/occurrences.h"

namespace entrepot {

/// The stretch of whole sentences, of about 240 characters, that has most of the groups; a longer
/// sentence is cut between words. Without any match the beginning. What is left out before or after
/// shows as "…". Looks at the first kMaxSearchedBytes.
/// @param matches in `text`, as find_occurrences() has them.
[[nodiscard]] Snippet make_snippet(std::string_view text, const std::vector<Occurrence>& matches);

}  // namespace entrepot
