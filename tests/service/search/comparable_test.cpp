#include "service/search/comparable.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

/// A document on a theme from some countries.
DocumentRecord about(const std::string& id, const std::string& theme,
                     const std::vector<std::string>& countries) {
  DocumentRecord record = test::record(id, id, {"Text."});
  record.document.tags.themes = {theme};
  record.document.tags.countries = countries;
  test::complete(record);
  return record;
}

struct World {
  test::TemporaryFolder data{};
  Library library{test::write_generation(data.path(), corpus())};

  static test::TestCorpus corpus() {
    test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
    corpus.vocabulary.lists["themes"][1].broader = "risk-management";  // single-window
    corpus.records = {
        about("bo-1", "aeo", {"BO"}),           about("bo-2", "aeo", {"BO"}),
        about("cl-1", "aeo", {"CL"}),           about("cl-2", "aeo", {"CL"}),
        about("pe-1", "aeo", {"PE"}),           about("pe-2", "single-window", {"PE"}),
        about("bo-3", "single-window", {"BO"}), about("cl-3", "risk-management", {"CL"})};
    return corpus;
  }
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

std::vector<ComparablePair> pairs(const SearchQuery& query, std::size_t most = 10) {
  return comparable_pairs(world().library, query, most);
}

}  // namespace

TEST_CASE("the countries that both have most on a narrow theme come first, each theme once") {
  CHECK(pairs({}) ==
        std::vector<ComparablePair>{{"aeo", "BO", "CL"}, {"single-window", "BO", "PE"}});
  CHECK(pairs({}, 1).size() == 1);
}

TEST_CASE("pairs are of the theme and with the country that are asked for") {
  CHECK(pairs({.filters = {{"theme", {"aeo"}}}}) ==
        std::vector<ComparablePair>{{"aeo", "BO", "CL"}, {"aeo", "BO", "PE"}, {"aeo", "CL", "PE"}});
  CHECK(pairs({.filters = {{"country", {"PE"}}}}) ==
        std::vector<ComparablePair>{{"aeo", "PE", "BO"}});
  // A broad theme includes the narrower ones.
  CHECK(pairs({.filters = {{"theme", {"risk-management"}}}}).size() == 3);
  CHECK(pairs({.filters = {{"theme", {"unknown"}}}}).empty());
  CHECK(pairs({.text = "nowhere"}).empty());
}

TEST_CASE("countries that have but the same documents come last: these say the same of both") {
  test::TemporaryFolder data;
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  corpus.records = {about("both-1", "aeo", {"BO", "CL"}), about("both-2", "aeo", {"BO", "CL"}),
                    about("pe-1", "aeo", {"PE"})};
  const Library library(test::write_generation(data.path(), corpus));
  CHECK(comparable_pairs(library, {.filters = {{"theme", {"aeo"}}}}, 10) ==
        std::vector<ComparablePair>{{"aeo", "BO", "PE"}, {"aeo", "CL", "PE"}, {"aeo", "BO", "CL"}});
}
