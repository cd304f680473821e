#include "service/query/coverage_query.h"

#include <doctest/doctest.h>

using namespace entrepot;

namespace {

ParsedCoverage parsed(const std::string& parameters) {
  return parse_coverage_query(parse_parameters(parameters));
}

}  // namespace

TEST_CASE("a table's parameters are those of a search, and how it is laid out") {
  const CoverageQuery query = parsed("by=country&themes=all&group=passage&region=AMS&q=risk").query;
  CHECK(query.by_country);
  CHECK(query.all_themes);
  CHECK(query.search.group == Group::Passage);
  CHECK(query.search.filters == Filters{{"region", {"AMS"}}});
  CHECK(query.search.text == "risk");
  CHECK(parsed("").query == CoverageQuery{});
  CHECK(parsed("by=region&themes=broad&by=&themes=").query == CoverageQuery{});
  CHECK(parsed("by=region&themes=broad&by=&themes=").problems.empty());
}

TEST_CASE("the address of a table leaves defaults out, and reads as the same table") {
  CHECK(to_query_string(CoverageQuery{}) == "");
  CHECK(to_query_string(parsed("by=country").query) == "by=country");
  const std::string whole = "q=risk&region=AMS&theme=aeo&group=passage&by=country&themes=all";
  CHECK(to_query_string(parsed(whole).query) == whole);
  // What makes a page of a search is no part of a table.
  CHECK(to_query_string(parsed("sort=title&page=2&per_page=5&facets=year&explain=1").query) == "");
}

TEST_CASE("every mistake is told, with what may be written instead") {
  const ParsedCoverage some = parsed("by=contry&themes=%ff&sort=x&colour=blue");
  CHECK(some.query == CoverageQuery{});
  REQUIRE(some.problems.size() == 4);
  CHECK(some.problems[2].name == "by");
  CHECK(some.problems[2].nearest == "country");
  CHECK(some.problems[2].allowed == std::vector<std::string>{"region", "country"});
  CHECK(some.problems[3].name == "themes");
  for (const ParameterProblem& problem : some.problems) CHECK_FALSE(problem.message.empty());
}
