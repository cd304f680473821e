#include "service/pages/view_form.h"

#include <algorithm>

#include "service/pages/view_fields.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::string_view kKindsParameter = "kinds";
constexpr std::string_view kKindsInPassages = "passages";

/// What is wrong with the words; empty if nothing is.
std::string words_problem(const ParsedQuery& parsed, const Strings& strings) {
  if (problem_of(parsed, "q") == nullptr) return {};
  if (!words_refused(parsed)) return strings.text("search.given_twice");
  return strings.text(words_as_written(parsed).empty() ? "search.text_problem"
                                                       : "search.text_too_long");
}

/// A search without what the fields and the filters send.
SearchQuery rest_of(SearchQuery query, const FacetPanel& filters) {
  query.text.clear();
  query.from.reset();
  query.to.reset();
  query.page = SearchQuery{}.page;
  for (const auto& [facet, values] : filters.checked) {
    std::vector<std::string>& left = query.filters[facet];
    for (const std::string& value : values) std::erase(left, value);
    if (left.empty()) query.filters.erase(facet);
  }
  for (const std::string& facet : filters.searched) query.facet_texts.erase(facet);
  return query;
}

json sent_unseen(const SearchQuery& query, const FacetPanel& filters) {
  json fields = hidden_fields(rest_of(query, filters));
  // Documents that have a certain kind are a search of their own: another kind does not leave it.
  if (query.group == Group::Document && filters.has_kinds &&
      filter_values(query, FacetUse::Any, "kind").empty())
    fields.push_back({{"name", kKindsParameter}, {"value", kKindsInPassages}});
  return fields;
}

}  // namespace

ParsedQuery read_search_form(Parameters parameters) {
  const bool kinds_in_passages =
      std::erase(parameters, Parameters::value_type{kKindsParameter, kKindsInPassages}) > 0;
  const bool grouped = std::any_of(parameters.begin(), parameters.end(), [](const auto& one) {
    return one.first == "group" && !one.second.empty();
  });
  ParsedQuery parsed = parse_search_query(parameters);
  if (kinds_in_passages && !grouped && !filter_values(parsed.query, FacetUse::Any, "kind").empty())
    parsed.query.group = Group::Passage;
  return parsed;
}

bool words_refused(const ParsedQuery& parsed) {
  return problem_of(parsed, "q") != nullptr && parsed.query.text.empty();
}

std::string words_as_written(const ParsedQuery& parsed) {
  return words_refused(parsed) ? written(problem_of(parsed, "q")) : parsed.query.text;
}

json form_json(const ParsedQuery& parsed, const FacetPanel& filters, const Strings& strings) {
  const SearchQuery& query = parsed.query;
  const json from = date_field(query.from, problem_of(parsed, "from"), strings);
  const json to = date_field(query.to, problem_of(parsed, "to"), strings);
  const json empty = date_field({}, nullptr, strings);
  return {{"value", words_as_written(parsed)},
          {"q_problem", words_problem(parsed, strings)},
          {"from", from.at("value")},
          {"from_problem", from.at("problem")},
          {"to", to.at("value")},
          {"to_problem", to.at("problem")},
          {"hidden", sent_unseen(query, filters)},
          {"dates_open", from != empty || to != empty}};
}

}  // namespace entrepot
