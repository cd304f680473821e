#include "indexer/index/index_writer.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "indexer/index/sort_keys.h"
#include "model/error.h"
#include "model/index_schema.h"
#include "tests/temp_folder.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

using Strings = std::vector<std::string>;

Vocabulary vocabulary() {
  Vocabulary out;
  out.lists["countries"] = {{.id = "BO", .label = {{"en", "Bolivia"}, {"fr", "Bolivie"}}},
                            {.id = "PE", .label = {{"en", "Peru"}}}};
  out.lists["regions"] = {{.id = "ams", .label = {{"en", "Americas"}}, .members = {"BO"}}};
  out.lists["themes"] = {{.id = "risk-management", .label = {{"es", "Gestión de riesgos"}}}};
  return out;
}

Passage passage(unsigned position, const std::string& heading, const std::string& text) {
  return {.anchor = "p" + std::to_string(position),
          .title = heading,
          .heading_path = {heading},
          .text = text,
          .position = position};
}

DocumentRecord record(const std::string& id) {
  DocumentRecord out;
  out.document.id = id;
  out.document.type = "case-study";
  out.document.title = "Targeting";
  out.document.titles = {{"es", "Selectividad"}};
  out.document.summary = "Abstract";
  out.document.language = "en";
  out.document.markdown = "## Outcome\n";
  out.document.tags.countries = {"BO"};
  out.document.tags.regions = {"ams"};
  out.document.tags.themes = {"risk-management"};
  std::string problem;
  out.document.date = parse_edtf("2021-12/2022-01", problem);
  out.sections = {{.anchor = "outcome", .title = "Outcome"}};
  out.passages = {passage(0, "Outcome", "Alpha bravo\n"), passage(1, "Outcome", "Charlie delta\n")};
  out.passages[0].kind = "outcome";
  out.all_tags = out.document.tags;
  out.kinds = {"outcome"};
  return out;
}

RecordSource source_of(const std::vector<DocumentRecord>& records) {
  return {.bytes = std::vector<std::size_t>(records.size(), 100),
          .record = [&records](std::size_t i) { return records[i]; }};
}

/// A generation of some records, open for reading.
struct Written {
  TempFolder folder{};
  IndexCounts counts{};
  Xapian::Database documents{}, passages{};

  explicit Written(const std::vector<DocumentRecord>& records, const WritingOptions& options = {}) {
    counts = write_index(folder.path(), vocabulary(), source_of(records), options);
    documents = Xapian::Database((folder.path() / "documents").string());
    passages = Xapian::Database((folder.path() / "passages").string());
  }
};

/// How often an entry has a term; 0 if it has not.
Xapian::termcount frequency(const Xapian::Database& database, Xapian::docid id,
                            const std::string& term) {
  Xapian::TermIterator at = database.termlist_begin(id);
  at.skip_to(term);
  return at != database.termlist_end(id) && *at == term ? at.get_wdf() : 0;
}

bool has_term(const Xapian::Database& database, Xapian::docid id, const std::string& term) {
  Xapian::TermIterator at = database.termlist_begin(id);
  at.skip_to(term);
  return at != database.termlist_end(id) && *at == term;
}

/// Terms of an entry that begin so, without that beginning.
Strings terms_under(const Xapian::Database& database, Xapian::docid id, const std::string& prefix) {
  Strings out;
  for (Xapian::TermIterator at = database.termlist_begin(id); at != database.termlist_end(id); ++at)
    if ((*at).starts_with(prefix)) out.push_back((*at).substr(prefix.size()));
  return out;
}

bool matches(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  return !enquire.get_mset(0, 1).empty();
}

Xapian::Query phrase(const Strings& words) {
  return {Xapian::Query::OP_PHRASE, words.begin(), words.end(),
          static_cast<Xapian::termcount>(words.size())};
}

Strings facet_of(const Xapian::Database& database, Xapian::docid id, std::string_view name) {
  return unpack_values(database.get_document(id).get_value(find_facet(name)->slot));
}

}  // namespace

TEST_CASE("a document is one entry and each of its passages another, and both know the schema") {
  const Written index({record("a-one"), record("b-two")});
  CHECK(index.counts.documents == 2);
  CHECK(index.counts.passages == 4);
  CHECK(index.documents.get_doccount() == 2);
  CHECK(index.passages.get_doccount() == 4);
  CHECK(index.documents.get_metadata("schema") == std::to_string(kSchemaVersion));
  CHECK(index.passages.get_metadata("schema") == std::to_string(kSchemaVersion));
}

