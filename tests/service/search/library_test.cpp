#include "service/search/library.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <thread>

#include "model/error.h"
#include "model/index_schema.h"
#include "service/search/ranking.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

/// Four documents, each different in one thing.
test::TestCorpus corpus() {
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  std::string problem;
  DocumentRecord bolivia =
      test::record("bo-risk", "Risk management in La Paz",
                   {"Risk management was the topic.", "Officers trained for a week.",
                    "What is measured can be improved."});
  bolivia.document.tags.countries = {"BO", "PE"};
  bolivia.document.tags.themes = {"risk-management"};
  bolivia.document.date = parse_edtf("2022-02", problem);
  bolivia.passages[1].kind = "lesson";
  bolivia.passages[2].kind = "conclusion";
  DocumentRecord chile = test::record("cl-window", "Single window of Chile",
                                      {"The single window cut clearance.", "A window opened."});
  chile.document.tags.countries = {"CL"};
  chile.document.date = parse_edtf("2012", problem);
  chile.passages[1].kind = "conclusion";
  DocumentRecord undated =
      test::record("undated", "Notes on duty", {"Duty and risk at the border."});
  DocumentRecord old =
      test::record("old-risk", "Risk management in La Paz",
                   {"Risk management was the topic.", "Officers trained for a week.",
                    "What is measured can be improved."});
  old.document.status = "superseded";
  old.document.date = parse_edtf("2023", problem);
  corpus.records = {old, chile, undated, bolivia};
  for (DocumentRecord& one : corpus.records) test::complete(one);
  corpus.moved = {{"bo-first", "bo-second"}, {"bo-second", "bo-risk"}};
  corpus.withdrawn = {{"gone", {.title = "Gone", .reason = "Wrong.", .replacement = "bo-risk"}}};
  return corpus;
}

struct World {
  test::TemporaryFolder data{};
  fs::path folder = test::write_generation(data.path(), corpus());
  Library library{folder};
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

SearchPage search(const SearchQuery& query) { return world().library.search(query); }

std::vector<std::string> ids(const SearchQuery& query) {
  std::vector<std::string> out;
  for (const Hit& hit : search(query).hits)
    out.push_back(query.group == Group::Document
                      ? hit.document.id
                      : hit.document.id + "#" + hit.passages.at(0).anchor);
  return out;
}

using Ids = std::vector<std::string>;

FacetCounts facet(const SearchPage& page, std::string_view name) {
  for (const FacetCounts& one : page.facets)
    if (one.name == name) return one;
  throw std::runtime_error("no such facet");
}

/// The message and hint of opening a generation that was spoilt.
template <typename Spoil>
std::string refusal(const Spoil& spoil) {
  const test::TemporaryFolder data;
  const fs::path folder = test::write_generation(data.path(), corpus());
  spoil(folder);
  try {
    const Library library(folder);
  } catch (const Error& error) {
    std::string message = std::string(error.what()) + "; " + error.hint();
    for (std::size_t at; (at = message.find(data.path().string())) != std::string::npos;)
      message.replace(at, data.path().string().size(), "DATA");
    return message;
  }
  return "none";
}

}  // namespace

TEST_CASE("without text everything is listed, newest first and undated last") {
  CHECK(ids({}) == Ids{"old-risk", "bo-risk", "cl-window", "undated"});
  CHECK(ids({.sort = Sort::NewestFirst}) == Ids{"old-risk", "bo-risk", "cl-window", "undated"});
  CHECK(ids({.sort = Sort::OldestFirst}) == Ids{"cl-window", "bo-risk", "old-risk", "undated"});
  CHECK(ids({.sort = Sort::Title}) == Ids{"undated", "old-risk", "bo-risk", "cl-window"});
  CHECK(search({}).out_of == 4);
}

TEST_CASE("a superseded document stands below its equal") {
  CHECK(ids({.text = "risk management"}) == Ids{"bo-risk", "old-risk"});
  CHECK(ids({.text = "measured improved", .match = Match::All, .group = Group::Passage}) ==
        Ids{"bo-risk#part-3", "old-risk#part-3"});
}

