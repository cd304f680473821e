#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/views.h"

/// Fields of the forms that make a search.
namespace entrepot {

/// What is wrong with a parameter; nullptr if nothing is.
[[nodiscard]] const ParameterProblem* problem_of(const ParsedQuery& parsed, std::string_view name);

/// What the reader wrote, to be corrected; nothing if it is no text.
[[nodiscard]] std::string written(const ParameterProblem* problem);

/// {value, problem} of a date's field.
[[nodiscard]] nlohmann::json date_field(const std::optional<DateInterval>& date,
                                        const ParameterProblem* problem, const Strings& strings);

/// What may be chosen in a field.
struct FieldOption {
  std::string value{}, label{};
  std::string language{};  ///< Of the label, as of `Name`.
  bool selected = false;
};

/// {name, id, label, options} of a field that takes one value, for the partial select.
[[nodiscard]] nlohmann::json select_field(const std::string& name, const std::string& label,
                                          const std::vector<FieldOption>& options);

/// [{name, value}]: what a form sends along unseen, so that nothing of `query` gets lost.
[[nodiscard]] nlohmann::json hidden_fields(const SearchQuery& query);

}  // namespace entrepot
