#include "service/search/facet_pairs.h"

#include <doctest/doctest.h>

#include "service/search/library.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

TEST_CASE("the values that stand beside a value are those a search for both finds") {
  const test::TemporaryFolder data;
  const test::TestCorpus corpus = test::random_corpus(5, 30);
  const Library library(test::write_generation(data.path(), corpus));
  const FacetPairs pairs = library.facet_pairs("country", "year");
  std::size_t together = 0;
  for (const char* country : {"BO", "CL", "PE", "NR"})
    for (const char* year : {"2012", "2013", "2021", "2022"}) {
      const SearchQuery both{.filters = {{"country", {country}}, {"year", {year}}}};
      const auto found = pairs.find(country);
      const bool beside = found != pairs.end() && found->second.contains(year);
      CHECK(beside == (library.count(both) > 0));
      together += beside ? 1 : 0;
    }
  CHECK(together > 3);
  CHECK_FALSE(pairs.contains("NR"));
}