TEST_CASE("a rewritten article stands below a primary source on the same event") {
  test::TemporaryFolder data;
  test::TestCorpus pair{.vocabulary = test::small_vocabulary()};
  // The tie-break, latest first, would put the article first.
  std::string problem;
  DocumentRecord primary = test::record("a-primary", "Risk workshop", {"They weighed the risk."});
  primary.document.date = parse_edtf("2021", problem);
  primary.document.sources = {{.title = "Report", .kind = "primary"}};
  DocumentRecord article = test::record("b-article", "Risk workshop", {"They weighed the risk."});
  article.document.date = parse_edtf("2022", problem);
  article.document.sources = {{.title = "Article", .kind = "rewritten"}};
  article.primary_account = "a-primary";
  pair.records = {primary, article};
  for (DocumentRecord& one : pair.records) test::complete(one);
  const Library library(test::write_generation(data.path(), pair));
  for (const Group group : {Group::Document, Group::Passage}) {
    const SearchPage page = library.search({.text = "risk", .group = group});
    REQUIRE(page.found == 2);
    CHECK(page.hits[0].document.id == "a-primary");
    // Of all of it, what its passages say included.
    CHECK(page.hits[1].score == doctest::Approx(page.hits[0].score * kRetoldWeight));
  }
}

TEST_CASE("of documents with the same words the one that has them in one passage comes first") {
  test::TemporaryFolder data;
  test::TestCorpus pair{.vocabulary = test::small_vocabulary()};
  // The tie-break, latest first, would put the other first.
  std::string problem;
  DocumentRecord one =
      test::record("a-together", "Notes", {"Scanners and seals.", "Fees of ports."});
  one.document.date = parse_edtf("2021", problem);
  DocumentRecord other =
      test::record("b-apart", "Notes", {"Scanners of ports.", "Fees and seals."});
  other.document.date = parse_edtf("2022", problem);
  for (DocumentRecord* record : {&one, &other}) record->document.tags.countries = {"BO"};
  pair.records = {one, other};
  for (DocumentRecord& record : pair.records) test::complete(record);
  const Library library(test::write_generation(data.path(), pair));
  for (const char* country : {"", "BO"}) {
    SearchQuery query{.text = "scanners seals"};
    if (*country != '\0') query.filters["country"] = {country};
    const SearchPage page = library.search(query);
    REQUIRE(page.found == 2);
    CHECK(page.hits[0].document.id == "a-together");
    query.per_page = 1;
    query.page = 2;
    CHECK(library.search(query).hits.front().document.id == "b-apart");
  }
}

TEST_CASE("up to three groups are all required if one document has them, else any will do") {
  const SearchPage all = search({.text = "risk management"});
  CHECK(all.match == Match::All);
  CHECK(all.found == 2);
  CHECK(all.found_all == 2);
  const SearchPage any = search({.text = "clearance border"});
  CHECK(any.match == Match::Any);
  CHECK(any.found == 2);
  CHECK(any.found_all == 0);
  CHECK(search({.text = "risk management topic officers border"}).match == Match::Any);
  CHECK(search({.text = "risk border duty", .match = Match::Any}).found == 3);
  CHECK(search({.text = "risk border duty", .match = Match::Any}).found_all == 1);
}

TEST_CASE("a word that no document has is dropped, unless all are asked for") {
  const SearchPage page = search({.text = "risk zyzzyva management"});
  CHECK(page.match == Match::Any);
  CHECK(page.found_all == 0);
  CHECK(page.understood.words == Ids{"risk", "management"});
  CHECK(page.understood.dropped == Ids{"zyzzyva"});
  CHECK(search({.text = "risk zyzzyva", .match = Match::All}).found == 0);
  CHECK(search({.text = "zyzzyva"}).found == 0);
  CHECK(search({.text = "zyzzyva AND risk"}).found == 0);
}

TEST_CASE("operators, exclusions, titles and beginnings are honoured") {
  CHECK(ids({.text = "duty OR clearance", .sort = Sort::Title}) == Ids{"undated", "cl-window"});
  CHECK(ids({.text = "risk -border", .sort = Sort::Title}) == Ids{"old-risk", "bo-risk"});
  CHECK(ids({.text = "-risk"}) == Ids{"cl-window"});
  CHECK(ids({.text = "title:duty"}) == Ids{"undated"});
  CHECK(ids({.text = "title:risk -title:management"}).empty());
  CHECK(ids({.text = "clear*"}) == Ids{"cl-window"});
  CHECK(ids({.text = "\"single window\""}) == Ids{"cl-window"});
  CHECK(ids({.text = "\"window single\""}).empty());
}

