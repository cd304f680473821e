#include "service/formats/citation.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "service/formats/citation_formats.h"
#include "service/formats/license_url.h"
#include "service/formats/linked_data.h"
#include "tests/golden.h"
#include "tests/model/any_values.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = [] {
    Vocabulary lists = test::small_vocabulary();
    const auto add = [&lists](const char* list, const char* id, const char* en) {
      lists.lists.find(list)->second.push_back({.id = id, .label = {{"en", en}}});
    };
    add("derivations", "summary", "Summary");
    add("source-kinds", "primary", "Primary source");
    add("source-kinds", "press", "Press");
    add("source-kinds", "rewritten", "Rewritten");
    add("statuses", "superseded", "Superseded");
    return lists;
  }();
  return kVocabulary;
}

std::optional<DateInterval> date(const std::string& edtf) {
  std::string problem;
  return parse_edtf(edtf, problem);
}

/// "a | b | c"
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const std::size_t bar = line.find(" | ", at);
    out.push_back(line.substr(at, bar == std::string::npos ? bar : bar - at));
    if (bar == std::string::npos) return out;
    at = bar + 3;
  }
}

/// A record from lines "key: value", with what is cited of it and the site's address.
struct Input {
  DocumentRecord record = test::record("x", "", {});
  std::string cited{}, public_url{};

  explicit Input(const std::string& text) {
    Document& document = record.document;
    document.language.clear();
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t colon = line.find(": ");
      REQUIRE(colon != std::string::npos);
      const std::string key = line.substr(0, colon), value = line.substr(colon + 2);
      if (key == "id") document.id = value;
      if (key == "type") document.type = value;
      if (key == "title") document.title = value;
      if (key == "title in English") document.titles["en"] = value;
      if (key == "summary") document.summary = value;
      if (key == "language") document.language = value;
      if (key == "theme") document.tags.themes.push_back(value);
      if (key == "date") document.date = date(value);
      if (key == "date_text") document.date_text = value;
      if (key == "published") document.published = date(value);
      if (key == "derivation") document.derivation = value;
      if (key == "status") document.status = value;
      if (key == "superseded_by") record.superseded_by = value;
      if (key == "cited") cited = value;
      if (key == "public_url") public_url = value;
      if (key == "source") {
        const std::vector<std::string> parts = cells(value);
        document.sources.push_back({.title = parts.at(1),
                                    .url = parts.at(3),
                                    .publisher = parts.at(2),
                                    .kind = parts.at(0)});
      }
      if (key == "passage") {
        const std::vector<std::string> parts = cells(value);
        record.passages.push_back({.anchor = parts.at(0),
                                   .kind = parts.at(1),
                                   .title = parts.at(2),
                                   .text = parts.at(3) + "\n",
                                   .former_anchors = {"was-" + parts.at(0)}});
      }
    }
  }

  [[nodiscard]] Citation citation() const {
    const std::optional<CitedPart> part = cited.empty() ? std::nullopt : find_part(record, cited);
    REQUIRE(part.has_value() == !cited.empty());
    return cite(record, part,
                {.vocabulary = vocabulary(), .name = "Entrepot", .public_url = public_url});
  }
};

/// A carriage return as a sign of its own, so that the files can be read and kept.
std::string visible(std::string text) {
  for (std::size_t at = 0; (at = text.find('\r', at)) != std::string::npos;)
    text.replace(at, 1, "␍");
  return text;
}

}  // namespace

TEST_CASE("references are written as the golden files have them") {
  testing::check_golden_files("citations", [](const std::string& text) {
    const Citation citation = Input(text).citation();
    return to_bibtex(citation) + "\n" + visible(to_ris(citation)) + "\n" +
           to_csl(citation).dump(2) + "\n";
  });
}

TEST_CASE("whatever a document holds, a reference to it keeps the form of its format") {
  AnyValues values(1);
  std::size_t dated = 0;
  for (int i = 0; i < 2'000; ++i) {
    DocumentRecord record{.document = values.document()};
    record.document.id = "some-id";
    const CitedPart part{"outcomes.1", values.text(), values.text(), values.text()};
    const Citation citation =
        cite(record, values.below(2) == 0 ? std::optional(part) : std::nullopt,
             {.vocabulary = vocabulary(), .name = "Entrepot"});

    const std::string ris = to_ris(citation);
    CAPTURE(ris);
    CHECK(ris.starts_with("TY  - RPRT\r\n"));
    CHECK(ris.ends_with("\r\nER  - \r\n"));
    for (std::size_t at = 0; at < ris.size();) {
      const std::size_t end = ris.find("\r\n", at);
      REQUIRE(end != std::string::npos);
      const std::string line = ris.substr(at, end - at);
      CHECK(line.substr(2, 4) == "  - ");
      CHECK(line.find_first_of("\r\n\t\x01\x7F") == std::string::npos);
      CHECK(line.find("\u2028") == std::string::npos);
      at = end + 2;
    }

    const std::string bibtex = to_bibtex(citation);
    CAPTURE(bibtex);
    int depth = 0;
    for (const char c : bibtex) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      REQUIRE(depth >= 0);
    }
    CHECK(depth == 0);
    std::istringstream lines(bibtex);
    std::string line;
    REQUIRE(std::getline(lines, line));
    CHECK((line == "@misc{" + citation.id + "," || line == "@techreport{" + citation.id + ","));
    while (std::getline(lines, line) && line != "}") {
      CHECK(line.starts_with("  "));
      CHECK(line.ends_with(","));
    }
    CHECK(line == "}");

    const nlohmann::json csl = to_csl(citation);
    REQUIRE(csl.size() == 1);
    CHECK(csl[0].contains("issued") == cited_date(record.document).has_value());
    CHECK(csl[0].contains("publisher") == !cited_publisher(record.document).empty());
    dated += csl[0].contains("issued") ? 1 : 0;
  }
  CHECK(dated > 500);
}

