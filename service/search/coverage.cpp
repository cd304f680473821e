#include "service/search/coverage.h"

#include <algorithm>
#include <utility>

namespace entrepot {
namespace {

using Values = std::vector<std::string>;

bool contains(const Values& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// The themes asked for with those beneath them, or all.
std::vector<ThemeNode> asked_themes(const Vocabulary& vocabulary, const SearchQuery& query) {
  std::vector<ThemeNode> tree = theme_tree(vocabulary), out;
  const Values& asked = filter_values(query, FacetUse::Any, "theme");
  if (asked.empty()) return tree;
  bool inside = false;  // beneath a theme asked for, which is at `top`
  unsigned top = 0;
  for (ThemeNode& node : tree) {
    if (!inside || node.depth <= top) {
      inside = contains(asked, node.id);
      top = node.depth;
    }
    if (!inside) continue;
    node.depth -= top;
    out.push_back(std::move(node));
  }
  return out;
}

/// The countries that have anything, of the regions asked for.
Values countries_of(const Library& library, const SearchQuery& query) {
  SearchQuery everything{.group = query.group, .per_page = 1, .facets = Values{"country"}};
  const SearchPage page = library.search(everything);
  const Values& regions = filter_values(query, FacetUse::Any, "region");
  Values out;
  for (const FacetCounts& facet : page.facets)
    for (const FacetValue& value : facet.values) {
      const Values its = library.vocabulary().regions_of({value.value});
      if (regions.empty() || std::any_of(its.begin(), its.end(), [&](const std::string& region) {
            return contains(regions, region);
          }))
        out.push_back(value.value);
    }
  std::sort(out.begin(), out.end());
  return out;
}

Values columns_of(const Library& library, const SearchQuery& query, const std::string& place) {
  const Vocabulary& vocabulary = library.vocabulary();
  const std::string list = place == "country" ? "countries" : "regions";
  const Values& asked = filter_values(query, FacetUse::Any, place);
  Values all =
      place == "country" && asked.empty() ? countries_of(library, query) : vocabulary.ids(list);
  if (!asked.empty())
    std::erase_if(all, [&](const std::string& id) { return !contains(asked, id); });
  return all;
}

}  // namespace

SearchQuery CoverageGrid::row_search(std::size_t row) const {
  SearchQuery out = search;
  out.filters["theme"] = rows[row].values;
  return out;
}

SearchQuery CoverageGrid::column_search(std::size_t column) const {
  SearchQuery out = search;
  out.filters[place] = {columns[column]};
  return out;
}

SearchQuery CoverageGrid::cell_search(std::size_t row, std::size_t column) const {
  SearchQuery out = row_search(row);
  out.filters[place] = {columns[column]};
  return out;
}

CoverageGrid coverage_grid(const Library& library, const CoverageQuery& query) {
  CoverageGrid grid{.search = with_narrower_themes(query.search, library.vocabulary()),
                    .place = query.by_country ? "country" : "region",
                    .rows = asked_themes(library.vocabulary(), query.search)};
  grid.columns = columns_of(library, query.search, grid.place);
  const std::string none(kNoValue);
  const auto may_lack = [&](const std::string& facet) {
    const Values& asked = filter_values(query.search, FacetUse::Any, facet);
    return asked.empty() || contains(asked, none);
  };
  if (may_lack("theme")) grid.rows.push_back({.id = none, .values = {none}});
  if (may_lack(grid.place)) grid.columns.push_back(none);
  CrossAxis down{.facet = "theme"}, across{.facet = grid.place};
  for (const ThemeNode& row : grid.rows) down.groups.push_back(row.values);
  for (const std::string& column : grid.columns) across.groups.push_back({column});
  grid.counts = library.cross_counts(grid.search, down, across);
  return grid;
}

std::vector<std::size_t> shown_rows(const CoverageGrid& grid, const CoverageQuery& query) {
  const bool narrower = query.all_themes || query.search.filters.contains("theme");
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < grid.rows.size(); ++row)
    if (grid.rows[row].id == kNoValue ? grid.counts.rows[row] > 0
                                      : narrower || grid.rows[row].depth == 0)
      out.push_back(row);
  return out;
}

std::vector<std::size_t> shown_columns(const CoverageGrid& grid) {
  std::vector<std::size_t> out;
  for (std::size_t column = 0; column < grid.columns.size(); ++column)
    if (grid.columns[column] != kNoValue || grid.counts.columns[column] > 0) out.push_back(column);
  return out;
}

}  // namespace entrepot
