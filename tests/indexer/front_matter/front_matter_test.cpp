#include "indexer/front_matter/front_matter.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "indexer/vocabulary/vocabulary_reader.h"
#include "tests/golden.h"

namespace {

using namespace entrepot;

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = [] {
    Diagnostics problems;
    Vocabulary read = read_vocabulary(
        std::filesystem::path(ENTREPOT_SOURCE_DIR) / "tests/fixtures/corpus/vocabulary",
        "vocabulary", problems);
    REQUIRE(!has_errors(problems));
    return read;
  }();
  return kVocabulary;
}

std::string messages(const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) out += to_string(problem) + "\n";
  return out;
}

/// What is said of a file that consists of this front matter and no body.
std::string messages_for(const std::string& front_matter) {
  Diagnostics problems;
  static_cast<void>(
      parse_document("---\n" + front_matter + "---\n", "a.md", vocabulary(), problems));
  return messages(problems);
}

}  // namespace

TEST_CASE("an unknown country code is reported where it stands, with what to write instead") {
  Diagnostics problems;
  CHECK_FALSE(
      parse_document("---\ntitle: A\ncountries: BOL\n---\n", "a.md", vocabulary(), problems));
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) ==
        "a.md:3:12: error: unknown country 'BOL'; write the two-letter code 'BO'");
}

TEST_CASE("every fault of a front matter is told at its place, in words that help") {
  testing::check_golden_files("diagnostics", [](const std::string& input) {
    Diagnostics problems;
    const bool is_read = parse_document(input, "a.md", vocabulary(), problems).has_value();
    CHECK(is_read == !has_errors(problems));
    return messages(problems);
  });
}

TEST_CASE("a full front matter is read key by key") {
  constexpr std::string_view kText = R"(---
title: "Planning: a workshop"
titles: {es: Planificación}
summary: >
  Folded
  text.
summaries:
  es: Texto.
language: en
countries: [NO, BO]
host: [PE]
experts_from: [CL]
regions: [WCA]
scope: regional
themes: [aeo, risk-management]
programmes: [gtfp]
organisations: [wco, seco]
funders: [seco]
administrations: [adm-bo]
measures: [tfa:7.4]
date: 2022-02-08/2022-02-09
date_text: two days in February
published: 2022-03
added: 2022-04-01
reviewed: 2023-04-01
review_by: 2024-04-01
status: superseded
owner: The planning unit
sources:
  - {title: T, url: "https://example.org/a?b=c#d", publisher: P, language: pt-BR, kind: press}
  - url: http://example.org
    kind: primary
derivation: summary
license: CC0-1.0
rights_note: |
  Two
  lines.
evidence: measured
modality: virtual
participants: 67
methods: [SWOT analysis]
audience: [managers]
related: [doc-one, doc-two]
translation_of: doc-three
supersedes: doc-four
formerly: [doc-five]
note: N.
---

Body.
)";
  Diagnostics problems;
  const auto parsed = parse_document(kText, "a.md", vocabulary(), problems);
  CHECK(messages(problems).empty());
  REQUIRE(parsed);
  Document expected;
  expected.title = "Planning: a workshop";
  expected.titles = {{"es", "Planificación"}};
  expected.summary = "Folded text.";
  expected.summaries = {{"es", "Texto."}};
  expected.language = "en";
  expected.tags = {.countries = {"NO", "BO"},
                   .regions = {"WCA", "AMS", "EUR"},
                   .themes = {"aeo", "risk-management"},
                   .programmes = {"gtfp"},
                   .organisations = {"wco", "seco"},
                   .funders = {"seco"},
                   .administrations = {"adm-bo"},
                   .measures = {"tfa:7.4"}};
  expected.host = {"PE"};
  expected.experts_from = {"CL"};
  expected.scope = "regional";
  expected.date = DateInterval{{2022, 2, 8}, {2022, 2, 9}};
  expected.date_text = "two days in February";
  expected.published = DateInterval{{2022, 3, 0}, {2022, 3, 0}};
  expected.added = DateInterval{{2022, 4, 1}, {2022, 4, 1}};
  expected.reviewed = DateInterval{{2023, 4, 1}, {2023, 4, 1}};
  expected.review_by = DateInterval{{2024, 4, 1}, {2024, 4, 1}};
  expected.status = "superseded";
  expected.owner = "The planning unit";
  expected.sources = {{.title = "T",
                       .url = "https://example.org/a?b=c#d",
                       .publisher = "P",
                       .language = "pt-BR",
                       .kind = "press"},
                      {.url = "http://example.org", .kind = "primary"}};
  expected.derivation = "summary";
  expected.license = "CC0-1.0";
  expected.rights_note = "Two\nlines.";
  expected.evidence = "measured";
  expected.modality = "virtual";
  expected.participants = 67;
  expected.methods = {"SWOT analysis"};
  expected.audience = {"managers"};
  expected.related = {"doc-one", "doc-two"};
  expected.translation_of = "doc-three";
  expected.supersedes = {"doc-four"};
  expected.formerly = {"doc-five"};
  expected.note = "N.";
  expected.markdown = "\nBody.\n";
  CHECK(parsed->document == expected);
  CHECK(parsed->body_line == 49);
  CHECK(parsed->references ==
        std::vector<Reference>{{"related", "doc-one", {"a.md", 43, 11}},
                               {"related", "doc-two", {"a.md", 43, 20}},
                               {"translation_of", "doc-three", {"a.md", 44, 17}},
                               {"supersedes", "doc-four", {"a.md", 45, 13}},
                               {"formerly", "doc-five", {"a.md", 46, 12}}});
}

