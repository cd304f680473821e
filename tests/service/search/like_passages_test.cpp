#include "service/search/like_passages.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "service/search/library.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

constexpr const char* kLesson = "Sign a maintenance contract before scanners arrive";
constexpr const char* kSame = "Before scanners arrive, maintenance contracts were signed";
constexpr const char* kFiller = "Reform needs officers";

/// One passage of a kind, on a theme of a country.
DocumentRecord drawn(const std::string& id, const std::string& country, const std::string& text,
                     const std::string& kind = "lesson") {
  DocumentRecord out = test::record(id, "Title of " + id, {text});
  out.document.tags = {.countries = {country}, .themes = {"single-window"}};
  out.passages[0].kind = kind;
  return out;
}

DocumentRecord dated(DocumentRecord record, const std::string& date) {
  std::string problem;
  record.document.date = parse_edtf(date, problem);
  return record;
}

/// A library over some records and a hundred others, whose lessons are all of the same few words.
struct Shelf {
  test::TemporaryFolder data{};
  Library library;

  explicit Shelf(std::vector<DocumentRecord> records)
      : library(test::write_generation(data.path(), corpus(std::move(records)))) {}

  static test::TestCorpus corpus(std::vector<DocumentRecord> records) {
    for (int i = 0; i < 100; ++i)
      records.push_back(drawn(fmt::format("other-{:03}", i), "CL", kFiller));
    for (DocumentRecord& one : records) test::complete(one);
    test::TestCorpus out{.records = std::move(records), .vocabulary = test::small_vocabulary()};
    std::vector<Concept>& terms = out.vocabulary.lists.find("terms")->second;
    terms.push_back({.id = "training", .label = {{"en", "training"}, {"es", "capacitación"}}});
    terms.push_back({.id = "cost", .label = {{"en", "cost"}, {"es", "costos"}}});
    return out;
  }

  /// "pe#part-1 cl#part-2"
  [[nodiscard]] std::string like(const std::string& id,
                                 const std::string& anchor = "part-1") const {
    std::string out;
    for (const LikePassage& one : library.like(id, anchor))
      out += fmt::format("{}{}#{}", out.empty() ? "" : " ", one.document.id, one.anchor);
    return out;
  }
};

}  // namespace

TEST_CASE("the same lesson in two countries is found both ways, with what a link to it needs") {
  const Shelf shelf({dated(drawn("bo", "BO", kLesson), "2021"), drawn("pe", "PE", kSame)});
  CHECK(shelf.like("bo") == "pe#part-1");
  REQUIRE(shelf.like("pe") == "bo#part-1");
  const LikePassage found = shelf.library.like("pe", "part-1").front();
  CHECK(found.document.title == "Title of bo");
  CHECK(found.document.date.has_value());
  CHECK(found.kind == "lesson");
  CHECK(found.countries == std::vector<std::string>{"BO"});
}

TEST_CASE("a shorter lesson is found in a longer one, and the longer in the shorter") {
  const std::string longer = std::string(kLesson) + " at every crossing of the northern border.";
  const Shelf shelf({drawn("bo", "BO", kLesson), drawn("pe", "PE", longer)});
  CHECK(shelf.like("bo") == "pe#part-1");
  CHECK(shelf.like("pe") == "bo#part-1");
}

TEST_CASE("half of a lesson is not the lesson") {
  const Shelf shelf({drawn("bo", "BO", kLesson),
                     drawn("pe", "PE", "Scanners arrive late when roads flood and bridges close")});
  CHECK(shelf.like("bo").empty());
  CHECK(shelf.like("pe").empty());
}

TEST_CASE("words that many passages have are no lesson, though they are all of it") {
  const Shelf shelf({});
  CHECK(shelf.like("other-000").empty());
}

