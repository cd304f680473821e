// What a reader who has one language and one minute is told: marks, titles, dates, and ways on.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using nlohmann::json;
using test::count_of;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
const std::string kNoDate = "التاريخ غير مذكور";

/// An Arabic study without a date, and documents about Egypt and Zambia, as many of each.
struct World {
  test::TemporaryFolder data{};
  Library library;
  Assets assets{kSite / "assets"};
  Pages pages{
      kSite, assets, {.missing = MissingName::Fails, .public_url = "https://entrepot.example"}};

  World() : library(test::write_generation(data.path(), corpus())) {}

  static test::TestCorpus corpus() {
    test::TestCorpus out{.vocabulary = test::small_vocabulary()};
    auto& lists = out.vocabulary.lists;
    lists["countries"].push_back({.id = "EG", .label = {{"en", "Egypt"}, {"fr", "Égypte"}}});
    lists["countries"].push_back({.id = "ZM", .label = {{"en", "Zambia"}, {"fr", "Zambie"}}});
    lists["evidence"] = {{.id = "told", .label = {{"en", "Told"}, {"fr", "Raconté"}}},
                         {.id = "counted", .label = {{"en", "Counted"}, {"fr", "Compté"}}}};
    DocumentRecord study = test::record("study", "دراسة", {"نص study"});
    study.document.language = "ar";
    study.document.titles = {{"en", "A study"}};
    study.document.date_text = kNoDate;
    study.document.evidence = "counted";
    study.document.tags.countries = {"BO"};
    study.document.sources = {{.title = "A report", .kind = "primary"}};
    out.records.push_back(study);
    for (int i = 0; i < 14; ++i) {
      DocumentRecord one = test::record(fmt::format("doc-{:02}", i), "Title", {"Some words"});
      one.document.tags.countries = {i % 2 == 0 ? "ZM" : "EG"};
      out.records.push_back(one);
    }
    for (DocumentRecord& one : out.records) test::complete(one);
    return out;
  }

  [[nodiscard]] ViewContext context(std::string_view language) const {
    for (const Interface& one : pages.interfaces())
      if (one.locale.language() == language) return {library, one};
    return {library, pages.english()};
  }
  [[nodiscard]] View search(const std::string& parameters, std::string_view language = "en") const {
    return search_view(context(language), parse_search_query(parse_parameters(parameters)));
  }
  [[nodiscard]] std::string found(const std::string& parameters,
                                  std::string_view language = "en") const {
    return pages.render(search(parameters, language), context(language).ui);
  }
  [[nodiscard]] std::string study(std::string_view language = "en") const {
    return pages.render(document_view(context(language), *library.document("study").record),
                        context(language).ui);
  }
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a document's marks lead to where it is said what they mean") {
  for (const Interface& ui : world().pages.interfaces()) {
    const std::string page = world().study(ui.locale.language());
    const ViewContext context = world().context(ui.locale.language());
    const std::string about = world().pages.render(about_view(context), ui);
    for (const char* place : {"sources", "evidence"}) {
      CHECK(contains(page, fmt::format("\" href=\"{}/about#{}\">", ui.base, place)));
      CHECK(contains(about, fmt::format("<h2 id=\"{}\">", place)));
    }
  }
  CHECK(
      contains(world().study("fr"), "<span class=\"ep-hidden\">Niveau de preuve : </span>Compté"));
}

TEST_CASE("the evidence of a document is a fact with its name") {
  CHECK(contains(world().study(), "<dt class=\"ep-fact__name\">Evidence</dt>"));
  CHECK(contains(world().study(), "<a href=\"/search?evidence=counted\"><bdi>Counted</bdi></a>"));
}

TEST_CASE("a title without a translation has its English one beside it, marked as English") {
  for (const std::string& page : {world().found("q=study", "fr"), world().study("fr")})
    CHECK(contains(page, "__translated\"><bdi lang=\"en\" dir=\"ltr\">A study</bdi></p>"));
  CHECK(
      contains(world().found("q=study"), "<p class=\"ep-hit__translated\"><bdi>A study</bdi></p>"));
  CHECK_FALSE(contains(world().found("q=study", "ar"), "__translated\""));
}

TEST_CASE("what has no date is undated in every list; its page has its author's words too") {
  CHECK(contains(world().found("q=study"), "<bdi>Undated</bdi>"));
  CHECK_FALSE(contains(world().found("q=study"), kNoDate));
  CHECK(contains(world().found("q=study", "ar"), "<bdi>بلا تاريخ</bdi>"));
  CHECK(contains(world().study(), "<bdi lang=\"ar\" dir=\"rtl\">" + kNoDate + "</bdi>"));
  CHECK(contains(world().study(), "<bdi>Undated</bdi>"));
}

TEST_CASE("a few pages of results can be had as one, and each passage has its address on paper") {
  const json body = world().search("q=words&page=2").body;
  CHECK(body.at("whole_url") == "/search?q=words&per_page=100");
  CHECK(body.at("whole_text") == "All 14 on one page");
  CHECK(world().search("q=words&per_page=100").body.at("whole_url") == "");
  CHECK(contains(world().found("q=study", "fr"),
                 "data-printed=\"https://entrepot.example/fr/documents/study#part-1\""));
}

TEST_CASE("values that tie stand in the order of the page's language, and the list is cut after") {
  const json facets = world().search("", "fr").body.at("facet_list");
  REQUIRE(facets.at(0).at("name") == "country");
  CHECK(facets[0].at("values")[0].at("label") == "Égypte");
  CHECK(facets[0].at("values")[1].at("label") == "Zambie");
  CHECK(facets[0].at("values")[2].at("label") == "Bolivie");  // though its name comes first
  const json counts = home_view(world().context("fr")).body.at("countries");
  CHECK(counts.at(0).at("label") == "Égypte");
}

TEST_CASE("where nothing is found there are places to look, and a feed of what will come") {
  const json nothing = world().search("q=zzqqyy", "es").body.at("elsewhere");
  REQUIRE(nothing.size() == 3);
  CHECK(nothing[0].at("url") == "/es/themes");
  CHECK(nothing[1].at("url") == "/es/coverage");
  CHECK(nothing[2].at("url").get<std::string>().starts_with("/search.atom?q=zzqqyy"));
  CHECK(contains(world().found("q=zzqqyy"), "<a class=\"ep-counted__link\" href=\"/themes\">"));
  CHECK(world().search("q=words").body.at("elsewhere").empty());
}

TEST_CASE(
    "a page that is not there is told with the whole address, which stays as it was written") {
  const ViewContext french = world().context("fr");
  const std::string page =
      world().pages.render(not_found_view(french, "/themes/<b>nothing"), french.ui);
  CHECK(contains(page, "<code dir=\"ltr\">/fr/themes/&lt;b&gt;nothing</code>"));
  CHECK(count_of(page, "<code") == 1);
  CHECK_FALSE(contains(world().pages.render(not_found_view(french, "/\xff"), french.ui), "<code"));
}

TEST_CASE("a search is offered without its dates, in words") {
  const std::string page = world().found("q=words&from=1990&to=1991");
  CHECK(contains(page, "Without the dates"));
}
