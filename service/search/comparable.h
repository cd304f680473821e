#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "service/query/search_query.h"
#include "service/search/library.h"

namespace entrepot {

/// Two countries that have documents on the same theme.
struct ComparablePair {
  std::string theme{};
  std::string first{}, second{};
  bool operator==(const ComparablePair&) const = default;
};

/// Pairs worth comparing among what `query` finds, first those that both have most that is not
/// about the other: at most `most`, no two countries twice. On the themes that it asks for, or else
/// on narrow ones, each once; with the country that it asks for, if it asks for one.
/// @throws Error: the index cannot be read.
[[nodiscard]] std::vector<ComparablePair> comparable_pairs(const Library& library,
                                                           SearchQuery query, std::size_t most);

}  // namespace entrepot