TEST_CASE("only who publishes for those who took part is named as publisher") {
  Document document;
  const auto with = [&](std::vector<Source> sources) {
    document.sources = std::move(sources);
    return cited_publisher(document);
  };
  const Source primary{.publisher = "Customs", .kind = "primary"};
  const Source press{.publisher = "Daily", .kind = "press"};
  CHECK(with({press, primary}) == "Customs");
  CHECK(with({{.kind = "primary"}, primary}) == "Customs");
  CHECK(with({press, {.publisher = "Blog", .kind = "rewritten"}, {.publisher = "?"}}).empty());
  CHECK(with({}).empty());
}

TEST_CASE("a reference has the date of publication, else of the activity, and none of the record") {
  Document document;
  document.added = document.reviewed = date("2026-11-23");
  CHECK_FALSE(cited_date(document).has_value());
  document.date = date("2012-03");
  CHECK(cited_date(document) == document.date);
  document.published = date("2012-04-18");
  CHECK(cited_date(document) == document.published);
  CHECK(slashed_date(*document.published) == "2012/04/18");
  CHECK(slashed_date(*date("2021-07/2023-08")) == "2023/08");
  CHECK(slashed_date(*date("2012")) == "2012");
}

TEST_CASE("a part is found by its anchor, by a former one, and as a section of passages") {
  DocumentRecord record = test::record("x", "X", {"One", "Two"});
  record.passages[1].former_anchors = {"old"};
  record.sections = {
      {.anchor = "group", .title = "Outcomes", .former_anchors = {"results"}},
      {.anchor = "part-1", .title = "Part 1", .former_anchors = {"first"}},
  };
  const auto anchor = [&](std::string_view asked) {
    const std::optional<CitedPart> part = find_part(record, asked);
    return part ? part->anchor : "none";
  };
  CHECK(anchor("part-2") == "part-2");
  CHECK(anchor("old") == "part-2");
  CHECK(anchor("first") == "part-1");
  CHECK(find_part(record, "first")->text == "One\n");
  CHECK(anchor("results") == "group");
  CHECK(find_part(record, "group") == CitedPart{.anchor = "group", .title = "Outcomes"});
  CHECK(anchor("") == "none");
  CHECK(anchor("\xff") == "none");
}

TEST_CASE("the number of an item is read from its anchor") {
  CHECK(item_number("outcomes.2") == "2");
  CHECK(item_number("a.b.12") == "12");
  for (const char* none : {"", "outcomes", "outcomes.", ".x", "v1.2b"})
    CHECK(item_number(none).empty());
}

TEST_CASE("an address is a URI, whatever letters the anchor has") {
  CHECK(document_url("", "a-b") == "/documents/a-b");
  CHECK(document_url("https://e.example", "a-b", "outcomes~2.1") ==
        "https://e.example/documents/a-b#outcomes~2.1");
  CHECK(document_url("", "a", "نص") == "/documents/a#%D9%86%D8%B5");
}

TEST_CASE("a Creative Commons licence leads to its words, and no other") {
  CHECK(license_url("CC0-1.0") == "https://creativecommons.org/publicdomain/zero/1.0/");
  CHECK(license_url("CC-BY-4.0") == "https://creativecommons.org/licenses/by/4.0/");
  CHECK(license_url("CC-BY-NC-SA-3.0-IGO") ==
        "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/");
  for (const char* none : {"", "CC-BY", "CC-BY-4.0-IGO", "CC-BY-ND-SA-4.0", "CC-BY-9.0", "MIT",
                           "LicenseRef-unknown", "cc-by-4.0"})
    CHECK_MESSAGE(license_url(none).empty(), none);
}

TEST_CASE("data in a script element cannot end it, and says what it said before") {
  AnyValues values(2);
  for (int i = 0; i < 500; ++i) {
    const nlohmann::json data = {{values.text(), values.text() + "<!--</script>&amp;"}};
    const std::string html = script_json_html(data);
    CHECK(html.find_first_of("<>&") == std::string::npos);
    CHECK(nlohmann::json::parse(html) == data);
  }
}