TEST_CASE("stems are searched unless expansion is off") {
  CHECK(ids({.text = "measuring"}) == Ids{"bo-risk", "old-risk"});
  CHECK(ids({.text = "measuring", .expand = false}).empty());
}

TEST_CASE("text without a word leaves nothing out, and says so") {
  const SearchPage page = search({.text = "!!!"});
  CHECK(page.found == 4);
  CHECK(page.understood.notes == std::vector<Note>{{"no_word", {}}});
}

TEST_CASE("dates overlap, and what is undated never does") {
  std::string problem;
  CHECK(ids({.from = parse_edtf("2022-02-28", problem)}) == Ids{"old-risk", "bo-risk"});
  CHECK(ids({.to = parse_edtf("2022-02-01", problem)}) == Ids{"bo-risk", "cl-window"});
  CHECK(ids({.from = parse_edtf("2012-06", problem), .to = parse_edtf("2012-07", problem)}) ==
        Ids{"cl-window"});
}

TEST_CASE("a document shows its best passages, of the kinds asked for") {
  const std::vector<Hit> hits = search({.text = "measured week"}).hits;
  REQUIRE(hits.size() == 2);
  REQUIRE(hits[0].passages.size() == 2);
  CHECK(hits[0].passages[0].anchor == "part-2");
  CHECK(hits[0].passages[1].anchor == "part-3");
  CHECK(hits[0].passages[1].snippet ==
        Snippet{.text = "What is measured can be improved.", .marks = {{8, 8}}});
  CHECK(search({}).hits.at(0).passages.empty());

  const std::vector<Hit> conclusions =
      search({.text = "risk", .filters = {{"kind", {"conclusion"}}}}).hits;
  REQUIRE(conclusions.size() == 1);
  CHECK(conclusions[0].passages ==
        std::vector<PassageHit>{{.anchor = "part-3",
                                 .kind = "conclusion",
                                 .title = "Part 3",
                                 .snippet = {.text = "What is measured can be improved."}}});
}

TEST_CASE("passages of one document are listed in its order") {
  CHECK(ids({.in = {"bo-risk"}, .group = Group::Passage}) ==
        Ids{"bo-risk#part-1", "bo-risk#part-2", "bo-risk#part-3"});
  CHECK(ids({.in = {"bo-risk", "cl-window"},
             .filters = {{"kind", {"conclusion"}}},
             .group = Group::Passage}) == Ids{"bo-risk#part-3", "cl-window#part-2"});
}

TEST_CASE("a facet's own filter does not narrow its counts; chosen values come first") {
  const SearchPage page = search({.filters = {{"country", {"CL"}}}, .ui = "fr"});
  CHECK(page.found == 1);
  const FacetCounts& country = facet(page, "country");
  CHECK(country.values ==
        std::vector<FacetValue>{
            {.value = "CL", .label = "Chili", .count = 1, .toggled = 4, .selected = true},
            {.value = "BO", .label = "Bolivie", .count = 1, .toggled = 2},
            {.value = "PE", .label = "Pérou", .count = 1, .toggled = 2}});
  CHECK(country.missing == 2);
  CHECK(country.total_values == 3);
  CHECK(facet(page, "theme").values.empty());
  CHECK(facet(page, "theme").missing == 1);
}

TEST_CASE("only the facets asked for are counted") {
  CHECK(search({.facets = std::vector<std::string>{}}).facets.empty());
  const SearchPage page = search({.facets = std::vector<std::string>{"year", "country"}});
  REQUIRE(page.facets.size() == 2);
  CHECK(page.facets[0].name == "country");
  CHECK(page.facets[1].values ==
        std::vector<FacetValue>{{.value = "2012", .label = "2012", .count = 1, .toggled = 1},
                                {.value = "2022", .label = "2022", .count = 1, .toggled = 1},
                                {.value = "2023", .label = "2023", .count = 1, .toggled = 1}});
}

