#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/pages/view_fields.h"
#include "service/pages/view_narrowing.h"
#include "service/pages/view_notices.h"
#include "service/pages/view_parts.h"
#include "service/pages/view_sides.h"
#include "service/pages/views.h"
#include "service/search/comparable.h"
#include "service/search/theme_tree.h"

namespace entrepot {
namespace {

using nlohmann::json;
using Values = std::vector<std::string>;

constexpr const char* kPath = "/compare";
constexpr std::size_t kLeastCountries = 2, kMostCountries = 4;
constexpr std::size_t kMostPairs = 8;

Comparison comparison_of(const SearchQuery& asked, const Parameters& parameters,
                         const Vocabulary& vocabulary) {
  Comparison out{.shown = whole_result(asked)};
  const Values& known = filter_values(asked, FacetUse::Any, "country");
  for (const auto& [name, value] : parameters)
    if (name == "country" && std::find(known.begin(), known.end(), value) != known.end() &&
        vocabulary.find("countries", value) != nullptr &&
        std::find(out.countries.begin(), out.countries.end(), value) == out.countries.end())
      out.countries.push_back(value);
  out.too_many = out.countries.size() > kMostCountries;
  if (out.too_many) out.countries.resize(kMostCountries);
  out.shown.sort = SearchQuery{}.sort;
  out.shown.group = SearchQuery{}.group;
  Filters& filters = out.shown.filters;
  std::erase_if(filters["theme"], [&](const std::string& id) {
    return id != kNoValue && vocabulary.find("themes", id) == nullptr;
  });
  filters["country"] = out.countries;
  std::erase_if(filters, [](const auto& filter) { return filter.second.empty(); });
  out.search = with_narrower_themes(out.shown, vocabulary);
  out.search.group = Group::Passage;
  return out;
}

/// One field for each country there may be; the same countries in each.
json country_fields(const Comparison& comparison, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  std::vector<FieldOption> options;
  for (const FacetValue& value : count_facet("country", facet_query("", {}), context).values)
    options.push_back({.value = value.value, .label = value.label});
  for (const std::string& id : comparison.countries)
    if (std::none_of(options.begin(), options.end(),
                     [&](const FieldOption& option) { return option.value == id; }))
      options.push_back({.value = id, .label = context.label("countries", id)});
  std::sort(options.begin(), options.end(), [&](const FieldOption& a, const FieldOption& b) {
    return context.ui.locale.sorts_before(a.label, b.label);
  });
  options.insert(options.begin(), {.label = strings.text("compare.no_country")});
  json fields = json::array();
  for (std::size_t i = 0; i < kMostCountries; ++i) {
    for (FieldOption& option : options)
      option.selected = i < comparison.countries.size() && option.value == comparison.countries[i];
    json field = select_field(
        "country", strings.text("compare.country", {{"n", context.ui.locale.number(i + 1)}}),
        options);
    field["id"] = fmt::format("country-{}", i + 1);
    fields.push_back(std::move(field));
  }
  return fields;
}

json theme_field(const Values& chosen, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  std::vector<FieldOption> options{{.label = strings.text("compare.all_themes")}};
  for (const ThemeNode& theme : theme_tree(context.library.vocabulary())) {
    const std::string label = context.label("themes", theme.id);
    options.push_back({.value = theme.id,
                       .label = theme.depth == 0
                                    ? label
                                    : strings.text("compare.narrower_theme", {{"theme", label}}),
                       .selected = !chosen.empty() && chosen[0] == theme.id});
  }
  return select_field("theme", strings.text("facet.theme"), options);
}

/// What has a field in the form, as parameters, the countries in the reader's order.
std::string fields_of(const Comparison& comparison, bool with_theme) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", name, encode_parameter(value));
  };
  for (const std::string& country : comparison.countries) add("country", country);
  if (with_theme)
    for (const std::string& theme : filter_values(comparison.shown, FacetUse::Any, "theme"))
      add("theme", theme);
  return out;
}

