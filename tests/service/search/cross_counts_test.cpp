#include "service/search/cross_counts.h"

#include <doctest/doctest.h>

#include <memory>

#include "model/index_schema.h"
#include "service/search/library.h"
#include "tests/service/random_queries.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Values = std::vector<std::string>;

/// What is found with these as a facet's only alternatives.
std::uint64_t count_with(const Library& library, SearchQuery query, const CrossAxis& axis,
                         std::size_t group) {
  query.filters[axis.facet] = axis.groups[group];
  return library.count(query);
}

/// A few groups of values of a facet, none and unknown ones among them.
CrossAxis random_axis(test::RandomQueries& random, const std::string& facet) {
  Values values{"_none", "unknown"};
  if (facet == "country") values = {"BO", "CL", "PE", "_none", "XX"};
  if (facet == "theme") values = {"aeo", "single-window", "risk-management", "_none"};
  if (facet == "kind") values = {"lesson", "conclusion", "_none"};
  if (facet == "year") values = {"2012", "2021", "2022", "_none"};
  if (facet == "measure") values = {"tfa:7", "tfa:7.4", "tfa:8", "_none"};
  CrossAxis axis{.facet = facet};
  for (std::size_t n = random.below(5); n > 0; --n) {
    Values group;
    for (std::size_t k = 1 + random.below(3); k > 0; --k)
      group.push_back(values[random.below(values.size())]);
    axis.groups.push_back(group);
  }
  return axis;
}

}  // namespace

TEST_CASE("every number of two facets against each other is what the search for both finds") {
  const Values facets{"country", "theme", "kind", "year", "measure", "evidence"};
  std::size_t cells = 0, found = 0;
  for (const std::uint32_t seed : {7U, 8U, 9U}) {
    test::TemporaryFolder data;
    const Library library(test::write_generation(data.path(), test::random_corpus(seed, 60)));
    test::RandomQueries random(seed);
    for (int i = 0; i < 60; ++i) {
      const SearchQuery query = random.next();
      const std::size_t of_rows = random.below(facets.size());
      const std::size_t of_columns =
          (of_rows + 1 + random.below(facets.size() - 1)) % facets.size();
      const CrossAxis rows = random_axis(random, facets[of_rows]);
      const CrossAxis columns = random_axis(random, facets[of_columns]);
      const CrossCounts counts = library.cross_counts(query, rows, columns);
      CAPTURE(to_query_string(query));
      CHECK(counts.found == library.count(query));
      REQUIRE(counts.rows.size() == rows.groups.size());
      REQUIRE(counts.columns.size() == columns.groups.size());
      for (std::size_t column = 0; column < columns.groups.size(); ++column)
        CHECK(counts.columns[column] == count_with(library, query, columns, column));
      for (std::size_t row = 0; row < rows.groups.size(); ++row) {
        CHECK(counts.rows[row] == count_with(library, query, rows, row));
        SearchQuery of_row = query;
        of_row.filters[rows.facet] = rows.groups[row];
        for (std::size_t column = 0; column < columns.groups.size(); ++column) {
          CHECK(counts.at(row, column) == count_with(library, of_row, columns, column));
          found += counts.at(row, column);
          ++cells;
        }
      }
    }
  }
  CHECK(cells > 400);
  CHECK(found > 400);
}

TEST_CASE("a match that has two values of a group counts once") {
  test::TemporaryFolder data;
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  DocumentRecord both = test::record("both", "Both", {"Text."});
  both.document.tags.countries = {"BO", "CL"};
  both.document.tags.themes = {"aeo", "single-window"};
  test::complete(both);
  corpus.records = {both};
  const Library library(test::write_generation(data.path(), corpus));
  const CrossCounts counts =
      library.cross_counts({}, {.facet = "theme", .groups = {{"aeo", "single-window", "aeo"}}},
                           {.facet = "country", .groups = {{"BO", "CL"}, {"BO"}, {"PE"}}});
  CHECK(counts.rows == std::vector<std::uint64_t>{1});
  CHECK(counts.columns == std::vector<std::uint64_t>{1, 1, 0});
  CHECK(counts.cells == std::vector<std::uint64_t>{1, 1, 0});
}