TEST_CASE("an unknown value finds nothing and names the nearest known one") {
  const SearchPage page = search(
      {.in = {"bo-rsk"},
       .filters = {{"country", {"Bolvia"}}, {"theme", {"risk-managment"}}, {"year", {"1999"}}}});
  CHECK(page.found == 0);
  REQUIRE(page.warnings.size() == 3);
  CHECK(page.warnings[0].message == "there is no document 'bo-rsk' here");
  CHECK(page.warnings[0].nearest == "bo-risk");
  CHECK(page.warnings[1].message == "no country is called 'Bolvia'; did you mean 'BO'?");
  CHECK(page.warnings[2].nearest == "risk-management");
  CHECK(facet(page, "country").values.at(0) ==
        FacetValue{.value = "Bolvia", .label = "Bolvia", .count = 0, .selected = true});
  CHECK(search({.filters = {{"theme", {"aeo"}}}}).warnings.empty());
}

TEST_CASE("a document that has every kind asked for shows passages of these alone") {
  CHECK(ids({.filters_all = {{"kind", {"lesson", "conclusion"}}}}) == Ids{"bo-risk"});
  const std::vector<Hit> hits = search({.filters_all = {{"kind", {"conclusion"}}}}).hits;
  REQUIRE(hits.size() == 2);
  REQUIRE(hits[0].passages.size() == 1);
  CHECK(hits[0].passages[0].anchor == "part-3");
  CHECK(ids({.filters_not = {{"kind", {"conclusion"}}}}) == Ids{"old-risk", "undated"});
  CHECK(ids({.in = {"bo-risk"}, .filters = {{"kind", {"_none"}}}, .group = Group::Passage}) ==
        Ids{"bo-risk#part-1"});
}

TEST_CASE("having no value can be chosen, with a label in the reader's language") {
  const SearchPage page = search({.filters = {{"country", {"CL", "_none"}}}, .ui = "es"});
  CHECK(page.found == 3);
  const FacetCounts& country = facet(page, "country");
  CHECK(country.values.at(0) == FacetValue{.value = "_none",
                                           .label = "Sin especificar",
                                           .count = 2,
                                           .toggled = 1,
                                           .selected = true});
  CHECK(country.missing == 2);
  CHECK(country.total_values == 3);
  CHECK(page.warnings.empty());
}

TEST_CASE("a measure is found by what it is part of, and counted there") {
  const test::TemporaryFolder data;
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  for (const char* measure : {"tfa:7", "tfa:7.4", "tfa:7.6", "tfa:8"}) {
    DocumentRecord one =
        test::record(fmt::format("doc-{}", corpus.records.size()), "Measures", {"Text."});
    one.document.tags.measures = {measure};
    test::complete(one);
    corpus.records.push_back(std::move(one));
  }
  const Library library(test::write_generation(data.path(), corpus));
  const auto found = [&](const SearchQuery& query) { return library.search(query).found; };
  CHECK(found({.filters = {{"measure", {"tfa:7"}}}}) == 3);
  CHECK(found({.filters = {{"measure", {"tfa:7.6"}}}}) == 1);
  CHECK(found({.filters_not = {{"measure", {"tfa:7"}}}}) == 1);
  CHECK(found({.filters_all = {{"measure", {"tfa:7", "tfa:7.4"}}}, .group = Group::Passage}) == 1);
  CHECK(facet(library.search({}), "measure").values.at(0) ==
        FacetValue{.value = "tfa:7", .label = "TFA 7", .count = 3, .toggled = 3});
}

TEST_CASE("a facet lists the values called so in any language, accents and case aside") {
  const auto listed = [](const std::string& text) {
    Ids out;
    for (const FacetValue& value :
         facet(search({.facet_texts = {{"country", text}}}), "country").values)
      out.push_back(value.value);
    return out;
  };
  CHECK(listed("PEROU") == Ids{"PE"});
  CHECK(listed("bolivi") == Ids{"BO"});
  CHECK(listed("cl") == Ids{"CL"});
  CHECK(listed("i") == Ids{"BO", "CL"});
  CHECK(listed("nowhere").empty());
  const FacetCounts some = facet(search({.facet_texts = {{"country", "i"}}}), "country");
  CHECK(some.total_values == 2);
  CHECK(some.missing == 2);
  CHECK(facet(search({.facet_texts = {{"country", "i"}}}), "year").values.size() == 3);
}

TEST_CASE("a facet lists as many values as asked for and tells how many there are") {
  const FacetCounts first = facet(
      search({.filters = {{"country", {"PE"}}}, .facet_limits = {{"country", 1}}}), "country");
  REQUIRE(first.values.size() == 1);
  CHECK(first.values[0].value == "PE");
  CHECK(first.total_values == 3);
}

