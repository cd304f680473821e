#include "service/pages/view_narrowing.h"

#include <algorithm>

#include "service/pages/view_choices.h"
#include "service/pages/view_fields.h"
#include "service/pages/view_notices.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// The value that the field of a facet shows; empty for any.
std::string field_value(const SearchQuery& query, std::string_view facet) {
  const std::vector<std::string>& chosen = filter_values(query, FacetUse::Any, facet);
  return chosen.empty() ? std::string() : chosen.front();
}

/// A facet's field. What no document has is no option, unless it is
/// chosen.
json select_json(const FacetCounts& facet, const SearchQuery& query, const ViewContext& context) {
  const std::string chosen = field_value(query, facet.name);
  std::vector<FacetValue> values = facet.values;
  if (!chosen.empty() && std::none_of(values.begin(), values.end(), [&](const FacetValue& value) {
        return value.value == chosen;
      }))
    values.push_back({.value = chosen, .label = facet_name(facet.name, chosen, context).text});
  std::sort(values.begin(), values.end(), [&](const FacetValue& left, const FacetValue& right) {
    return context.ui.locale.sorts_before(left.label, right.label);
  });
  std::vector<FieldOption> options{{.label = context.ui.strings.text("narrowing.any")}};
  for (const FacetValue& value : values)
    options.push_back({.value = value.value,
                       .label = value.label,
                       .language = facet_name(facet.name, value.value, context).language,
                       .selected = value.value == chosen});
  return select_field(facet.name, context.ui.strings.text("facet." + facet.name), options);
}

/// A field for each of the page's facets that any document has a value of.
json selects_json(const NarrowedPage& page, const SearchQuery& query, const ViewContext& context) {
  SearchQuery everything{.per_page = 1, .facets = std::vector<std::string>{}};
  for (const std::string_view facet : page.facets) everything.facets->emplace_back(facet);
  const std::vector<FacetCounts> counts = context.search(everything).facets;
  json selects = json::array();
  for (const std::string_view facet : page.facets)
    for (const FacetCounts& one : counts)
      if (one.name == facet) selects.push_back(select_json(one, query, context));
  return selects;
}

json dates_json(const ParsedQuery& parsed, const Strings& strings) {
  const json from = date_field(parsed.query.from, problem_of(parsed, "from"), strings);
  const json to = date_field(parsed.query.to, problem_of(parsed, "to"), strings);
  return {{"from", from.at("value")},
          {"from_problem", from.at("problem")},
          {"to", to.at("value")},
          {"to_problem", to.at("problem")}};
}

/// What the page's form does not show of a query.
SearchQuery hidden_part(const NarrowedPage& page, SearchQuery query) {
  query.page = 1;
  for (const std::string_view facet : page.facets) {
    const auto filter = query.filters.find(std::string(facet));
    if (filter == query.filters.end()) continue;
    std::erase(filter->second, field_value(query, facet));
    if (filter->second.empty()) query.filters.erase(filter);
  }
  if (page.dates) query.from = query.to = {};
  return query;
}

}  // namespace

ParsedQuery narrowing_of(const ParsedQuery& parsed) {
  const SearchQuery standard;
  ParsedQuery shown{.query = whole_result(parsed.query), .problems = parsed.problems};
  shown.query.group = standard.group;
  shown.query.page = parsed.query.page;
  if (shown.query.sort != Sort::OldestFirst) shown.query.sort = standard.sort;
  return shown;
}

SearchQuery requiring(SearchQuery query, std::string_view facet) {
  const auto chosen = query.filters.find(std::string(facet));
  if (chosen == query.filters.end() || chosen->second.size() != 1) return query;
  std::vector<std::string>& all = query.filters_all[chosen->first];
  const std::string value = chosen->second.front();
  if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
  query.filters.erase(chosen);
  return query;
}

json narrowing_json(const NarrowedPage& page, const ParsedQuery& parsed, const SearchPage& found,
                    const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const SearchQuery& query = parsed.query;
  const auto link = [&](SearchQuery to) {
    to.page = 1;
    return context.ui.base + query_address(page.path, std::move(to), page.own);
  };
  json chosen = json::array();
  if (!query.text.empty()) {
    SearchQuery without = query;
    without.text.clear();
    chosen.push_back(
        {{"pieces", phrase(strings.text("search.word", {{"word", query.text}}), {}, context)},
         {"url", link(without)}});
  }
  for (const Choice& choice : choices(query, context))
    chosen.push_back(
        {{"pieces", phrase(choice.text, {choice.value}, context)}, {"url", link(choice.without)}});
  SearchPlace place{.path = page.path, .fields = {}, .own = page.own};
  if (page.dates) place.fields = {"from", "to"};
  return {{"action", context.ui.base + std::string(page.path)},
          {"selects", selects_json(page, query, context)},
          {"dates", page.dates ? dates_json(parsed, strings) : json()},
          {"hidden", hidden_fields(hidden_part(page, query))},
          {"has_chosen", !chosen.empty()},
          {"clear_url", chosen.size() > 1 ? link({.sort = query.sort}) : ""},
          {"chosen", std::move(chosen)},
          {"warning_list", address_warnings(found, parsed, context, place)}};
}

PageName narrowed_name(const std::string& name, const SearchQuery& query,
                       const ViewContext& context) {
  const std::vector<Choice> chosen = choices(query, context);
  const std::string subject = subject_of(query.text, chosen, context);
  std::string title = name;
  if (!subject.empty())
    title = context.ui.strings.text("site.named", {{"name", name}, {"value", subject}});
  json heading = {{"pieces", chosen_phrase(title, chosen, context)}};
  return {.title = std::move(title), .heading = std::move(heading)};
}

}  // namespace entrepot
