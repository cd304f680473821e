#include "service/query/coverage_query.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "model/diagnostics.h"

namespace entrepot {
namespace {

/// A parameter that is on or off: its default first.
struct Layout {
  std::string_view name;
  std::array<std::string_view, 2> values;
  bool CoverageQuery::*chosen;
};
constexpr std::array kLayouts{Layout{"by", {"region", "country"}, &CoverageQuery::by_country},
                              Layout{"themes", {"broad", "all"}, &CoverageQuery::all_themes}};

const Layout* find_layout(std::string_view name) {
  for (const Layout& layout : kLayouts)
    if (layout.name == name) return &layout;
  return nullptr;
}

ParameterProblem unknown_value(const Layout& layout, const std::string& value) {
  const std::vector<std::string> allowed(layout.values.begin(), layout.values.end());
  return {.name = std::string(layout.name),
          .value = value,
          .message = fmt::format("{} is not known; write one of {}", layout.name,
                                 fmt::join(allowed, ", ")),
          .allowed = allowed,
          .nearest = nearest(value, allowed)};
}

}  // namespace

ParsedCoverage parse_coverage_query(const Parameters& parameters) {
  Parameters of_search;
  ParsedCoverage out;
  std::vector<ParameterProblem> problems;
  for (const auto& [name, value] : parameters) {
    const Layout* layout = find_layout(name);
    if (layout == nullptr) {
      of_search.emplace_back(name, value);
    } else if (value == layout->values[0] || value == layout->values[1]) {
      out.query.*layout->chosen = value == layout->values[1];
    } else if (!value.empty()) {
      problems.push_back(unknown_value(*layout, value));
    }
  }
  ParsedQuery parsed = parse_search_query(of_search);
  out.query.search = result_set(std::move(parsed.query));
  out.problems = std::move(parsed.problems);
  out.problems.insert(out.problems.end(), problems.begin(), problems.end());
  return out;
}

std::string to_query_string(const CoverageQuery& query) {
  std::string out = to_query_string(query.search);
  for (const Layout& layout : kLayouts)
    if (query.*layout.chosen)
      out += fmt::format("{}{}={}", out.empty() ? "" : "&", layout.name, layout.values[1]);
  return out;
}

}  // namespace entrepot