TEST_CASE("an unknown value is told under the name of its own parameter") {
  const SearchPage page = search({.filters_all = {{"country", {"Bolvia", "_none"}}},
                                  .filters_not = {{"theme", {"risk-managment"}}}});
  REQUIRE(page.warnings.size() == 2);
  CHECK(page.warnings[0].parameter == "country.all");
  CHECK(page.warnings[0].nearest == "BO");
  CHECK(page.warnings[1].parameter == "theme.not");
  CHECK(page.warnings[1].message ==
        "no theme is called 'risk-managment'; did you mean 'risk-management'?");
  const SearchPage without_unknown = search({.filters_not = {{"theme", {"unknown"}}}});
  CHECK(without_unknown.found == without_unknown.out_of);
}

TEST_CASE("a document is found by its id, its former ids and what is left of it") {
  const Library& library = world().library;
  const DocumentLookup found = library.document("bo-risk");
  REQUIRE(found.record.has_value());
  CHECK(found.record->passages.size() == 3);
  CHECK(library.document("bo-first").moved_to == "bo-risk");
  CHECK(library.document("gone").withdrawn->replacement == "bo-risk");
  const DocumentLookup nothing = library.document("nothing");
  CHECK_FALSE(nothing.record.has_value());
  CHECK(nothing.moved_to.empty());
  CHECK_FALSE(nothing.withdrawn.has_value());
  CHECK(library.generation() == "gen-000001");
}

TEST_CASE("threads share a library") {
  std::vector<std::size_t> wrong(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t& mine : wrong)
    threads.emplace_back([&mine] {
      for (int i = 0; i < 50; ++i)
        if (ids({.text = "risk management"}) != Ids{"bo-risk", "old-risk"}) ++mine;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<std::size_t>(4, 0));
}

TEST_CASE("an index that cannot be read is refused with the command that rebuilds it") {
  const auto rewrite_manifest = [](const fs::path& folder, const auto& change) {
    std::ifstream in(folder / kManifestFile);
    const std::string json((std::istreambuf_iterator<char>(in)), {});
    Manifest manifest = parse_manifest(json);
    change(manifest);
    std::ofstream(folder / kManifestFile) << to_json(manifest);
  };
  const std::string hint = "; build it anew: entrepot-index build CORPUS DATA";
  CHECK(refusal([](const fs::path&) {}) == "none");
  CHECK(refusal([](const fs::path& folder) { fs::remove_all(folder); }) ==
        "there is no index in 'DATA/gen-000001'" + hint);
  CHECK(refusal([&](const fs::path& folder) {
          rewrite_manifest(folder, [](Manifest& manifest) { manifest.content.schema = 99; });
        }) == "the index in 'DATA/gen-000001' has schema 99, this program reads schema " +
                  std::to_string(kSchemaVersion) + hint);
  CHECK(
      refusal([&](const fs::path& folder) {
        rewrite_manifest(folder, [](Manifest& manifest) { manifest.content.analysis = "x"; });
      }).starts_with("the words of the index in 'DATA/gen-000001' were split by other rules (x)"));
  CHECK(refusal([&](const fs::path& folder) {
          rewrite_manifest(folder, [](Manifest& manifest) { ++manifest.content.documents; });
        }) ==
        "the index in 'DATA/gen-000001' is damaged: it does not hold as many documents as its "
        "manifest says" +
            hint);
  CHECK(refusal([](const fs::path& folder) { std::ofstream(folder / kVocabularyFile) << "{}"; }) ==
        "the index in 'DATA/gen-000001' is damaged: vocabulary.json is not the one it was "
        "built with" +
            hint);
  CHECK(refusal([](const fs::path& folder) { fs::remove(folder / kReaderLock); }) ==
        "the index in 'DATA/gen-000001' is damaged: lock is missing" + hint);
  CHECK(refusal([](const fs::path& folder) {
          fs::remove_all(folder / kPassagesFolder);
        }).starts_with("the index in 'DATA/gen-000001' is damaged: DatabaseNotFoundError"));
  CHECK(refusal([](const fs::path& folder) {
          std::ofstream(folder / kDocumentsFolder / "postlist.glass") << "not a table";
        }).starts_with("the index in 'DATA/gen-000001' is damaged: Database"));
}
