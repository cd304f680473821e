#include "service/search/facet_pairs.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace entrepot {
namespace {

const Column& column_of(const Columns& columns, std::string_view name) {
  const auto facet = std::find_if(kFacets.begin(), kFacets.end(),
                                  [&](const Facet& one) { return one.name == name; });
  assert(facet != kFacets.end());
  return columns.facets[static_cast<std::size_t>(facet - kFacets.begin())];
}

}  // namespace

FacetPairs facet_pairs(const Columns& columns, std::string_view facet, std::string_view other) {
  const Column &from = column_of(columns, facet), &to = column_of(columns, other);
  std::set<std::pair<std::uint32_t, std::uint32_t>> together;
  for (std::uint32_t document = 1; document < columns.end; ++document)
    for (std::uint32_t i = from.first[document]; i < from.first[document + 1]; ++i)
      for (std::uint32_t j = to.first[document]; j < to.first[document + 1]; ++j)
        together.emplace(from.ordinals[i], to.ordinals[j]);
  FacetPairs pairs;
  for (const auto& [one, beside] : together) pairs[from.values[one]].insert(to.values[beside]);
  return pairs;
}

}  // namespace entrepot
