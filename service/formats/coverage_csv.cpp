#include "service/formats/coverage_csv.h"

#include <fmt/format.h>

#include "model/index_schema.h"
#include "model/spreadsheet.h"
#include "service/search/coverage.h"
#include "service/search/facet_values.h"

namespace entrepot {

std::string coverage_csv(const CoverageQuery& query, const Library& library) {
  const CoverageGrid grid = coverage_grid(library, query);
  const auto label = [&](std::string_view facet, const std::string& value) {
    return csv_cell(value_label(library.vocabulary(), *find_facet(facet), value, query.search.ui));
  };
  std::string out(kSpreadsheetMark);
  out += fmt::format("theme,theme_label,broader,{0},{0}_label,{1}\r\n", grid.place,
                     query.search.group == Group::Document ? "documents" : "passages");
  for (const std::size_t row : shown_rows(grid, query)) {
    const ThemeNode& theme = grid.rows[row];
    const std::string begin =
        fmt::format("{},{},{}", csv_cell(theme.id), label("theme", theme.id), theme.broader);
    for (const std::size_t column : shown_columns(grid)) {
      const std::string& place = grid.columns[column];
      out += fmt::format("{},{},{},{}\r\n", begin, csv_cell(place), label(grid.place, place),
                         grid.counts.at(row, column));
    }
  }
  return out;
}

}  // namespace entrepot