TEST_CASE("an entry's data gives the record back, a passage's with its document's tags") {
  const DocumentRecord one = record("a-one");
  const Written index({one});
  CHECK(parse_document_record(index.documents.get_document(1).get_data()) == one);
  PassageRecord second{.document = one.document, .passage = one.passages[1]};
  second.document.markdown.clear();
  second.passage.tags = one.document.tags;
  PassageRecord read = parse_passage_record(index.passages.get_document(2).get_data());
  read.names = {};
  CHECK(read == second);
}

TEST_CASE("words weigh by the field they stand in, and stand under its prefix too") {
  const Written index({record("a-one")});
  CHECK(frequency(index.documents, 1, "targeting") == 5);
  CHECK(frequency(index.documents, 1, "Stargeting") == 1);
  CHECK(frequency(index.documents, 1, "Zen:target") == 5);
  CHECK(frequency(index.documents, 1, "SZen:target") == 1);
  CHECK(frequency(index.documents, 1, "abstract") == 2);
  CHECK(frequency(index.documents, 1, "outcome") == 2);
  CHECK(frequency(index.documents, 1, "alpha") == 1);
}

TEST_CASE("titles of other languages are found by words of those languages") {
  const Written index({record("a-one")});
  CHECK(has_term(index.documents, 1, "selectividad"));
  CHECK(has_term(index.documents, 1, "SZes:select"));
}

TEST_CASE("tags are indexed as such, not by their names") {
  const Written index({record("a-one")});
  for (const Xapian::Database& database : {index.documents, index.passages}) {
    CHECK(has_term(database, 1, "N:BO"));
    for (const char* word : {"bolivia", "bolivie", "americas", "riesgos", "gestión"}) {
      CAPTURE(word);
      CHECK_FALSE(has_term(database, 1, word));
    }
  }
}

TEST_CASE("a text that refers to an article is found under it and what it is part of") {
  DocumentRecord one = record("a-one");
  one.passages[0].text = "As Article 7, paragraph 6 of the TFA asks.";
  one.passages[1].text = "As Article 7 of the Customs Act asks.";
  const Written index({one});
  for (const char* id : {"tfa:7.6", "tfa:7"}) {
    const std::string term = mention_term("measures", id);
    CHECK(frequency(index.documents, 1, term) == 1);
    CHECK(frequency(index.passages, 1, term) == 1);
    CHECK_FALSE(has_term(index.passages, 2, term));
  }
}

TEST_CASE("a document and its passages are of the months in which it took place") {
  const Written index({record("a-one")});
  for (const char* month : {"2021-12", "2022-01"}) {
    CHECK(has_term(index.documents, 1, mention_term(kDatesList, month)));
    CHECK(has_term(index.passages, 2, mention_term(kDatesList, month)));
  }
  CHECK_FALSE(has_term(index.documents, 1, mention_term(kDatesList, "2022-02")));
}

TEST_CASE("the first of its countries is the main one, a passage's where it states its own") {
  DocumentRecord one = record("a-one");
  one.document.tags.countries = {"PE", "BO"};
  one.passages[1].tags.countries = {"BO"};
  one.all_tags = one.document.tags;
  const Written index({one, record("b-two")});
  CHECK(terms_under(index.documents, 1, std::string(kMainPrefix)) == Strings{":PE"});
  CHECK(terms_under(index.passages, 1, std::string(kMainPrefix)) == Strings{":PE"});
  CHECK(terms_under(index.passages, 2, std::string(kMainPrefix)) == Strings{":BO"});
  CHECK(terms_under(index.documents, 2, std::string(kMainPrefix)) == Strings{":BO"});
  one.document.tags.countries.clear();
  const Written without({one});
  CHECK(terms_under(without.documents, 1, std::string(kMainPrefix)).empty());
  CHECK(terms_under(without.passages, 2, std::string(kMainPrefix)) == Strings{":BO"});
}

TEST_CASE("an entry's data tells where a text names a concept") {
  DocumentRecord one = record("a-one");
  one.document.summary = "Peru, and Article 7.6 of the TFA";
  one.passages[1].text = "Customs of Bolivia\n";
  const Written index({one});
  const DocumentNames names = parse_document_names(index.documents.get_document(1).get_data());
  CHECK(names.title.empty());
  REQUIRE(names.summary.size() == 3);
  CHECK(names.summary[0] == NamedConcept{0, 4, "countries", "PE"});
  CHECK(names.summary[1].list == "measures");
  CHECK(one.document.summary.substr(names.summary[1].begin) == "Article 7.6 of the TFA");
  const PassageRecord second = parse_passage_record(index.passages.get_document(2).get_data());
  CHECK(second.names.text == NamedConcepts{{11, 18, "countries", "BO"}});
  CHECK(second.names.title.empty());
}