TEST_CASE("words that every passage of a document has count for nothing") {
  const std::string manner = "Gazette correspondents quoted anonymous brokers: ";
  std::vector<DocumentRecord> records;
  for (const char* id : {"bo", "pe"}) {
    DocumentRecord one = drawn(id, id == std::string("bo") ? "BO" : "PE", manner + "queues grew");
    for (const char* rest : {"lorries waited", "pallets rotted", "drivers slept", "seals broke"}) {
      Passage another = one.passages[0];
      another.position = static_cast<unsigned>(one.passages.size());
      another.anchor = fmt::format("part-{}", another.position + 1);
      another.text = manner + rest + (id == std::string("bo") ? " there" : " elsewhere") + "\n";
      one.passages.push_back(another);
    }
    records.push_back(one);
  }
  records[1].passages[0].text = manner + "fees tripled\n";
  const Shelf shelf(records);
  CHECK(shelf.like("bo", "part-1").empty());
  CHECK(shelf.like("bo", "part-2") == "pe#part-2");
}

TEST_CASE("a theme that both name is no lesson, though they say little else") {
  const Shelf shelf({drawn("bo", "BO", "Risk management needs officers"),
                     drawn("pe", "PE", "Reform needs risk management")});
  CHECK(shelf.like("bo").empty());
  CHECK(shelf.like("pe").empty());
  const Shelf more({drawn("bo", "BO", "Risk management needs seasoned analysts"),
                    drawn("pe", "PE", "Seasoned analysts for risk management")});
  CHECK(more.like("bo") == "pe#part-1");
}

TEST_CASE("near kinds draw the same sort of lesson, outcomes and challenges another") {
  const Shelf shelf({drawn("bo", "BO", kLesson), drawn("conclusion", "PE", kSame, "conclusion"),
                     drawn("outcome", "PE", kSame, "outcome"),
                     drawn("challenge", "PE", kSame, "challenge"),
                     drawn("outcome-2", "BO", kLesson, "outcome")});
  CHECK(shelf.like("bo") == "conclusion#part-1");
  CHECK(shelf.like("outcome") == "outcome-2#part-1");
  CHECK(shelf.like("challenge").empty());
}

TEST_CASE("passages of a kind that draws no lesson, and what is not there, have none alike") {
  const Shelf shelf({drawn("bo", "BO", kLesson, "context"), drawn("pe", "PE", kSame, "context"),
                     drawn("no-kind", "PE", kSame, "")});
  CHECK(shelf.like("bo").empty());
  CHECK(shelf.like("no-kind").empty());
  CHECK(shelf.like("bo", "part-9").empty());
  CHECK(shelf.like("nowhere").empty());
}

TEST_CASE("without a theme in common they are not the same lesson") {
  DocumentRecord other = drawn("pe", "PE", kSame);
  other.document.tags.themes = {"aeo"};
  const Shelf shelf({drawn("bo", "BO", kLesson), other});
  CHECK(shelf.like("bo").empty());
  CHECK(shelf.like("pe").empty());
}

TEST_CASE("one event told twice is one lesson") {
  const Shelf shelf({dated(drawn("bo", "BO", kLesson), "2022-02-08"),
                     dated(drawn("same-event", "BO", kSame), "2022-02"),
                     dated(drawn("next-year", "BO", kSame), "2023")});
  CHECK(shelf.like("bo") == "next-year#part-1");
  CHECK(shelf.like("same-event") == "next-year#part-1");
}

TEST_CASE("what has been superseded is not named, nor another version of the same document") {
  DocumentRecord old = drawn("old", "PE", kSame);
  old.document.status = "superseded";
  DocumentRecord translation = drawn("translation", "PE", kSame);
  translation.document.translation_of = "bo";
  DocumentRecord second = drawn("second", "PE", kSame);
  second.document.translation_of = "bo";
  DocumentRecord newer = drawn("newer", "PE", kSame);
  newer.document.supersedes = {"bo"};
  const Shelf shelf({drawn("bo", "BO", kLesson), old, translation, second, newer});
  CHECK(shelf.like("bo").empty());
  CHECK(shelf.like("translation") == "newer#part-1");
  CHECK(shelf.like("newer") == "second#part-1 translation#part-1");
}

