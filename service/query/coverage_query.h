#pragma once

#include <string>
#include <vector>

#include "service/query/search_query.h"

namespace entrepot {

/// What a table of themes against places shows: a search and how its matches are laid out.
struct CoverageQuery {
  SearchQuery search{};     ///< Without what makes a page of it; see result_set().
  bool by_country = false;  ///< A column a country, not a region.
  bool all_themes = false;  ///< A row for each narrower theme, too.
  bool operator==(const CoverageQuery&) const = default;
};

struct ParsedCoverage {
  CoverageQuery query{};  ///< Without the bad parts.
  std::vector<ParameterProblem> problems{};
};

/// Reads the parameters of /coverage and /coverage.csv: those of a search and `by` and `themes`.
/// All problems are reported, not the first.
[[nodiscard]] ParsedCoverage parse_coverage_query(const Parameters& parameters);

/// The canonical query string without "?": that of the search, then what is not the default.
[[nodiscard]] std::string to_query_string(const CoverageQuery& query);

}  // namespace entrepot
