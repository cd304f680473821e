#pragma once

#include <cstdint>
#include <vector>

#include "service/query/search_query.h"
#include "service/search/columns.h"
#include "service/search/library.h"

/// Exact counts of what a search lists, in one pass over columns.
namespace entrepot {

/// Which documents the text of a query matches, by number.
using Matched = Bits;

struct Counts {
  std::uint64_t found = 0;
  std::uint64_t found_all = 0;
  std::vector<FacetCounts> facets{};
};

/// Counts the matches that pass `in`, dates and filters; for each facet those that pass all but its
/// own alternatives (`filters`), so that a count is what a click on it gives. `filters_all` and
/// `filters_not` narrow the counts of their own facet too: a click takes neither away. Values are
/// neither labelled nor ordered.
/// @param has_all of those matched, which have every group of the text; without an end all of them.
[[nodiscard]] Counts count_matches(const Columns& columns, const Matched& matched,
                                   const Matched& has_all, const SearchQuery& query);

/// The matches that pass `in`, dates and every filter, in order of their numbers.
[[nodiscard]] std::vector<std::uint32_t> listed(const Columns& columns, const Matched& matched,
                                                const SearchQuery& query);

}  // namespace entrepot
