#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "service/query/coverage_query.h"
#include "service/search/cross_counts.h"
#include "service/search/library.h"
#include "service/search/theme_tree.h"

/// How much there is on which theme from where.
namespace entrepot {

struct CoverageGrid {
  SearchQuery search{};           ///< What is counted; a theme stands for those beneath it, too.
  std::string place{};            ///< The facet of the columns: "region" or "country".
  std::vector<ThemeNode> rows{};  ///< Themes; kNoValue last, if a match may have none.
  std::vector<std::string> columns{};  ///< Values of `place`; kNoValue likewise.
  CrossCounts counts{};                ///< Of rows against columns.

  /// The searches that find what `counts` says.
  [[nodiscard]] SearchQuery row_search(std::size_t row) const;
  [[nodiscard]] SearchQuery column_search(std::size_t column) const;
  [[nodiscard]] SearchQuery cell_search(std::size_t row, std::size_t column) const;
};

/// All themes, or those asked for, and beneath each the narrower ones; against all regions, or
/// those asked for; or against the countries that have anything here, with or without the other
/// filters: those asked for, or else those of the regions asked for, or else all, by id.
/// @throws Error: the index cannot be read.
[[nodiscard]] CoverageGrid coverage_grid(const Library& library, const CoverageQuery& query);

/// The rows and columns that a reader sees, by number: broad themes, narrower ones too where they
/// are asked for; having no theme, or no place, only where something is so.
[[nodiscard]] std::vector<std::size_t> shown_rows(const CoverageGrid& grid,
                                                  const CoverageQuery& query);
[[nodiscard]] std::vector<std::size_t> shown_columns(const CoverageGrid& grid);

}  // namespace entrepot