TEST_CASE("Norway is not a truth value, and a year with a leading zero is no number") {
  CHECK(messages_for("title: NO\ncountries: [NO]\nparticipants: 010\n") ==
        "a.md:4:15: error: '010' is not a whole number from 1; write it in digits only, or remove "
        "'participants'\n");
}

TEST_CASE("a withdrawn document is not asked for what it should have told") {
  CHECK(messages_for("title: A\nstatus: withdrawn\nnote: Wrong.\n").empty());
}

TEST_CASE("lines that end in CR alone are named") {
  Diagnostics problems;
  CHECK_FALSE(parse_document("---\rtitle: A\r---\rText.\r", "a.md", vocabulary(), problems));
  CHECK(messages(problems) ==
        "a.md:1:1: error: the lines end in CR alone, which no longer counts as a line's end; save "
        "the file with LF or CR LF line endings\n");
}

TEST_CASE("ids are not checked against a vocabulary that could not be read") {
  Vocabulary without_themes = vocabulary();
  without_themes.lists.erase("themes");
  Diagnostics problems;
  const auto parsed =
      parse_document("---\ntitle: A\nthemes: [anything]\n---\n", "a.md", without_themes, problems);
  REQUIRE(parsed);
  CHECK(parsed->document.tags.themes == std::vector<std::string>{"anything"});
}

TEST_CASE("a retired id is a warning that names the one in use") {
  Vocabulary changed = vocabulary();
  changed.lists["themes"].push_back({.id = "oea", .replaced_by = "aeo"});
  Diagnostics problems;
  REQUIRE(parse_document("---\ntitle: A\nthemes: [oea]\n---\n", "a.md", changed, problems));
  REQUIRE(problems.size() == 2);
  CHECK(to_string(problems[0]) ==
        "a.md:3:10: warning: the theme 'oea' is no longer used; write 'aeo'");
}

TEST_CASE("a faulty front matter does not keep its body from being read") {
  Diagnostics problems;
  const auto parsed = parse_faulty_document("---\ntitle: A\ndate: x\nlanguage: fr\n---\nBody.\n",
                                            "a.md", vocabulary(), problems);
  CHECK(has_errors(problems));
  REQUIRE(parsed);
  CHECK(parsed->document.title == "A");
  CHECK(parsed->document.language == "fr");
  CHECK(!parsed->document.date);
  CHECK(parsed->document.markdown == "Body.\n");
  CHECK(parsed->body_line == 6);
}

TEST_CASE("front matter and document have limits, each an error at the line that crosses it") {
  Diagnostics problems;
  const std::string line = std::string(1023, 'x') + "\n";
  std::string text = "---\ntitle: A\nnote: >\n";
  for (int i = 0; i < 64; ++i) text += " " + line;
  CHECK_FALSE(parse_document(text + "---\n", "a.md", vocabulary(), problems));
  CHECK(messages(problems) == "a.md:67:945: error: this exceeds 64 KiB here; write less\n");

  problems.clear();
  text = "---\ntitle: A\n---\n";
  for (int i = 0; i < 256; ++i) text += line;
  CHECK_FALSE(parse_document(text, "a.md", vocabulary(), problems));
  CHECK(messages(problems) ==
        "a.md:259:1008: error: the document exceeds 256 KiB here; shorten it, or split it\n");
}