TEST_CASE("a phrase matches within a passage and never across two, nor across two fields") {
  const Written index({record("a-one")});
  CHECK(matches(index.documents, phrase({"alpha", "bravo"})));
  CHECK(matches(index.documents, phrase({"charlie", "delta"})));
  CHECK_FALSE(matches(index.documents, phrase({"bravo", "charlie"})));
  CHECK_FALSE(matches(index.documents, phrase({"targeting", "abstract"})));
  const auto near = [](unsigned window) {
    const Strings words{"bravo", "charlie"};
    return Xapian::Query(Xapian::Query::OP_NEAR, words.begin(), words.end(), window);
  };
  CHECK_FALSE(matches(index.documents, near(kPassageGap)));
  CHECK(matches(index.documents, near(kPassageGap + 2)));
}

TEST_CASE(
    "a passage is found by title:word, but a plain word of the title does not make it a hit") {
  const Written index({record("a-one")});
  CHECK(has_term(index.passages, 1, "Stargeting"));
  CHECK_FALSE(has_term(index.passages, 1, "targeting"));
  CHECK(frequency(index.passages, 1, "outcome") == 2);
}

TEST_CASE("every facet value is a boolean term, which weighs nothing, and stands in its slot") {
  const Written index({record("a-one")});
  CHECK(facet_of(index.documents, 1, "country") == Strings{"BO"});
  CHECK(facet_of(index.documents, 1, "year") == Strings{"2021", "2022"});
  CHECK(facet_of(index.documents, 1, "kind") == Strings{"outcome"});
  for (const char* term : {"N:BO", "XTHEMErisk-management", "XTYPEcase-study", "Y2021", "Y2022",
                           "Len", "XSTATUSpublished", "XKINDoutcome", "XREGIONams"}) {
    CAPTURE(term);
    CHECK(has_term(index.documents, 1, term));
    CHECK(frequency(index.documents, 1, term) == 0);
  }
  CHECK(facet_of(index.passages, 1, "kind") == Strings{"outcome"});
  CHECK(facet_of(index.passages, 2, "kind").empty());
  CHECK(facet_of(index.passages, 2, "year") == Strings{"2021", "2022"});
}

TEST_CASE(
    "a passage has its document's tags unless it states its own, and regions follow countries") {
  DocumentRecord one = record("a-one");
  one.passages[1].tags.countries = {"PE"};
  const Written index({one});
  CHECK(facet_of(index.passages, 1, "country") == Strings{"BO"});
  CHECK(facet_of(index.passages, 1, "region") == Strings{"ams"});
  CHECK(facet_of(index.passages, 2, "country") == Strings{"PE"});
  CHECK(facet_of(index.passages, 2, "region").empty());
  CHECK(facet_of(index.passages, 2, "theme") == Strings{"risk-management"});
  CHECK(terms_under(index.passages, 2, "N") == Strings{":PE"});
}

TEST_CASE("entries are found by their ids and ordered by the keys of their documents") {
  const DocumentRecord one = record("a-one");
  const Written index({one, record("b-two")});
  CHECK(terms_under(index.documents, 1, "Q") == Strings{"a-one"});
  CHECK(terms_under(index.documents, 1, "XDOC") == Strings{"a-one"});
  CHECK(terms_under(index.passages, 2, "Q") == Strings{"a-one#p1"});
  CHECK(terms_under(index.passages, 3, "XDOC") == Strings{"b-two"});
  const Xapian::Document entry = index.passages.get_document(2);
  const SortKeys keys = sort_keys(one.document, passage_order(1));
  CHECK(entry.get_value(kOrderSlot) == keys.order);
  CHECK(entry.get_value(kEarliestFirstSlot) == keys.earliest_first);
  CHECK(entry.get_value(kTitleSlot) == keys.title);
  CHECK(entry.get_value(kDocumentSlot) == "a-one");
  CHECK(entry.get_value(kFirstDaySlot) == "20211201");
  CHECK(entry.get_value(kLastDaySlot) == "20220131");
}

TEST_CASE("what is undated has no days and no years") {
  DocumentRecord one = record("a-one");
  one.document.date.reset();
  const Written index({one});
  const Xapian::Document entry = index.documents.get_document(1);
  CHECK(entry.get_value(kFirstDaySlot).empty());
  CHECK(entry.get_value(kLastDaySlot).empty());
  CHECK(terms_under(index.documents, 1, "Y").empty());
  CHECK(entry.get_value(kOrderSlot) == sort_keys(one.document, "").order);
}

