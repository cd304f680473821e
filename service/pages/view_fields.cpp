#include "service/pages/view_fields.h"

#include "model/text/unicode.h"

namespace entrepot {

using nlohmann::json;

const ParameterProblem* problem_of(const ParsedQuery& parsed, std::string_view name) {
  for (const ParameterProblem& problem : parsed.problems)
    if (problem.name == name) return &problem;
  return nullptr;
}

std::string written(const ParameterProblem* problem) {
  return problem == nullptr || find_invalid_utf8(problem->value) ? "" : problem->value;
}

json date_field(const std::optional<DateInterval>& date, const ParameterProblem* problem,
                const Strings& strings) {
  if (problem == nullptr) return {{"value", date ? to_edtf(*date) : ""}, {"problem", ""}};
  if (date) return {{"value", to_edtf(*date)}, {"problem", strings.text("search.given_twice")}};
  std::string ignored;
  const bool reversed = parse_edtf(problem->value, ignored).has_value();  // what else can be wrong
  return {{"value", written(problem)},
          {"problem", strings.text(reversed ? "search.dates_reversed" : "search.date_problem")}};
}

json select_field(const std::string& name, const std::string& label,
                  const std::vector<FieldOption>& options) {
  json list = json::array();
  for (const FieldOption& option : options)
    list.push_back({{"value", option.value},
                    {"option_text", option.label},
                    {"option_lang", option.language},
                    {"selected", option.selected}});
  return {{"name", name}, {"id", name}, {"label", label}, {"options", std::move(list)}};
}

json hidden_fields(const SearchQuery& query) {
  json fields = json::array();
  for (const auto& [name, value] : parse_parameters(to_query_string(query)))
    fields.push_back({{"name", name}, {"value", value}});
  return fields;
}

}  // namespace entrepot
