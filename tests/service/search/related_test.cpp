#include "service/search/related.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "service/formats/related_json.h"
#include "service/search/library.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

using Kind = RelatedReason::Kind;

/// A document on some themes of some countries, all of South America.
DocumentRecord tagged(const std::string& id, const std::vector<std::string>& themes,
                      const std::vector<std::string>& countries) {
  DocumentRecord out = test::record(id, "Title of " + id, {"A text"});
  out.document.tags = {.countries = countries, .regions = {"AMS"}, .themes = themes};
  return out;
}

DocumentRecord dated(DocumentRecord record, const std::string& date) {
  std::string problem;
  record.document.date = parse_edtf(date, problem);
  return record;
}

/// A library of its own over some records.
struct Shelf {
  test::TemporaryFolder data{};
  test::TestCorpus corpus;
  fs::path folder;
  Library library;

  explicit Shelf(std::vector<DocumentRecord> records)
      : Shelf(test::TestCorpus{.records = std::move(records),
                               .vocabulary = test::small_vocabulary()}) {}
  explicit Shelf(test::TestCorpus of)
      : corpus(completed(std::move(of))),
        folder(test::write_generation(data.path(), corpus)),
        library(folder) {}

  static test::TestCorpus completed(test::TestCorpus corpus) {
    for (DocumentRecord& record : corpus.records) test::complete(record);
    return corpus;
  }

  [[nodiscard]] std::vector<RelatedDocument> related(const std::string& id) const {
    const DocumentLookup lookup = library.document(id);
    REQUIRE(lookup.record.has_value());
    return library.related(*lookup.record);
  }

  [[nodiscard]] std::vector<std::string> ids(const std::string& id) const {
    std::vector<std::string> out;
    for (const RelatedDocument& one : related(id)) out.push_back(one.document.id);
    return out;
  }
};

using Ids = std::vector<std::string>;

/// Enough English documents, each on something else, for a rare word to be told from a common one.
std::vector<DocumentRecord> others(std::size_t count) {
  std::vector<DocumentRecord> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(test::record(fmt::format("other-{:02}", i), "Other", {"Office office reports"}));
  return out;
}

/// A text without tags.
DocumentRecord text(const std::string& id, const std::string& words) {
  return test::record(id, "Other", {words, words});
}

std::set<std::string> words_of(const DocumentRecord& record) {
  std::string all = record.document.title + "\n" + record.document.summary;
  for (const Passage& passage : record.passages) all += "\n" + passage.text;
  std::set<std::string> words;
  for (const Token& token : tokenize(all)) words.insert(token.word);
  return words;
}

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

TEST_CASE("what an author names comes first, then the same event, then themes, then words") {
  const std::string words = "scanner container x ray scanner container manifest manifest";
  std::vector<DocumentRecord> records = others(30);
  DocumentRecord read = dated(tagged("read", {"aeo"}, {"BO"}), "2022-02");
  read.passages[0].text = words;
  read.document.related = {"named", "no-such-document"};
  records.push_back(read);
  records.push_back(text("words", words));
  records.push_back(tagged("theme", {"aeo"}, {"BO"}));
  records.push_back(dated(tagged("event", {"aeo"}, {"BO", "PE"}), "2022"));
  records.push_back(text("named", "Nothing in common"));
  const Shelf shelf(records);
  const std::vector<RelatedDocument> found = shelf.related("read");
  REQUIRE(shelf.ids("read") == Ids{"named", "event", "theme", "words"});
  CHECK(found[0].reason == RelatedReason{.kind = Kind::Stated});
  CHECK(found[1].reason ==
        RelatedReason{
            .kind = Kind::Event, .themes = {"aeo"}, .countries = {"BO"}, .regions = {"AMS"}});
  CHECK(found[2].reason.kind == Kind::Theme);
  CHECK(found[3].reason ==
        RelatedReason{.kind = Kind::Words, .words = {"container", "manifest", "scanner"}});
}

TEST_CASE("what an author names stands in the author's order, what was superseded last") {
  DocumentRecord read = tagged("read", {}, {});
  read.document.related = {"old", "second", "first", "second"};
  DocumentRecord old = tagged("old", {}, {});
  old.document.status = "superseded";
  const Shelf shelf({read, old, tagged("first", {}, {}), tagged("second", {}, {})});
  CHECK(shelf.ids("read") == Ids{"second", "first", "old"});
}