TEST_CASE("words, anchors and tags beyond Xapian's limit cost no other entry") {
  DocumentRecord monster = record("b-monster");
  monster.document.title = std::string(5000, 'w');
  monster.passages[0].text = std::string(300, 'x') + " légère " + std::string(9000, 'y') + "\n";
  monster.passages[0].anchor = std::string(4000, 'z');
  monster.document.tags.themes = {std::string(400, 't')};
  monster.all_tags = monster.document.tags;
  std::string han;
  for (int i = 0; i < 500; ++i) han += "海";
  monster.passages[1].text = han;
  const Written index({record("a-one"), monster, record("c-three")});
  CHECK(index.documents.get_doccount() == 3);
  CHECK(index.passages.get_doccount() == 6);
  CHECK(has_term(index.documents, 2, "légère"));
  for (Xapian::TermIterator at = index.documents.termlist_begin(2);
       at != index.documents.termlist_end(2); ++at)
    CHECK((*at).size() <= kMaxTermBytes);
}

TEST_CASE("the same records give the same entries") {
  const std::vector<DocumentRecord> records{record("a-one"), record("b-two")};
  const auto listing = [](const Xapian::Database& database) {
    std::string out;
    for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id) {
      out += database.get_document(id).get_data() + "\n";
      for (Xapian::TermIterator at = database.termlist_begin(id); at != database.termlist_end(id);
           ++at) {
        out += *at + " " + std::to_string(at.get_wdf());
        for (Xapian::PositionIterator place = at.positionlist_begin();
             place != at.positionlist_end(); ++place)
          out += " " + std::to_string(*place);
        out += "\n";
      }
    }
    return out;
  };
  const Written one(records), two(records);
  CHECK(listing(one.documents) == listing(two.documents));
  CHECK(listing(one.passages) == listing(two.passages));
}

TEST_CASE("an index of nothing opens") {
  const Written index({});
  CHECK(index.counts.documents == 0);
  CHECK(index.documents.get_doccount() == 0);
  CHECK(index.passages.get_metadata("schema") == std::to_string(kSchemaVersion));
}

TEST_CASE("what is not compacted yet is gone in the end") {
  const Written index({record("a-one")});
  Strings names;
  for (const auto& entry : std::filesystem::directory_iterator(index.folder.path()))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  CHECK(names == Strings{"documents", "passages"});
}

namespace {

/// All that an index says of its entries, by number.
Strings contents(const Xapian::Database& database) {
  Strings out;
  for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id)
    out.push_back(database.get_document(id).serialise());
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    out.push_back(*term + " " + std::to_string(term.get_termfreq()));
  return out;
}

}  // namespace

TEST_CASE("the same documents make the same index, however many write and however it is cut") {
  std::vector<DocumentRecord> records;
  for (int i = 0; i < 23; ++i) {
    records.push_back(record("doc-" + std::to_string(100 + i)));
    for (unsigned extra = 0; extra < static_cast<unsigned>(i % 4); ++extra)
      records.back().passages.push_back(
          passage(2 + extra, "Lesson", "Word" + std::to_string(i * 7 % 5) + " and delta\n"));
  }
  const Written whole(records, {.segment_bytes = 1'000'000});
  REQUIRE(whole.counts.documents == 23);
  for (const std::size_t segment : {1U, 250U, 1'000'000U})
    for (const unsigned jobs : {1U, 2U, 3U, 7U}) {
      CAPTURE(segment);
      CAPTURE(jobs);
      const Written parts(records, {.jobs = jobs, .segment_bytes = segment});
      CHECK(parts.counts.passages == whole.counts.passages);
      CHECK(contents(parts.documents) == contents(whole.documents));
      CHECK(contents(parts.passages) == contents(whole.passages));
      for (const char* const name : {"documents", "passages"})
        CHECK(Xapian::Database((parts.folder.path() / name).string()).get_metadata("schema") ==
              std::to_string(kSchemaVersion));
      CHECK(std::distance(fs::directory_iterator(parts.folder.path()), {}) == 2);
    }
}

TEST_CASE("a document that cannot be made fails the whole index, whichever thread meets it") {
  const TempFolder folder;
  RecordSource source{.bytes = std::vector<std::size_t>(9, 100)};
  source.record = [](std::size_t i) {
    if (i == 5) throw Error("the sixth is gone");
    return record("doc-" + std::to_string(i));
  };
  CHECK_THROWS_WITH_AS(
      write_index(folder.path(), vocabulary(), source, {.jobs = 3, .segment_bytes = 1}),
      "the sixth is gone", Error);
}