/// For the form and the partial narrowed: as narrowing_json(). Countries and one theme have fields;
/// what else narrows the search goes along and can be taken away.
json form_json(const Comparison& comparison, const ParsedQuery& parsed,
               const ViewContext& context) {
  const Values& themes = filter_values(comparison.shown, FacetUse::Any, "theme");
  const bool one_theme = themes.empty() || (themes.size() == 1 && themes[0] != kNoValue);
  ParsedQuery rest{.query = comparison.shown};
  rest.query.filters.erase("country");
  if (one_theme) rest.query.filters.erase("theme");
  rest.query.ui = SearchQuery{}.ui;
  SearchQuery asked = parsed.query;
  asked.page = asked.per_page = 1;
  asked.facets.emplace();
  const SearchPage found = context.search(asked);
  json form = narrowing_json({.path = kPath, .own = fields_of(comparison, one_theme)}, rest, found,
                             context);
  form["warning_list"] =
      address_warnings(found, {.query = whole_result(parsed.query), .problems = parsed.problems},
                       context, {.path = kPath, .fields = {}});
  form["selects"] = country_fields(comparison, context);
  if (one_theme) form["selects"].push_back(theme_field(themes, context));
  return form;
}

/// "Risk management"; "All themes".
std::string themes_text(const SearchQuery& query, const ViewContext& context) {
  Values names;
  for (const std::string& id : filter_values(query, FacetUse::Any, "theme"))
    names.push_back(labelled("theme", id, context.json()).at("label"));
  const Strings& strings = context.ui.strings;
  return names.empty() ? strings.text("compare.all_themes") : strings.list(names);
}

/// [{text, url}]: pairs of countries that have something to compare.
json pair_links(const Comparison& comparison, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json list = json::array();
  for (const ComparablePair& pair :
       comparable_pairs(context.library, comparison.shown, kMostPairs)) {
    SearchQuery query = comparison.shown;
    query.filters["country"] = {pair.first, pair.second};
    query.filters["theme"] = {pair.theme};
    const std::string countries = strings.list(
        {context.label("countries", pair.first), context.label("countries", pair.second)});
    list.push_back(
        {{"text", strings.text("site.named", {{"name", context.label("themes", pair.theme)},
                                              {"value", countries}})},
         {"url", context.ui.base + query_address(kPath, query)}});
  }
  return list;
}

std::string names_of(const Comparison& comparison, const ViewContext& context) {
  Values names;
  for (const std::string& id : comparison.countries)
    names.push_back(context.label("countries", id));
  return context.ui.strings.list(names);
}

}  // namespace

View compare_view(const ViewContext& context, const Parameters& parameters) {
  const Strings& strings = context.ui.strings;
  const ParsedQuery parsed = parse_search_query(parameters);
  const Comparison comparison =
      comparison_of(parsed.query, parameters, context.library.vocabulary());
  const bool enough = comparison.countries.size() >= kLeastCountries;
  json body = form_json(comparison, parsed, context);
  body["too_many_text"] =
      comparison.too_many
          ? strings.text("compare.too_many", {{"n", context.ui.locale.number(kMostCountries)}})
          : "";
  body["is_compared"] = enough;
  body["sides"] = comparison.countries.size();
  const std::string what = themes_text(comparison.shown, context);
  body["what"] = what;
  body.update(
      enough ? sides_of(comparison, context)
             : json{{"countries", json::array()}, {"kinds", json::array()}, {"missing_text", ""}});
  body["pairs"] = enough ? json::array() : pair_links(comparison, context);
  body["has_pairs"] = !body["pairs"].empty();
  const std::string title =
      enough
          ? strings.text("site.named", {{"name", names_of(comparison, context)}, {"value", what}})
          : strings.text("compare.heading");
  return {.page_template = "compare",
          .title = title,
          .description =
              enough ? strings.text("compare.description",
                                    {{"countries", names_of(comparison, context)}, {"theme", what}})
                     : strings.text("compare.lead"),
          .address = query_address(kPath, comparison.shown),
          .section = "compare",
          .body = std::move(body)};
}

}  // namespace entrepot
