// A document's page: how it is cited, what programs read in its head, and where it leads.
#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using test::count_of;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
const std::string kHostile = "</script><script>alert(1)</script><!-- & \"x\"";

std::optional<DateInterval> date(const std::string& edtf) {
  std::string problem;
  return parse_edtf(edtf, problem);
}

DocumentRecord of_bolivia(const std::string& id, const std::string& when) {
  DocumentRecord out = test::record(id, "Title of " + id, {"A text"});
  out.document.tags = {.countries = {"BO"}, .themes = {"aeo"}};
  out.document.date = date(when);
  return out;
}

test::TestCorpus corpus() {
  DocumentRecord study = test::record("study", "دراسة", {"نص أول", "نص ثان", "نص ثالث"});
  Document& document = study.document;
  document.language = "ar";
  document.titles = {{"en", "A study"}};
  document.summary = "ملخص";
  document.tags = {.countries = {"BO"},
                   .regions = {"AMS"},
                   .themes = {"aeo"},
                   .programmes = {"gtfp"},
                   .funders = {"seco"}};
  document.date = date("2021-05/2022-02");
  document.published = date("2022-03-04");
  document.license = "CC-BY-4.0";
  document.sources = {{.title = "A report",
                       .url = "https://example.org/r",
                       .publisher = "Customs of Bolivia",
                       .language = "es",
                       .kind = "primary"}};
  document.related = {"later", "other"};
  document.supersedes = {"before", "undated"};
  study.passages[1].anchor = "outcomes.2";
  study.passages[1].title = "النتائج";
  study.sections = {{.anchor = "part-1", .title = "Part 1", .title_html = "Part 1"},
                    {.anchor = "outcomes", .title = "النتائج", .title_html = "النتائج"}};
  DocumentRecord hostile = test::record("hostile", kHostile, {kHostile});
  hostile.document.summary = kHostile;
  hostile.document.license = "LicenseRef-unknown";
  hostile.document.sources = {{.title = kHostile, .publisher = kHostile, .kind = "rewritten"}};
  DocumentRecord undated = of_bolivia("undated", "");
  test::TestCorpus corpus{.records = {study, hostile, undated, of_bolivia("before", "2019"),
                                      of_bolivia("later", "2024"), of_bolivia("other", "")},
                          .vocabulary = test::small_vocabulary()};
  corpus.vocabulary.lists.find("programmes")
      ->second.push_back({.id = "gtfp", .label = {{"en", "GTFP"}}, .lead = "wco"});
  corpus.vocabulary.lists.find("organisations")
      ->second.push_back({.id = "seco", .label = {{"en", "SECO"}}});
  for (DocumentRecord& one : corpus.records) test::complete(one);
  return corpus;
}

/// A site that knows its own address, or does not.
struct World {
  test::TemporaryFolder data{};
  fs::path folder = test::write_generation(data.path(), corpus());
  Library library{folder};
  Assets assets{kSite / "assets"};
  Pages pages;

  explicit World(const std::string& public_url)
      : pages(kSite, assets, {.missing = MissingName::Fails, .public_url = public_url}) {}

  [[nodiscard]] View view(const std::string& id, const std::string& cited = "",
                          std::size_t language = 0) const {
    const DocumentLookup lookup = library.document(id);
    REQUIRE(lookup.record.has_value());
    return document_view({library, pages.interfaces().at(language)}, *lookup.record, cited);
  }
  [[nodiscard]] std::string page(const std::string& id, const std::string& cited = "",
                                 std::size_t language = 0) const {
    return pages.render(view(id, cited, language), pages.interfaces().at(language));
  }
};

const World& world() {
  static const World kWorld("https://entrepot.example");
  return kWorld;
}

const World& unnamed() {
  static const World kWorld("");
  return kWorld;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The data of schema.org in a page.
nlohmann::json linked_data(const std::string& html) {
  const std::string open = "<script type=\"application/ld+json\">";
  REQUIRE(count_of(html, open) == 1);
  const std::size_t begin = html.find(open) + open.size();
  return nlohmann::json::parse(html.substr(begin, html.find("</script>", begin) - begin));
}

}  // namespace

