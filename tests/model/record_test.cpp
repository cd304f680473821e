#include "model/record.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/index_schema.h"
#include "tests/model/any_values.h"

namespace entrepot {
namespace {

using Strings = std::vector<std::string>;

const std::string kHint = "build it again: entrepot-index build CORPUS DATA";

template <typename Parse>
std::string failure_of(Parse parse, std::string_view text) {
  try {
    (void)parse(text);
  } catch (const Error& failure) {
    CHECK(failure.hint() == kHint);
    return failure.what();
  }
  FAIL("taken for a record: " << text);
  return {};
}

DocumentRecord example() {
  DocumentRecord record;
  record.document.id = "bo-2022";
  record.document.type = "mission-report";
  record.document.title = "Gestión";
  record.document.language = "es-BO";
  record.document.tags.countries = {"BO"};
  record.document.date = DateInterval{{2019, 12, 30}, {2021, 1, 0}};
  record.document.sources = {{.title = "News", .kind = "press"}};
  record.document.evidence = "measured";
  record.document.modality = "hybrid";
  record.document.participants = 0;
  record.document.markdown = "## A\n";
  record.all_tags = {.countries = {"BO", "PE"},
                     .regions = {"americas"},
                     .themes = {"aeo"},
                     .programmes = {"gtfp"},
                     .organisations = {"wco", "seco"},
                     .funders = {"seco", "hmrc"},
                     .administrations = {"adm-bo"},
                     .measures = {"tfa:7.4"}};
  record.kinds = {"conclusion", "lesson"};
  record.superseded_by = "newer-one";
  record.sections = {{.anchor = "a", .title = "A", .title_html = "A", .html = "<p>x</p>\n"}};
  record.passages = {
      {.anchor = "a", .kind = "lesson", .origin = KindOrigin::Heading, .text = "x\n"}};
  return record;
}

}  // namespace

TEST_CASE("a record is three lines of JSON without what is empty") {
  CHECK(to_json(example(), {.title = {{0, 8, "themes", "aeo"}}}) ==
        R"({"id":"bo-2022","type":"mission-report","title":"Gestión","language":"es-BO",)"
        R"("tags":{"countries":["BO"]},"date":"2019-12-30/2021-01","status":"published",)"
        R"("sources":[{"title":"News","kind":"press"}],"evidence":"measured",)"
        R"("modality":"hybrid","participants":0})"
        "\n"
        R"({"title":[{"end":8,"list":"themes","id":"aeo"}]})"
        "\n"
        R"({"all_tags":{"countries":["BO","PE"],"regions":["americas"],"themes":["aeo"],)"
        R"("programmes":["gtfp"],"organisations":["wco","seco"],"funders":["seco","hmrc"],)"
        R"("administrations":["adm-bo"],"measures":["tfa:7.4"]},"kinds":["conclusion","lesson"],)"
        R"("superseded_by":"newer-one",)"
        R"("sections":[{"anchor":"a","level":2,"title":"A","title_html":"A",)"
        R"("html":"<p>x</p>\n"}],"passages":[{"anchor":"a","kind":"lesson","origin":2,)"
        R"("text":"x\n"}],"markdown":"## A\n"})");
  CHECK(to_json(PassageRecord{}) == "{\"status\":\"published\"}\n{}\n{}");
}

TEST_CASE("every document record is read back as it was written, and part by part") {
  AnyValues any(5);
  for (int i = 0; i < 400; ++i) {
    const DocumentRecord record = any.document_record();
    const DocumentNames names{.title = any.names(), .summary = any.names()};
    const std::string json = to_json(record, names);
    CHECK(parse_document_record(json) == record);
    CHECK(parse_document_names(json) == names);
    Document summary = record.document;
    summary.markdown.clear();
    CHECK(parse_document_summary(json) == summary);
  }
}

TEST_CASE("every passage record is read back as it was written") {
  AnyValues any(6);
  for (int i = 0; i < 400; ++i) {
    const PassageRecord record{.document = any.document(),
                               .passage = any.passage(),
                               .names = {.title = any.names(), .text = any.names()}};
    const std::string json = to_json(record);
    CHECK(parse_passage_record(json) == record);
    CHECK(parse_document_summary(json) == record.document);
    CHECK(parse_passage_alone(json) ==
          PassageRecord{.passage = record.passage, .names = record.names});
  }
}

TEST_CASE("every vocabulary is read back as it was written, its entries in their order") {
  AnyValues any(7);
  for (int i = 0; i < 400; ++i) {
    const Vocabulary vocabulary = any.vocabulary();
    CHECK(parse_vocabulary(to_json(vocabulary)) == vocabulary);
  }
  CHECK(to_json(Vocabulary{}) == "{}");
  Vocabulary small;
  small.lists["language"] = {{.id = "en",
                              .label = {{"en", "English"}},
                              .function_words = {"the"},
                              .protected_words = {"customs"}}};
  CHECK(to_json(small) == R"({"language":[{"id":"en","label":{"en":"English"},"function":["the"],)"
                          R"("protected":["customs"]}]})");
}

TEST_CASE("a summary is read without looking at the rest of the record") {
  const std::string json = to_json(example());
  CHECK(parse_document_summary(json.substr(0, json.find('\n')) + "\n{}\nnot JSON at all").id ==
        "bo-2022");
}

TEST_CASE("a record cut anywhere is refused with the command that rebuilds the index") {
  const std::string document = to_json(example());
  for (std::size_t size = 0; size < document.size(); ++size)
    (void)failure_of(parse_document_record, std::string_view(document).substr(0, size));
  const std::string passage =
      to_json(PassageRecord{.document = example().document, .passage = example().passages[0]});
  for (std::size_t size = 0; size < passage.size(); ++size)
    (void)failure_of(parse_passage_record, std::string_view(passage).substr(0, size));
}

TEST_CASE("a member of another type is refused, in whatever depth") {
  const auto first = [](const std::string& line) {
    return failure_of(parse_document_summary, line + "\n{}\n{}");
  };
  const std::string before = "the index is damaged or of another version: ";
  CHECK(first(R"({"title":1})") == before + "a text is missing");
  CHECK(first(R"({"tags":[]})") == before + "an object is missing");
  CHECK(first(R"({"tags":{"countries":"BO"}})") == before + "a list is missing");
  CHECK(first(R"({"tags":{"countries":[null]}})") == before + "a text is missing");
  CHECK(first(R"({"titles":["en"]})") == before + "an object is missing");
  CHECK(first(R"({"participants":-1})") == before + "a number from 0 on is missing");
  CHECK(first(R"({"participants":1.5})") == before + "a number from 0 on is missing");
  CHECK(first(R"({"participants":4294967296})") == before + "a number is too big");
  CHECK(first(R"({"date":2022})") == before + "a date is missing");
  CHECK(first(R"({"date":"2022-13"})") ==
        before + "there is no month 13; write a month from 01 to 12");
  CHECK(first("[]") == before + "an object is missing");
  CHECK(first(R"({"colour":"red"})") == before + "there is a member of an unknown name");
  CHECK(first("").starts_with(before + "[json.exception.parse_error.101]"));
  CHECK(first("{\"title\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}") ==
        before + "a text is missing");
  CHECK(failure_of(parse_document_record, "") == before + "a record ends too early");
  CHECK(failure_of(parse_passage_record, "{}\n{}\n{\"origin\":4}") ==
        before + "an origin is unknown");
  CHECK(failure_of(parse_vocabulary, R"({"themes":{}})") == before + "a list is missing");
  CHECK(failure_of(parse_vocabulary, "[]") == before + "an object is missing");
}

TEST_CASE("a passage's record is not taken for a document's, nor the other way round") {
  (void)failure_of(parse_document_record, to_json(PassageRecord{.passage = example().passages[0]}));
  (void)failure_of(parse_passage_record, to_json(example()));
}

TEST_CASE("a document is known by the values of its own tags and of its passages'") {
  const DocumentRecord record = example();
  CHECK(facet_values(record, "country") == Strings{"BO", "PE"});
  CHECK(facet_values(record, "region") == Strings{"americas"});
  CHECK(facet_values(record, "theme") == Strings{"aeo"});
  CHECK(facet_values(record, "programme") == Strings{"gtfp"});
  CHECK(facet_values(record, "organisation") == Strings{"wco", "seco", "hmrc", "adm-bo"});
  CHECK(facet_values(record, "type") == Strings{"mission-report"});
  CHECK(facet_values(record, "kind") == Strings{"conclusion", "lesson"});
  CHECK(facet_values(record, "language") == Strings{"es"});
  CHECK(facet_values(record, "year") == Strings{"2019", "2020", "2021"});
  CHECK(facet_values(record, "measure") == Strings{"tfa:7.4"});
  CHECK(facet_values(record, "evidence") == Strings{"measured"});
  CHECK(facet_values(record, "status") == Strings{"published"});
  CHECK(facet_values(record, "source_kind") == Strings{"press"});
  CHECK(facet_values(record, "modality") == Strings{"hybrid"});
  CHECK(facet_values(record, "colour").empty());
}

TEST_CASE("a passage is known by its own tags and kind and by what its document is") {
  PassageRecord record{
      .document = example().document,
      .passage = {.kind = "lesson", .tags = {.countries = {"PE", "PE"}, .funders = {"seco"}}}};
  CHECK(facet_values(record, "country") == Strings{"PE"});
  CHECK(facet_values(record, "theme").empty());
  CHECK(facet_values(record, "organisation") == Strings{"seco"});
  CHECK(facet_values(record, "kind") == Strings{"lesson"});
  CHECK(facet_values(record, "type") == Strings{"mission-report"});
  CHECK(facet_values(record, "language") == Strings{"es"});
  CHECK(facet_values(record, "year") == Strings{"2019", "2020", "2021"});
  CHECK(facet_values(record, "evidence") == Strings{"measured"});
  CHECK(facet_values(record, "status") == Strings{"published"});
  CHECK(facet_values(record, "source_kind") == Strings{"press"});
  CHECK(facet_values(record, "modality") == Strings{"hybrid"});
  record.passage.kind.clear();
  CHECK(facet_values(record, "kind").empty());
}

TEST_CASE("every facet can be asked of every record, and gives several values only where it may") {
  DocumentRecord bare;
  PassageRecord bare_passage;
  for (const Facet& facet : kFacets) {
    CAPTURE(facet.name);
    CHECK_FALSE(facet_values(example(), facet.name).empty());  // a new facet is told apart here
    CHECK((facet.many || facet_values(example(), facet.name).size() == 1));
    const Strings absent = facet.name == "status" ? Strings{"published"} : Strings{};
    CHECK(facet_values(bare, facet.name) == absent);
    CHECK(facet_values(bare_passage, facet.name) == absent);
  }
}

}  // namespace entrepot
