#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "service/search/columns.h"

namespace entrepot {

/// By value of one facet: the values of another that stand beside it.
using FacetPairs = std::map<std::string, std::set<std::string>, std::less<>>;

/// Which values of `other` the documents have that have a value of `facet`: which themes each
/// country has, for instance. One walk over the columns, so that comparing many values with each
/// other needs no search for each of them.
/// @pre both are names of facets.
[[nodiscard]] FacetPairs facet_pairs(const Columns& columns, std::string_view facet,
                                     std::string_view other);

}  // namespace entrepot