TEST_CASE(
    "a document is cited by its title, date and whole address, a passage by its heading too") {
  CHECK(contains(world().page("study"),
                 "“<bdi lang=\"ar\" dir=\"rtl\">دراسة</bdi>”, 4 March 2022, Entrepot, "
                 "<bdi>https://entrepot.example/documents/study</bdi></p>"));
  CHECK(contains(world().page("study", "outcomes.2"),
                 "“<bdi lang=\"ar\" dir=\"rtl\">النتائج, item 2</bdi>”, in “<bdi lang=\"ar\" "
                 "dir=\"rtl\">دراسة</bdi>”, 4 March 2022, Entrepot, "
                 "<bdi>https://entrepot.example/documents/study#outcomes.2</bdi></p>"));
  CHECK(contains(unnamed().page("undated", "part-1"),
                 "“<bdi>Part 1</bdi>”, in “<bdi>Title of undated</bdi>”, Entrepot [No source "
                 "recorded], "
                 "<bdi>/documents/undated#part-1</bdi></p>"));
}

TEST_CASE("a passage is chosen among all, by heading and first words, and its files go with it") {
  const std::string html = world().page("study", "outcomes.2");
  CHECK(contains(html, "action=\"/documents/study#page_cite\" method=\"get\""));
  CHECK(count_of(html, "<option value=") == 1 + 3);
  CHECK(contains(html,
                 "<option value=\"outcomes.2\" lang=\"ar\" dir=\"rtl\" selected>النتائج: "
                 "نص ثان</option>"));
  CHECK(contains(html, "<option value=\"part-1\" lang=\"ar\" dir=\"ltr\">Part 1</option>"));
  for (const char* suffix : {".bib", ".ris", ".csl.json"})
    CHECK(
        contains(html, std::string("href=\"/documents/study") + suffix + "?passage=outcomes.2\""));
  CHECK(contains(html, "href=\"/documents/study.md\""));
  CHECK(count_of(world().page("study"), " selected") == 0);
  CHECK_FALSE(contains(world().page("undated"), "name=\"cite\""));  // there is nothing to choose
}

TEST_CASE("a passage that is not there is told of, and the document is cited") {
  const std::string html = world().page("study", "<none>");
  CHECK(contains(html,
                 "<p class=\"ep-warning\">There is no passage “&lt;none&gt;” here; this is "
                 "how to cite the whole document.</p>"));
  CHECK(contains(html, "<bdi>https://entrepot.example/documents/study</bdi>"));
  CHECK(contains(world().page("study", "\xff"), "There is no passage “?” here"));
  CHECK_FALSE(contains(world().page("study"), "There is no passage"));
}

TEST_CASE("a page with a citation chosen is the same page to a search engine") {
  CHECK(world().view("study", "outcomes.2").address == "/documents/study");
}

TEST_CASE("the head tells reference managers what is cited, in its language, and nobody's name") {
  const std::string html = world().page("study");
  const auto has_meta = [&](const std::string& name, const std::string& content) {
    return contains(html, "<meta name=\"" + name + "\" content=\"" + content + "\"");
  };
  CHECK(contains(html, "<meta name=\"citation_title\" content=\"دراسة\" lang=\"ar\">"));
  CHECK(has_meta("citation_publication_date", "2022/03/04"));
  CHECK(has_meta("citation_language", "ar"));
  CHECK(has_meta("citation_publisher", "Customs of Bolivia"));
  CHECK(has_meta("citation_keywords", "Authorized economic operator"));
  CHECK(has_meta("citation_abstract_html_url", "https://entrepot.example/documents/study"));
  CHECK(has_meta("DC.rights", "https://creativecommons.org/licenses/by/4.0/"));
  CHECK_FALSE(contains(html, "citation_author"));
  CHECK_FALSE(contains(unnamed().page("study"), "citation_abstract_html_url"));
  CHECK_FALSE(contains(world().page("hostile"), "citation_publisher"));  // a rewritten article
  CHECK(contains(world().page("study", "", 1),
                 "content=\"https://entrepot.example/fr/documents/study\""));
}

TEST_CASE("the head names every form of a document") {
  const std::string html = world().page("study", "", 1);
  for (const char* form :
       {"type=\"text/markdown\" href=\"/documents/study.md\" title=\"Markdown\"",
        "type=\"application/json\" href=\"/documents/study.json\" title=\"JSON\"",
        "type=\"application/x-bibtex\" href=\"/documents/study.bib\" title=\"BibTeX\"",
        "type=\"application/x-research-info-systems\" href=\"/documents/study.ris\" title=\"RIS\"",
        "type=\"application/vnd.citationstyles.csl+json\" href=\"/documents/study.csl.json\""})
    CHECK_MESSAGE(contains(html, std::string("<link rel=\"alternate\" ") + form), form);
}

