#include "service/pages/view_coverage_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "service/pages/concept_pages.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kMostColumns = 60;  ///< A wider table is of no use, and heavy.
constexpr unsigned kShades = 5;

/// "documents_region": which of four texts says what is counted.
std::string counting(const CoverageQuery& query) {
  return fmt::format("{}_{}", query.search.group == Group::Document ? "documents" : "passages",
                     query.by_country ? "country" : "region");
}

/// 1 to kShades: how dark the cell of a number is. Each shade is for twice as many, or more, as the
/// one before, so that small numbers are told apart.
unsigned shade(std::uint64_t count, std::uint64_t most) {
  if (most <= 1) return 1;
  const double part = std::log(static_cast<double>(count)) / std::log(static_cast<double>(most));
  return 1 + static_cast<unsigned>(std::floor(part * (kShades - 1)));
}

/// {count, url, shade}: a number that leads to what it counts; without one where nothing is.
json cell(std::uint64_t count, const SearchQuery& search, const ViewContext& context) {
  return {{"count", count == 0 ? "" : context.ui.locale.number(count)},
          {"url", count == 0 ? "" : search_link(search, context.ui)},
          {"shade", ""}};
}

/// The table of a grid: {heads, rows, total, …} of what is shown of it.
class Table {
 public:
  Table(const CoverageGrid& grid, const CoverageQuery& query, const ViewContext& context)
      : grid_(grid),
        query_(query),
        context_(context),
        rows_(shown_rows(grid, query)),
        columns_(shown_columns(grid)) {
    for (const std::size_t row : rows_)
      for (const std::size_t column : columns_)
        most_ = std::max(most_, grid.counts.at(row, column));
    const Locale& locale = context.ui.locale;
    if (query.by_country)
      std::sort(columns_.begin(), columns_.end(), [&](std::size_t a, std::size_t b) {
        if (is_none(a) || is_none(b)) return !is_none(a) && is_none(b);
        return locale.sorts_before(place_label(a), place_label(b));
      });
  }

  [[nodiscard]] bool empty() const { return rows_.empty() || columns_.empty(); }
  [[nodiscard]] std::size_t width() const { return columns_.size(); }

  [[nodiscard]] json heads() const {
    json list = json::array();
    for (const std::size_t column : columns_) {
      list.push_back(
          label_json(facet_name(grid_.place, grid_.columns[column], context_), context_));
      list.back()["url"] = is_none(column) ? "" : place_url(grid_.columns[column]);
    }
    return list;
  }

  /// The first row: all themes.
  [[nodiscard]] json totals() const {
    json list = json::array({cell(grid_.counts.found, grid_.search, context_)});
    for (const std::size_t column : columns_)
      list.push_back(cell(grid_.counts.columns[column], grid_.column_search(column), context_));
    return list;
  }

  [[nodiscard]] json rows() const {
    json list = json::array();
    for (const std::size_t row : rows_) {
      const ThemeNode& theme = grid_.rows[row];
      const bool none = theme.id == kNoValue;
      json cells = json::array({cell(grid_.counts.rows[row], grid_.row_search(row), context_)});
      for (const std::size_t column : columns_) cells.push_back(shaded(row, column));
      json entry = label_json(facet_name("theme", theme.id, context_), context_);
      entry["url"] = none ? "" : context_.ui.base + page_path(kThemePages, theme.id);
      entry["depth"] = theme.depth;
      entry["cells"] = std::move(cells);
      list.push_back(std::move(entry));
    }
    return list;
  }

  /// How many pairs of a theme and a place have nothing, in words.
  [[nodiscard]] std::string gaps_text() const {
    std::uint64_t pairs = 0, empty = 0;
    for (const std::size_t row : rows_)
      for (const std::size_t column : columns_) {
        if (grid_.rows[row].id == kNoValue || is_none(column)) continue;
        ++pairs;
        if (grid_.counts.at(row, column) == 0) ++empty;
      }
    return context_.ui.strings.count(
        query_.by_country ? "coverage.gaps_country" : "coverage.gaps_region", empty,
        context_.ui.locale, {{"total", context_.ui.locale.number(pairs)}});
  }

 private:
  [[nodiscard]] bool is_none(std::size_t column) const { return grid_.columns[column] == kNoValue; }

  [[nodiscard]] std::string place_label(std::size_t column) const {
    return facet_name(grid_.place, grid_.columns[column], context_).text;
  }

  /// A country has a page of its own; a region leads to the table of its countries.
  [[nodiscard]] std::string place_url(const std::string& place) const {
    if (query_.by_country) return context_.ui.base + page_path(kCountryPages, place);
    CoverageQuery inside = query_;
    inside.by_country = true;
    inside.search.filters["region"] = {place};
    return context_.ui.base + coverage_address(inside);
  }

  [[nodiscard]] json shaded(std::size_t row, std::size_t column) const {
    const std::uint64_t count = grid_.counts.at(row, column);
    json out = cell(count, grid_.cell_search(row, column), context_);
    if (count > 0) out["shade"] = std::to_string(shade(count, most_));
    return out;
  }

  const CoverageGrid& grid_;
  const CoverageQuery& query_;
  const ViewContext& context_;
  std::vector<std::size_t> rows_, columns_;
  std::uint64_t most_ = 0;
};

}  // namespace

std::string coverage_address(CoverageQuery query) {
  query.search.ui = SearchQuery{}.ui;  // a page's address says its language before its path
  const std::string parameters = to_query_string(query);
  return "/coverage" + (parameters.empty() ? "" : "?" + parameters);
}

json coverage_table(const CoverageGrid& grid, const CoverageQuery& query,
                    const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Table table(grid, query, context);
  const bool wide = table.width() > kMostColumns;
  const bool has_table = !wide && !table.empty() && grid.counts.found > 0;
  return {{"empty_text", table.empty()            ? strings.text("coverage.nothing")
                         : grid.counts.found == 0 ? strings.text("coverage.nothing_found")
                                                  : ""},
          {"wide_text",
           wide && grid.counts.found > 0
               ? strings.text("coverage.wide", {{"n", context.ui.locale.number(table.width())}})
               : ""},
          {"has_table", has_table},
          {"caption", strings.text("coverage.caption_" + counting(query))},
          {"heads", has_table ? table.heads() : json::array()},
          {"totals", has_table ? table.totals() : json::array()},
          {"rows", has_table ? table.rows() : json::array()},
          {"gaps_text", has_table ? table.gaps_text() : ""}};
}

}  // namespace entrepot