TEST_CASE("a document that has been superseded stands below its like") {
  DocumentRecord old = tagged("a-old", {"aeo"}, {"BO"});
  old.document.status = "superseded";
  const Shelf shelf({tagged("read", {"aeo"}, {"BO"}), old, tagged("b-new", {"aeo"}, {"BO"}),
                     tagged("far", {"risk-management", "aeo"}, {})});
  CHECK(shelf.ids("read") == Ids{"b-new", "far", "a-old"});
}

TEST_CASE("what the page links by name already is not listed again") {
  DocumentRecord read = tagged("read", {"aeo"}, {"BO"});
  read.document.translation_of = "original";
  read.document.supersedes = {"older"};
  read.document.related = {"older", "in-the-text", "read"};
  read.superseded_by = "newer";
  read.primary_account = "primary";
  read.sections = {{.anchor = "top",
                    .html = "<p><a href=\"entrepot:in-the-text#part-1\">this</a> and "
                            "<a href=\"entrepot:linked\">that</a></p>"}};
  std::vector<DocumentRecord> records{read};
  for (const char* id :
       {"original", "older", "newer", "primary", "in-the-text", "linked", "another"})
    records.push_back(tagged(id, {"aeo"}, {"BO"}));
  CHECK(Shelf(records).ids("read") == Ids{"in-the-text", "another"});
}

TEST_CASE("no document that is withdrawn, or of which nothing is known, is listed") {
  DocumentRecord read = tagged("read", {"aeo"}, {"BO"});
  read.document.related = {"gone", "unknown"};
  test::TestCorpus corpus{.records = {read}, .vocabulary = test::small_vocabulary()};
  corpus.withdrawn = {{"gone", {.title = "Gone", .reason = "Wrong"}}};
  CHECK(Shelf(corpus).ids("read").empty());
}

TEST_CASE("a country in common is nearer than a region, and a region than neither") {
  DocumentRecord elsewhere = tagged("a-elsewhere", {"aeo"}, {});
  elsewhere.document.tags.regions = {};
  const Shelf shelf({tagged("read", {"aeo"}, {"BO"}),
                     tagged("c-country", {"aeo"}, {"PE", "CL", "BO"}),
                     tagged("b-region", {"aeo"}, {"CL"}), elsewhere});
  CHECK(shelf.ids("read") == Ids{"c-country", "b-region", "a-elsewhere"});
}

TEST_CASE("the rarest theme in common is named first") {
  std::vector<DocumentRecord> records{tagged("read", {"risk-management", "single-window"}, {"BO"}),
                                      tagged("both", {"risk-management", "single-window"}, {"BO"})};
  for (const char* id : {"one", "two", "three"})
    records.push_back(tagged(id, {"risk-management"}, {"PE"}));
  const std::vector<RelatedDocument> found = Shelf(records).related("read");
  REQUIRE(found.size() == 4);
  CHECK(found[0].document.id == "both");
  CHECK(found[0].reason.themes == Ids{"single-window", "risk-management"});
}

TEST_CASE("words are named as written: no stems, no numbers, no function words, none said once") {
  const std::string shared = "trained gestión trained gestión 2022 2022 what what lorries lorries";
  std::vector<DocumentRecord> records = others(30);
  records.push_back(text("read", shared + " " + shared));
  records.push_back(text("like", shared));
  DocumentRecord once = text("once", "");
  once.passages = {{.anchor = "part-1", .text = "trained gestión lorries\n"}};
  records.push_back(once);
  const std::vector<RelatedDocument> found = Shelf(records).related("read");
  REQUIRE(found.size() == 1);
  CHECK(found[0].document.id == "like");
  CHECK(found[0].reason.words == Ids{"gestión", "lorries", "trained"});
}

TEST_CASE("words of many documents, and of a language with few, are no reason") {
  const std::string shared = "trained lorries manifest trained lorries manifest";
  std::vector<DocumentRecord> common = others(30);
  for (const char* id : {"read", "a-like", "b-like", "c-like", "d-like"})
    common.push_back(text(id, shared));
  CHECK(Shelf(common).ids("read").empty());

  std::vector<DocumentRecord> few = others(30);
  for (const char* id : {"read", "like"}) {
    few.push_back(text(id, shared));
    few.back().document.language = "es";
  }
  CHECK(Shelf(few).ids("read").empty());
}

