#include "indexer/reports/coverage.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/reports/coverage_formats.h"

using namespace entrepot;

namespace {

DateInterval day(const std::string& text) {
  std::string problem;
  return parse_edtf(text, problem).value();
}

CorpusDocument document(const std::string& id, const std::string& title) {
  CorpusDocument out;
  Document& own = out.record.document;
  own.id = id;
  own.title = title;
  own.type = "case-study";
  own.language = "es";
  own.license = "CC0-1.0";
  return out;
}

/// Bolivia has a conclusion on AEO beside its own theme; Chile lacks everything; a draft is no
/// more.
Corpus corpus() {
  CorpusDocument bolivia = document("bolivia", "=Riesgo, \"nuevo\"");
  DocumentRecord& record = bolivia.record;
  record.document.tags = {.countries = {"BO"}, .regions = {"AMS"}, .themes = {"risk-management"}};
  record.document.date = day("2021/2022");
  record.document.review_by = day("2026-03-01");
  record.document.sources = {{.title = "A", .kind = "primary"}};
  record.all_tags = record.document.tags;
  record.all_tags.themes.emplace_back("aeo");
  record.kinds = {"context", "conclusion"};
  record.passages = {{.anchor = "context", .kind = "context", .origin = KindOrigin::Heading},
                     {.anchor = "end",
                      .kind = "conclusion",
                      .origin = KindOrigin::Comment,
                      .tags = {.themes = {"aeo"}}},
                     {.anchor = "other"}};
  CorpusDocument chile = document("chile", "Plan");
  chile.record.document.license = "LicenseRef-unknown";
  chile.record.document.review_by = day("2026-11-25");
  CorpusDocument draft = document("draft", "Not yet");
  draft.record.document.status = "draft";
  draft.record.document.tags.countries = {"PE"};
  draft.record.all_tags = draft.record.document.tags;
  Corpus out{.documents = {bolivia, chile, draft}};
  out.vocabulary.lists["countries"] = {{.id = "BO", .label = {{"en", "Bolivia"}}}};
  out.vocabulary.lists["themes"] = {
      {.id = "compliance", .label = {{"en", "Compliance"}}},
      {.id = "risk-management", .label = {{"en", "Risk management"}}, .broader = "compliance"},
      {.id = "aeo", .label = {{"en", "Authorised operators"}}, .broader = "compliance"},
      {.id = "transit", .label = {{"en", "Transit"}}},
      {.id = "old", .label = {{"en", "Old"}}, .replaced_by = "transit"}};
  out.vocabulary.lists["regions"] = {{.id = "AMS", .label = {{"en", "Americas"}}},
                                     {.id = "AP", .label = {{"en", "Asia"}}}};
  return out;
}

Coverage coverage() { return measure_coverage(corpus(), {.year = 2026, .month = 11, .day = 25}); }

std::vector<CoverageRow> rows(const std::string& facet) {
  const Coverage measured = coverage();
  const auto table = std::find_if(measured.tables.begin(), measured.tables.end(),
                                  [&](const CoverageTable& one) { return one.facet == facet; });
  REQUIRE(table != measured.tables.end());
  return table->rows;
}

std::vector<std::string> ids(const std::vector<CoverageGap>& gaps) {
  std::vector<std::string> out;
  for (const CoverageGap& gap : gaps) out.push_back(gap.id);
  return out;
}

using Rows = std::vector<CoverageRow>;
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("documents that readers would find are counted with their passages, drafts are named") {
  const Coverage measured = coverage();
  CHECK(measured.documents == 2);
  CHECK(measured.passages == 3);
  CHECK(measured.typed_passages == 1);
  CHECK(measured.kinds_found_by ==
        std::map<KindOrigin, std::size_t>{{KindOrigin::Comment, 1}, {KindOrigin::Heading, 1}});
  CHECK(measured.not_shown == std::map<std::string, Ids>{{"draft", {"draft"}}});
  CHECK(rows("country") ==
        Rows{{.value = "BO", .label = "Bolivia", .documents = 1, .passages = 3}});
}

TEST_CASE("a passage counts for what it states of its own, its document for both") {
  CHECK(
      rows("theme") ==
      Rows{{.value = "risk-management", .label = "Risk management", .documents = 1, .passages = 2},
           {.value = "aeo", .label = "Authorised operators", .documents = 1, .passages = 1}});
}

TEST_CASE("an activity over several years counts in each") {
  CHECK(rows("year") == Rows{{.value = "2021", .label = "2021", .documents = 1, .passages = 3},
                             {.value = "2022", .label = "2022", .documents = 1, .passages = 3}});
}

TEST_CASE("documents without a country, date, conclusion or known licence are listed") {
  for (const auto& [what, gaps] : coverage().without)
    CHECK_MESSAGE(ids(gaps) == Ids{"chile"}, what);
  CHECK(coverage().without.size() == 4);
}

TEST_CASE("a review is overdue from the day after it was due") {
  CHECK(ids(coverage().overdue) == Ids{"bolivia"});
  CHECK(coverage().overdue[0].detail == "2026-03-01");
  CHECK(ids(measure_coverage(corpus(), {.year = 2026, .month = 11, .day = 26}).overdue) ==
        Ids{"bolivia", "chile"});
}

TEST_CASE(
    "a theme is missed if neither it nor a narrower one has a document, a retired one never") {
  const Coverage measured = coverage();
  REQUIRE(measured.nothing.size() == 2);
  CHECK(measured.nothing[0].rows == Rows{{.value = "transit", .label = "Transit"}});
  CHECK(measured.nothing[1].rows == Rows{{.value = "AP", .label = "Asia"}});
}

TEST_CASE("cells of the CSV are quoted, and none is a formula") {
  const std::string csv = to_csv(coverage());
  CHECK(
      csv.starts_with("\uFEFFtable,value,label,documents,passages\r\ntotal,,,2,3\r\n"
                      "country,BO,Bolivia,1,3\r\n"));
  CHECK(csv.find("review due 2026-03-01,bolivia,\"'=Riesgo, \"\"nuevo\"\"\",,\r\n") !=
        std::string::npos);
}

TEST_CASE("the JSON says what the text says") {
  const nlohmann::json json = nlohmann::json::parse(to_json(coverage()));
  CHECK(json["documents"] == 2);
  CHECK(json["kinds_found_by"] == nlohmann::json{{"comment", 1}, {"heading", 1}});
  CHECK(json["facets"]["country"] ==
        nlohmann::json::parse(
            R"([{"value": "BO", "label": "Bolivia", "documents": 1, "passages": 3}])"));
  CHECK(json["without"]["licence"][0]["id"] == "chile");
  CHECK(json["overdue"][0]["review_by"] == "2026-03-01");
  CHECK(json["nothing"]["theme"][0]["value"] == "transit");
  const std::string text = to_text(coverage());
  CHECK(text.find("\ncountry           documents  passages\n"
                  "BO       Bolivia          1         3\n") != std::string::npos);
  CHECK(text.find("\nDocuments without a licence: 1\n  chile  Plan\n") != std::string::npos);
  CHECK(text.find("  not shown, as their status is draft: draft\n") != std::string::npos);
}
