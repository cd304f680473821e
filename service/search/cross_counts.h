#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "service/search/columns.h"
#include "service/search/facet_counts.h"

/// Exact counts of two facets against each other, in one pass over columns.
namespace entrepot {

/// One side of a table of counts.
struct CrossAxis {
  std::string facet{};
  /// Each a row (or column): alternatives, of which a match has at least one; kNoValue stands for
  /// having none.
  std::vector<std::vector<std::string>> groups{};
};

/// Every number is what a search finds: the query with a row's alternatives in the place of its own
/// for that facet, and a column's likewise. What has values of two columns counts in both, so that
/// totals are no sums.
struct CrossCounts {
  std::uint64_t found = 0;               ///< By the query as it is.
  std::vector<std::uint64_t> rows{};     ///< With the row's alternatives alone changed.
  std::vector<std::uint64_t> columns{};  ///< With the column's alternatives alone changed.
  std::vector<std::uint64_t> cells{};    ///< With both changed, row by row.

  [[nodiscard]] std::uint64_t at(std::size_t row, std::size_t column) const {
    return cells[row * columns.size() + column];
  }
};

/// @pre the facets of the axes exist and differ.
[[nodiscard]] CrossCounts cross_counts(const Columns& columns, const Matched& matched,
                                       const SearchQuery& query, const CrossAxis& rows,
                                       const CrossAxis& across);

}  // namespace entrepot