TEST_CASE("a document is described to search engines as what it is, in the words of the page") {
  const nlohmann::json data = linked_data(world().page("study", "", 1));
  CHECK(data ==
        nlohmann::json{
            {"@context", "https://schema.org"},
            {"@type", "Report"},
            {"@id", "https://entrepot.example/documents/study"},
            {"url", "https://entrepot.example/documents/study"},
            {"identifier", "study"},
            {"name", "دراسة"},
            {"alternateName", {"A study"}},
            {"abstract", "ملخص"},
            {"inLanguage", "ar"},
            {"genre", "Étude de cas"},
            {"isPartOf", {{"@type", "Collection"}, {"name", "Entrepot"}}},
            {"about", nlohmann::json::array({{{"@type", "DefinedTerm"},
                                              {"termCode", "aeo"},
                                              {"name", "Opérateur économique agréé"}}})},
            {"spatialCoverage",
             nlohmann::json::array(
                 {{{"@type", "Country"}, {"identifier", "BO"}, {"name", "Bolivie"}}})},
            {"temporalCoverage", "2021-05/2022-02"},
            {"datePublished", "2022-03-04"},
            {"publisher", {{"@type", "Organization"}, {"name", "Customs of Bolivia"}}},
            {"isBasedOn",
             nlohmann::json::array(
                 {{{"@type", "CreativeWork"},
                   {"name", "A report"},
                   {"url", "https://example.org/r"},
                   {"inLanguage", "es"},
                   {"publisher", {{"@type", "Organization"}, {"name", "Customs of Bolivia"}}}}})},
            {"license", "https://creativecommons.org/licenses/by/4.0/"}});
}

TEST_CASE("no text can leave the data it stands in, and a rewritten article has no publisher") {
  const std::string html = world().page("hostile");
  CHECK_FALSE(test::has_inline_script(html));
  CHECK_FALSE(contains(html, "<!--"));
  const nlohmann::json data = linked_data(html);
  CHECK(data.at("name") == kHostile);
  CHECK_FALSE(data.contains("publisher"));
  CHECK_FALSE(data.contains("license"));
}

TEST_CASE("a page names another document once, under what is nearest") {
  const std::string html = world().page("study");
  for (const char* id : {"before", "later", "other", "undated"})
    CHECK_MESSAGE(count_of(html, std::string("href=\"/documents/") + id + "\"") == 1, id);
  const auto place = [&html](const std::string& text) {
    const std::size_t at = html.find(text);
    REQUIRE_MESSAGE(at != std::string::npos, text);
    return at;
  };
  const std::size_t earlier = place(">Earlier</h3>"), later = place(">Later</h3>"),
                    replaces = place(">Replaces</h2>"), related = place("id=\"page_related\"");
  CHECK(earlier < place("/documents/before\""));
  CHECK(place("/documents/before\"") < place("Replaced by this document"));
  CHECK(place("Replaced by this document") < later);
  CHECK(later < place("/documents/later\""));
  CHECK(place("/documents/later\"") < replaces);
  CHECK(contains(html.substr(later, replaces - later),
                 "Also about Authorized economic operator in Bolivia"));
  CHECK(replaces < place("/documents/undated\""));
  CHECK(related < place("/documents/other\""));
}

TEST_CASE("a document without steps has no list of them") {
  CHECK_FALSE(contains(world().page("undated"), "page_steps"));
}

TEST_CASE("facts lead to the pages of what they name, and a licence to its words") {
  const std::string html = world().page("study", "", 1);
  for (const char* address : {"/countries/BO", "/regions/AMS", "/themes/aeo", "/programmes/gtfp",
                              "/search?organisation=seco", "/search?status=published"})
    CHECK_MESSAGE(contains(html, std::string("<a href=\"/fr") + address + "\">"), address);
  CHECK(contains(html,
                 "<a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license "
                 "noreferrer\"><bdi>CC-BY-4.0</bdi></a>"));
  CHECK(
      contains(world().page("hostile"), "<dd class=\"ep-fact__value\"><bdi>Not known</bdi></dd>"));
}

TEST_CASE("every link to a passage can be copied") {
  const std::string html = world().page("study");
  CHECK(count_of(html, "class=\"ep-permalink") > 0);
  CHECK(count_of(html, "class=\"ep-permalink") == count_of(html, " data-copy "));
}
