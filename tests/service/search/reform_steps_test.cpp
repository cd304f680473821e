#include "service/search/reform_steps.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <random>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Why = ReformStep::Why;
using Ids = std::vector<std::string>;

std::optional<DateInterval> date(const std::string& edtf) {
  std::string problem;
  return parse_edtf(edtf, problem);
}

/// A document of Bolivia; what else it is tagged with is for the test to say.
DocumentRecord step(const std::string& id, const std::string& when, const Ids& themes) {
  DocumentRecord out = test::record(id, "Title of " + id, {"A text"});
  out.document.tags = {.countries = {"BO"}, .themes = themes};
  out.document.date = date(when);
  return out;
}

DocumentRecord of_programmes(DocumentRecord record, const Ids& programmes) {
  record.document.tags.programmes = programmes;
  return record;
}

struct Shelf {
  test::TemporaryFolder data{};
  Library library;

  explicit Shelf(std::vector<DocumentRecord> records)
      : library(test::write_generation(data.path(), corpus_of(std::move(records)))) {}

  static test::TestCorpus corpus_of(std::vector<DocumentRecord> records) {
    test::TestCorpus corpus{.records = std::move(records), .vocabulary = test::small_vocabulary()};
    auto& programmes = corpus.vocabulary.lists.find("programmes")->second;
    programmes.push_back({.id = "gtfp", .label = {{"en", "GTFP"}}, .lead = "wco"});
    programmes.push_back({.id = "national", .label = {{"en", "National programme"}}});
    for (DocumentRecord& record : corpus.records) test::complete(record);
    return corpus;
  }

  [[nodiscard]] ReformSteps steps(const std::string& id) const {
    const DocumentLookup lookup = library.document(id);
    REQUIRE(lookup.record.has_value());
    return reform_steps(library, *lookup.record);
  }
};

Ids ids(const std::vector<ReformStep>& steps) {
  Ids out;
  for (const ReformStep& one : steps) out.push_back(one.document.id);
  return out;
}

bool has(const Ids& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

TEST_CASE(
    "of the steps before and after a document the three nearest are listed, in time's order") {
  std::vector<DocumentRecord> records{step("read", "2015-06", {"aeo"})};
  for (int year = 2010; year <= 2020; ++year)
    records.push_back(step(fmt::format("of-{}", year), fmt::format("{}-01", year), {"aeo"}));
  const ReformSteps steps = Shelf(records).steps("read");
  CHECK(ids(steps.earlier) == Ids{"of-2013", "of-2014", "of-2015"});
  CHECK(ids(steps.later) == Ids{"of-2016", "of-2017", "of-2018"});
  CHECK(steps.later[0].why == Why::Theme);
  CHECK(steps.later[0].country == "BO");
  CHECK(steps.later[0].theme == "aeo");
}

TEST_CASE("without a common country, and a theme that is the main one of either, it is no step") {
  DocumentRecord elsewhere = step("elsewhere", "2019", {"aeo"});
  elsewhere.document.tags.countries = {"CL"};
  DocumentRecord nowhere = step("nowhere", "2019", {"aeo"});
  nowhere.document.tags.countries = {};
  DocumentRecord two = step("two", "2019", {"single-window", "aeo"});
  two.document.tags.countries = {"PE", "BO"};
  const Shelf shelf({step("read", "2015", {"aeo", "risk-management"}), elsewhere, nowhere, two,
                     step("main-there", "2019", {"risk-management"}),
                     step("aside", "2019", {"single-window", "risk-management"}),
                     step("none", "2019", {})});
  CHECK(ids(shelf.steps("read").later) == Ids{"main-there", "two"});
  CHECK(shelf.steps("nowhere").earlier.empty());
  CHECK(shelf.steps("none").earlier.empty());
}

TEST_CASE("a theme of a passage alone makes no step") {
  DocumentRecord other = step("other", "2019", {"single-window"});
  other.passages[0].tags.themes = {"aeo"};
  CHECK(Shelf({step("read", "2015", {"aeo"}), other}).steps("read").later.empty());
}

TEST_CASE("a programme in common makes a step, but for that of whoever has none from outside") {
  const Shelf shelf({of_programmes(step("read", "2015", {"aeo"}), {"national", "gtfp"}),
                     of_programmes(step("same", "2019", {"single-window"}), {"gtfp"}),
                     of_programmes(step("own", "2019", {"single-window"}), {"national"})});
  const ReformSteps steps = shelf.steps("read");
  REQUIRE(ids(steps.later) == Ids{"same"});
  CHECK(steps.later[0].why == Why::Programme);
  CHECK(steps.later[0].programme == "gtfp");
}

TEST_CASE("what an author names is a step in the same country, what is superseded anywhere") {
  DocumentRecord read = step("read", "2015", {"aeo"});
  read.document.related = {"named", "named-abroad", "no-such-document"};
  read.document.supersedes = {"replaced"};
  DocumentRecord abroad = step("named-abroad", "2010", {"single-window"});
  abroad.document.tags.countries = {"CL"};
  DocumentRecord replaced = step("replaced", "2011", {"single-window"});
  replaced.document.tags.countries = {"CL"};
  const ReformSteps steps =
      Shelf({read, abroad, replaced, step("named", "2012", {"single-window"})}).steps("read");
  REQUIRE(ids(steps.earlier) == Ids{"replaced", "named"});
  CHECK(steps.earlier[0].why == Why::Replaced);
  CHECK(steps.earlier[1].why == Why::Stated);
  CHECK(steps.later.empty());
}

TEST_CASE("of which the order cannot be told is neither earlier nor later") {
  DocumentRecord undated = step("undated", "", {"aeo"});
  REQUIRE_FALSE(undated.document.date.has_value());
  const Shelf shelf({step("read", "2015-06", {"aeo"}), step("that-year", "2015", {"aeo"}),
                     step("through", "2014/2016", {"aeo"}), step("same", "2015-06-03", {"aeo"}),
                     step("before", "2014-12/2015-05-31", {"aeo"}),
                     step("after", "2015-07-01/2019", {"aeo"}), undated});
  CHECK(ids(shelf.steps("read").earlier) == Ids{"before"});
  CHECK(ids(shelf.steps("read").later) == Ids{"after"});
  CHECK(shelf.steps("undated").earlier.empty());
  CHECK(shelf.steps("undated").later.empty());
}

TEST_CASE("a step forward is a step back from there, unless three are nearer") {
  test::TestCorpus corpus = test::random_corpus(11, 120);
  std::mt19937 random(3);
  for (DocumentRecord& record : corpus.records)
    record.document.date =
        random() % 4 == 0 ? std::nullopt : date(fmt::format("{}", 2010 + random() % 9));
  const Shelf shelf(corpus.records);
  std::size_t returned = 0;
  for (const DocumentRecord& record : corpus.records) {
    const std::string& id = record.document.id;
    const ReformSteps steps = shelf.steps(id);
    CHECK(steps.later.size() <= kMostSteps);
    for (const ReformStep& later : steps.later) {
      CHECK(later.document.id != id);
      REQUIRE(later.document.date.has_value());
      const Ids back = ids(shelf.steps(later.document.id).earlier);
      CHECK((has(back, id) || back.size() == kMostSteps));
      returned += has(back, id) ? 1 : 0;
    }
  }
  CHECK(returned > 20);
}
