#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/pages/view_coverage_table.h"
#include "service/pages/view_fields.h"
#include "service/pages/view_narrowing.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// How the table is laid out, as parameters.
std::string layout_of(const CoverageQuery& query) {
  CoverageQuery layout = query;
  layout.search = {.group = query.search.group};
  return to_query_string(layout);
}

/// A field with two values, the second of which may be chosen.
json layout_field(const std::string& name, const std::array<const char*, 2>& values, bool second,
                  const Strings& strings) {
  const auto label = [&](const char* value) {
    return strings.text(fmt::format("coverage.{}_{}", name, value));
  };
  return select_field(name, strings.text("coverage." + name),
                      {{.value = values[0], .label = label(values[0]), .selected = !second},
                       {.value = values[1], .label = label(values[1]), .selected = second}});
}

/// For the form and the partial narrowed: as narrowing_json(), and {layout, open}: fields that are
/// always to be seen, and whether the others are.
json form_json(const ParsedCoverage& parsed, const ViewContext& context) {
  const CoverageQuery& query = parsed.query;
  const Strings& strings = context.ui.strings;
  const NarrowedPage page{.path = "/coverage",
                          .facets = {"region", "programme", "type", "evidence", "source_kind"},
                          .dates = true,
                          .own = layout_of(query)};
  ParsedQuery search{.query = query.search, .problems = parsed.problems};
  search.query.group = SearchQuery{}.group;  // it is part of the layout
  search.query.ui = SearchQuery{}.ui;
  SearchQuery asked = search.query;
  asked.per_page = 1;
  asked.facets.emplace();
  json form = narrowing_json(page, search, context.search(asked), context);
  form["layout"] = {
      layout_field("by", {"region", "country"}, query.by_country, strings),
      layout_field("group", {"document", "passage"}, query.search.group == Group::Passage, strings),
      layout_field("themes", {"broad", "all"}, query.all_themes, strings),
      form.at("selects").at(0)};
  form["selects"].erase(0);
  form["open"] = false;
  for (const json& field : form.at("selects"))
    if (query.search.filters.contains(field.at("name").get<std::string>())) form["open"] = true;
  for (const json& text : form.at("dates"))
    if (!text.get<std::string>().empty()) form["open"] = true;
  return form;
}

/// [{label, url}]: themes that nothing has, under the filters; what is beneath them has nothing
/// either and is left out.
json empty_themes(const CoverageGrid& grid, const ViewContext& context) {
  json list = json::array();
  unsigned top = 0;  // the depth of the last of them
  bool inside = false;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const ThemeNode& theme = grid.rows[row];
    inside = inside && theme.depth > top;
    if (inside || grid.counts.rows[row] > 0 || theme.id == kNoValue) continue;
    inside = true;
    top = theme.depth;
    list.push_back(uncounted(name_of("themes", theme.id, context),
                             fmt::format("{}/themes/{}", context.ui.base, theme.id), context));
  }
  return list;
}

/// [{label, url}]: countries of the regions asked for that nothing is about.
json empty_countries(const CoverageGrid& grid, const CoverageQuery& query,
                     const ViewContext& context) {
  std::vector<std::pair<std::string, std::string>> named;  // label, id
  if (!query.by_country || query.search.filters.contains("country")) return json::array();
  for (const std::string& region : filter_values(query.search, FacetUse::Any, "region"))
    if (const Concept* found = context.library.vocabulary().find("regions", region))
      for (const std::string& id : found->members)
        if (std::find(grid.columns.begin(), grid.columns.end(), id) == grid.columns.end())
          named.emplace_back(context.label("countries", id), id);
  std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) {
    return context.ui.locale.sorts_before(a.first, b.first);
  });
  json list = json::array();
  for (const auto& [label, id] : named)
    list.push_back(uncounted(name_of("countries", id, context),
                             fmt::format("{}/countries/{}", context.ui.base, id), context));
  return list;
}

/// [{heading, items}]: what nothing is about; nothing if the search finds nothing at all.
json gap_lists(const CoverageGrid& grid, const CoverageQuery& query, const ViewContext& context) {
  const char* counted = query.search.group == Group::Document ? "documents" : "passages";
  json lists = json::array();
  const auto add = [&](const char* what, json items) {
    if (items.empty() || grid.counts.found == 0) return;
    lists.push_back(
        {{"heading", context.ui.strings.text(fmt::format("coverage.{}_without_{}", what, counted))},
         {"items", std::move(items)}});
  };
  add("themes", empty_themes(grid, context));
  add("countries", empty_countries(grid, query, context));
  return lists;
}

/// Regions to choose from where countries are too many, each with the table of its countries.
json region_links(const CoverageQuery& query, const ViewContext& context) {
  json list = json::array();
  for (const std::string& id : context.library.vocabulary().ids("regions")) {
    CoverageQuery inside = query;
    inside.search.filters["region"] = {id};
    list.push_back(uncounted(name_of("regions", id, context),
                             context.ui.base + coverage_address(inside), context));
  }
  return list;
}

std::string csv_address(const CoverageQuery& query, const ViewContext& context) {
  CoverageQuery labelled = query;
  labelled.search.ui = context.ui.locale.language();
  const std::string parameters = to_query_string(labelled);
  return "/coverage.csv" + (parameters.empty() ? "" : "?" + parameters);
}

}  // namespace

View coverage_view(const ViewContext& context, const ParsedCoverage& parsed) {
  const CoverageQuery& query = parsed.query;
  const CoverageGrid grid = coverage_grid(context.library, query);
  json body = form_json(parsed, context);
  body.update(coverage_table(grid, query, context));
  body["regions"] = body["wide_text"] == "" ? json::array() : region_links(query, context);
  body["gaps"] = gap_lists(grid, query, context);
  body["csv_url"] = csv_address(query, context);
  SearchQuery compared = query.search;
  compared.group = SearchQuery{}.group;
  body["compare_url"] = context.ui.base + query_address("/compare", compared);
  const Strings& strings = context.ui.strings;
  body["page_name"] =
      narrowed_name(strings.text("coverage.heading"), query.search, context).heading;
  const std::string title =
      narrowed_name(body["caption"].get<std::string>(), query.search, context).title;
  return {.page_template = "coverage",
          .title = title,
          .description = strings.text("coverage.description", {{"table", title}}),
          .address = coverage_address(query),
          .section = "coverage",
          .body = std::move(body)};
}

}  // namespace entrepot