TEST_CASE("equals stand newest first, then by id, six of them, wherever the index has them") {
  std::vector<DocumentRecord> records{tagged("read", {"aeo"}, {"BO"})};
  for (const char* id : {"d-undated", "c-undated", "b-undated", "a-undated"})
    records.push_back(tagged(id, {"aeo"}, {"BO"}));
  for (const char* year : {"2019", "2021", "2020"})
    records.push_back(dated(tagged(fmt::format("of-{}", year), {"aeo"}, {"BO"}), year));
  const Ids expected{"of-2021", "of-2020", "of-2019", "a-undated", "b-undated", "c-undated"};
  CHECK(Shelf(records).ids("read") == expected);
  std::reverse(records.begin(), records.end());
  CHECK(Shelf(records).ids("read") == expected);
}

TEST_CASE("of any corpus every list is short, apart from its document, true, and always the same") {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    test::TestCorpus corpus = test::random_corpus(seed, 60);
    std::mt19937 random(seed);
    for (DocumentRecord& record : corpus.records) {
      if (random() % 2 == 0) record.document.tags.regions = {"AMS"};
      if (random() % 4 == 0)
        record.document.related = {fmt::format("doc-{:03}", random() % 60),
                                   fmt::format("doc-{:03}", random() % 60)};
    }
    const Shelf shelf(corpus);
    std::shuffle(corpus.records.begin(), corpus.records.end(), random);
    const Shelf shuffled(corpus);
    std::map<std::string, const DocumentRecord*> by_id;
    for (const DocumentRecord& record : shelf.corpus.records)
      by_id.emplace(record.document.id, &record);
    std::size_t listed = 0;
    for (const auto& [id, record] : by_id) {
      CAPTURE(id);
      const std::vector<RelatedDocument> found = shelf.related(id);
      const std::vector<RelatedDocument> again = shuffled.related(id);
      listed += found.size();
      CHECK(found.size() <= kMostRelated);
      REQUIRE(found.size() == again.size());
      std::set<std::string> ids{id};
      for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& [document, reason] = found[i];
        CAPTURE(document.id);
        CHECK(document.id == again[i].document.id);
        CHECK(reason == again[i].reason);
        CHECK(ids.insert(document.id).second);
        const DocumentRecord& other = *by_id.at(document.id);
        for (const std::string& theme : reason.themes)
          CHECK((has(record->all_tags.themes, theme) && has(other.all_tags.themes, theme)));
        for (const std::string& country : reason.countries)
          CHECK(
              (has(record->all_tags.countries, country) && has(other.all_tags.countries, country)));
        for (const std::string& region : reason.regions)
          CHECK((has(record->all_tags.regions, region) && has(other.all_tags.regions, region)));
        for (const std::string& word : reason.words)
          CHECK((words_of(*record).contains(word) && words_of(other).contains(word)));
        if (reason.kind == Kind::Stated) CHECK(has(record->document.related, document.id));
        if (reason.kind != Kind::Stated) CHECK((!reason.themes.empty() || !reason.words.empty()));
      }
    }
    CHECK(listed > 100);
  }
}

TEST_CASE("a reason is a sentence with the labels of the reader's language") {
  const Shelf shelf({tagged("read", {"aeo"}, {"BO"})});
  const Strings strings(fs::path(ENTREPOT_SOURCE_DIR) / "site/strings/en.json");
  const Locale english("en"), french("fr");
  const auto said = [&](const RelatedReason& reason, const Locale& locale) {
    return reason_text(reason, {.library = shelf.library, .locale = locale, .strings = &strings});
  };
  RelatedReason reason{.kind = Kind::Theme, .themes = {"aeo", "risk-management"}};
  CHECK(said(reason, english) == "Also about Authorized economic operator");
  CHECK(said(reason, french) == "Also about Opérateur économique agréé");
  reason.countries = {"PE"};
  CHECK(said(reason, english) == "Also about Authorized economic operator in Peru");
  reason.countries = {"PE", "BO"};
  CHECK(said(reason, english) ==
        "Also about Authorized economic operator in Peru and 1 more country");
  reason.kind = Kind::Event;
  CHECK(said(reason, english) ==
        "At the same time, also about Authorized economic operator in Peru");
  reason.kind = Kind::Stated;
  CHECK(said(reason, english) == "Named by the author of this document");
  reason = {.kind = Kind::Words, .words = {"scanner", "x-ray", "container", "lorry"}};
  CHECK(said(reason, english) == "Shares the words: scanner, x-ray, container");
}
