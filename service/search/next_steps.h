#pragma once

#include <vector>

#include "service/query/search_page.h"
#include "service/search/library.h"

namespace entrepot {

/// What to search next when a search finds little, best first: without one of its filters or words,
/// for a broader or a narrower theme, for a neighbouring country or its region. Each finds
/// something, and more than the search itself unless it is about a name that nothing here has; its
/// `found` is exact. None for a search that finds enough.
/// @param page of `query`. @throws Error: the index cannot be read.
[[nodiscard]] std::vector<Suggestion> next_steps(const Library& library, const SearchQuery& query,
                                                 const SearchPage& page);

}  // namespace entrepot