TEST_CASE("at most three are named, one of a document, other countries before one's own") {
  DocumentRecord twice = drawn("twice", "PE", kLesson);
  twice.passages.push_back(twice.passages[0]);
  twice.passages[1].anchor = "part-2";
  twice.passages[1].position = 1;
  std::vector<DocumentRecord> records{drawn("bo", "BO", kLesson), drawn("at-home", "BO", kLesson),
                                      twice, dated(drawn("pe-2012", "PE", kLesson), "2012"),
                                      dated(drawn("pe-2019", "PE", kLesson), "2019")};
  const std::string expected = "pe-2019#part-1 pe-2012#part-1 twice#part-1";
  CHECK(Shelf(records).like("bo") == expected);
  std::reverse(records.begin(), records.end());  // whatever their numbers in the index
  CHECK(Shelf(records).like("bo") == expected);
  records.erase(records.begin(), records.begin() + 2);
  CHECK(Shelf(records).like("bo") == "twice#part-1 at-home#part-1");
}

TEST_CASE("across languages what is named counts, not how it is said") {
  DocumentRecord spanish = drawn("pe", "PE", "La capacitación redujo los costos");
  spanish.document.language = "es";
  DocumentRecord other = drawn("cl", "CL", "Scanners, arrive");
  other.document.language = "es";
  const Shelf shelf({drawn("bo", "BO", "Training cut costs"), spanish, other,
                     drawn("pe-2", "PE", "Scanners arrive")});
  CHECK(shelf.like("bo").empty());  // "costs" is no name of the cost
  DocumentRecord english = drawn("bo", "BO", "Training cut the cost");
  const Shelf named({english, spanish, other, drawn("pe-2", "PE", "Scanners arrive")});
  CHECK(named.like("bo") == "pe#part-1");
  CHECK(named.like("pe") == "bo#part-1");
  CHECK(named.like("cl").empty());
}

TEST_CASE("who says very many things is not compared") {
  std::string all = kLesson;
  for (int i = 0; i < 80; ++i)
    all +=
        fmt::format(" word{}{}", static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26));
  const Shelf shelf({drawn("bo", "BO", kLesson), drawn("pe", "PE", all)});
  CHECK(shelf.like("bo").empty());
  CHECK(shelf.like("pe").empty());
}

TEST_CASE("whatever the corpus, likes are of other documents, of near kinds, on a common theme") {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    test::TestCorpus corpus = test::random_corpus(seed, 60);
    std::mt19937 random(seed);
    for (DocumentRecord& record : corpus.records)
      for (Passage& passage : record.passages) {
        const auto letter = [&random] { return static_cast<char>('a' + random() % 26); };
        const char first = letter(), second = letter();
        passage.text =
            fmt::format("rare{0}{0} odd{0}{0} strange{0}{0} queer{1}{1}\n", first, second);
      }
    const test::TemporaryFolder data;
    const Library library(test::write_generation(data.path(), corpus));
    std::size_t found = 0;
    for (const DocumentRecord& record : corpus.records)
      for (const Passage& passage : record.passages) {
        const std::vector<LikePassage> like = library.like(record.document.id, passage.anchor);
        CHECK(like.size() <= kMostLike);
        if (passage.kind.empty()) CHECK(like.empty());
        std::set<std::string> documents{record.document.id};
        for (const LikePassage& one : like) {
          CHECK(documents.insert(one.document.id).second);
          CHECK(one.document.status != "superseded");
          CHECK_FALSE(one.kind.empty());
        }
        found += like.size();
        CHECK(library.like(record.document.id, passage.anchor).size() == like.size());
      }
    CHECK(found > 0);
  }
}
