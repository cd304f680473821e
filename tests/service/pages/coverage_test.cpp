#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "service/formats/coverage_csv.h"
#include "service/http/compression.h"
#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using nlohmann::json;

namespace {

const std::filesystem::path kSite = std::filesystem::path(ENTREPOT_SOURCE_DIR) / "site";

/// Random documents of three countries in two regions, and one without a place or a theme.
test::TestCorpus random_places() {
  test::TestCorpus corpus = test::random_corpus(5, 60);
  corpus.vocabulary.lists["themes"][2].broader = "risk-management";  // aeo
  corpus.vocabulary.lists["themes"].push_back({.id = "transit", .label = {{"en", "Transit"}}});
  corpus.vocabulary.lists["countries"].push_back({.id = "FR", .label = {{"en", "France"}}});
  corpus.vocabulary.lists["regions"] = {
      {.id = "AMS", .label = {{"en", "Americas"}}, .members = {"BO", "CL"}},
      {.id = "EUR", .label = {{"en", "Europe"}}, .members = {"PE", "FR"}}};
  corpus.records.push_back(test::record("nowhere", "Of no place", {"Text."}));
  for (DocumentRecord& one : corpus.records) {
    one.document.tags.regions = corpus.vocabulary.regions_of(one.document.tags.countries);
    test::complete(one);
  }
  return corpus;
}

struct World {
  explicit World(const test::TestCorpus& corpus)
      : library(test::write_generation(data.path(), corpus)) {}
  test::TemporaryFolder data{};
  Library library;
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};
  const Interface& english = pages.english();
  ViewContext context{library, english};

  [[nodiscard]] View view(const std::string& parameters) const {
    return coverage_view(context, parse_coverage_query(parse_parameters(parameters)));
  }
  [[nodiscard]] json body(const std::string& parameters) const { return view(parameters).body; }
  [[nodiscard]] json rows(const std::string& parameters) const {
    return body(parameters).at("rows");
  }
  [[nodiscard]] std::string html(const std::string& parameters) const {
    return pages.render(view(parameters), english);
  }
  /// What the search behind a link finds, as pages write it.
  [[nodiscard]] std::string found(const std::string& url) const {
    REQUIRE(url.starts_with("/search"));
    const ParsedQuery parsed =
        parse_search_query(parse_parameters(url.size() > 8 ? url.substr(8) : ""));
    REQUIRE(parsed.problems.empty());
    return english.locale.number(library.count(parsed.query));
  }
};

const World& world() {
  static const World kWorld(random_places());
  return kWorld;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> labels(const json& list) {
  std::vector<std::string> out;
  for (const json& one : list) out.push_back(one.at("label"));
  return out;
}

const std::vector<std::string> kStates{
    "",
    "by=country",
    "themes=all",
    "by=country&themes=all&group=passage",
    "region=EUR",
    "by=country&region=AMS",
    "by=country&country=BO&country=CL",
    "theme=risk-management",
    "theme=aeo&by=country",
    "theme=_none&group=passage",
    "q=risk&group=passage",
    "q=risk+window&match=all&themes=all&by=country",
    "type=mission-report&evidence=measured&themes=all",
    "from=2021&to=2022&group=passage&kind=lesson",
    "country.not=BO&theme.all=aeo",
    "country=PE&region=AMS&themes=all",
    "region=_none&by=country",
    "theme=unknown",
    "source_kind=primary",
};

}  // namespace

TEST_CASE("every number of the table is what the search behind it finds, totals too") {
  std::size_t checked = 0;
  for (const std::string& state : kStates) {
    CAPTURE(state);
    const json body = world().body(state);
    std::vector<json> cells = body.at("totals");
    for (const json& row : body.at("rows"))
      cells.insert(cells.end(), row.at("cells").begin(), row.at("cells").end());
    for (const json& cell : cells) {
      CHECK(cell.at("count").get<std::string>().empty() ==
            cell.at("url").get<std::string>().empty());
      if (cell.at("count") == "") continue;
      CHECK(world().found(cell.at("url")) == cell.at("count").get<std::string>());
      ++checked;
    }
  }
  CHECK(checked > 200);
}

TEST_CASE("a cell is empty only where the search for its theme and place finds nothing") {
  const json body = world().body("by=country&themes=all&group=passage&q=risk");
  const std::vector<std::string> themes{"risk-management", "aeo", "single-window", "transit"};
  const std::vector<std::string> countries{"BO", "CL", "PE"};
  REQUIRE(labels(body.at("heads")) ==
          std::vector<std::string>{"Bolivia", "Chile", "Peru", "Not stated"});
  REQUIRE(body.at("rows").size() == 5);
  for (std::size_t row = 0; row < themes.size(); ++row)
    for (std::size_t column = 0; column < countries.size(); ++column) {
      SearchQuery query{.text = "risk", .group = Group::Passage};
      query.filters = {{"theme", {themes[row]}}, {"country", {countries[column]}}};
      if (row == 0) query.filters["theme"].push_back("aeo");
      const std::uint64_t count = world().library.count(query);
      CHECK(body.at("rows")[row].at("cells")[column + 1].at("count") ==
            (count == 0 ? "" : world().english.locale.number(count)));
    }
}

TEST_CASE("broad themes include narrower ones, which stand beneath them where asked for") {
  const auto depths = [](const std::string& state) {
    std::vector<int> out;
    for (const json& row : world().rows(state)) out.push_back(row.at("depth"));
    return out;
  };
  CHECK(labels(world().body("").at("rows")) ==
        std::vector<std::string>{"Risk management", "Single window", "Transit", "Not stated"});
  CHECK(depths("themes=all") == std::vector<int>{0, 1, 0, 0, 0});
  CHECK(depths("theme=risk-management") == std::vector<int>{0, 1});
  CHECK(depths("theme=aeo") == std::vector<int>{0});
  CHECK(contains(world().html("themes=all"),
                 "<th class=\"ep-grid__name--1\" scope=\"row\"><a href=\"/themes/aeo\">"));
}

TEST_CASE("columns are regions, or the countries that have something, of the regions asked for") {
  CHECK(labels(world().body("").at("heads")) ==
        std::vector<std::string>{"Americas", "Europe", "Not stated"});
  CHECK(labels(world().body("region=EUR").at("heads")) == std::vector<std::string>{"Europe"});
  CHECK(labels(world().body("by=country&region=AMS").at("heads")) ==
        std::vector<std::string>{"Bolivia", "Chile"});
  // A filter that leaves nothing of a country leaves its column, to be seen empty.
  CHECK(labels(world().body("by=country&in=nowhere").at("heads")) ==
        std::vector<std::string>{"Bolivia", "Chile", "Peru", "Not stated"});
  CHECK(world().body("").at("heads")[0].at("url") == "/coverage?region=AMS&by=country");
  CHECK(world().body("by=country").at("heads")[0].at("url") == "/countries/BO");
}

TEST_CASE("what is missing is said: pairs, themes and countries") {
  const json body = world().body("");
  CHECK(body.at("gaps_text") == "2 of 6 pairs of a theme and a region have nothing.");
  REQUIRE(body.at("gaps").size() == 1);
  CHECK(body.at("gaps")[0].at("heading") == "Themes with no document");
  CHECK(labels(body.at("gaps")[0].at("items")) == std::vector<std::string>{"Transit"});
  CHECK(body.at("gaps")[0].at("items")[0].at("url") == "/themes/transit");
  const json countries = world().body("by=country&region=EUR&group=passage").at("gaps")[1];
  CHECK(countries.at("heading") == "Countries with no passage");
  CHECK(labels(countries.at("items")) == std::vector<std::string>{"France"});
  CHECK(contains(world().html(""), "<td class=\"ep-grid__none\">0</td>"));
  // Beneath a theme that has nothing there is nothing to tell.
  CHECK(labels(world().body("in=nowhere").at("gaps")[0].at("items")) ==
        std::vector<std::string>{"Risk management", "Single window", "Transit"});
  const json nothing = world().body("q=zzzz");
  CHECK(nothing.at("empty_text") == "Nothing here matches these filters, so there is no table.");
  CHECK(nothing.at("has_table") == false);
  CHECK(nothing.at("gaps").empty());
}

TEST_CASE("the darker a cell, the more is in it") {
  std::vector<std::pair<int, int>> seen;  // number, shade
  for (const json& row : world().rows("themes=all&group=passage"))
    for (const json& cell : row.at("cells"))
      if (cell.at("shade") != "")
        seen.emplace_back(std::stoi(cell.at("count").get<std::string>()),
                          std::stoi(cell.at("shade").get<std::string>()));
  REQUIRE(seen.size() > 5);
  std::sort(seen.begin(), seen.end());
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i - 1].second <= seen[i].second);
  CHECK(seen.back().second == 5);
  CHECK(seen.front().second >= 1);
  CHECK(seen.front().second < 5);
}

TEST_CASE("the form says what is chosen, and carries along what it has no field for") {
  const std::string html = world().html(
      "by=country&group=passage&type=mission-report&region=AMS&evidence=measured&evidence=anecdotal"
      "&country=BO&from=2021&q=risk&ui=fr");
  for (const char* part :
       {"<option value=\"country\" selected>", "<option value=\"passage\" selected>",
        "<option value=\"mission-report\" selected>", "<option value=\"AMS\" selected>",
        "<input type=\"hidden\" name=\"country\" value=\"BO\">",
        "<option value=\"anecdotal\" selected>",
        "<input type=\"hidden\" name=\"evidence\" value=\"measured\">", "value=\"2021\"",
        "<input type=\"hidden\" name=\"q\" value=\"risk\">", "<details class=\"ep-dates\" open>"})
    CHECK_MESSAGE(contains(html, part), part);
  for (const char* part : {"type=\"hidden\" name=\"type\"", "type=\"hidden\" name=\"group\"",
                           "type=\"hidden\" name=\"from\"", "type=\"hidden\" name=\"ui\""})
    CHECK_MESSAGE(!contains(html, part), part);
  CHECK(contains(world().html(""), "<details class=\"ep-dates\">"));
}

TEST_CASE("what is chosen can be taken away, and nothing else goes with it") {
  const json chosen =
      world().body("by=country&country=BO&type=mission-report&q=risk&from=2021").at("chosen");
  CHECK(chosen.size() == 4);
  for (const json& one :
       {json{{"pieces", test::one_piece("Country: Bolivia")},
             {"url", "/coverage?q=risk&type=mission-report&from=2021&by=country"}},
        json{{"pieces", test::one_piece("“risk”")},
             {"url", "/coverage?country=BO&type=mission-report&from=2021&by=country"}}})
    CHECK(std::find(chosen.begin(), chosen.end(), one) != chosen.end());
}

TEST_CASE("mistakes in the address are told, and the rest is shown") {
  const json body = world().body("contry=BO&by=contry&region=AMX&from=soon&themes=all");
  CHECK(body.at("warning_list") ==
        json::array({{{"text", "“contry” in the address was not understood and is left out."},
                      {"pieces", test::one_piece("Did you mean “country”?")},
                      {"url", "/coverage?country=BO&region=AMX&themes=all"}},
                     {{"text", "“contry” cannot be used as by and is left out."},
                      {"pieces", json::array()},
                      {"url", ""}},
                     {{"text", "WCO region: “AMX” is not known here."},
                      {"pieces", test::one_piece("Did you mean Americas?")},
                      {"url", "/coverage?region=AMS&themes=all"}}}));
  CHECK(contains(body.at("empty_text"), "There is no such theme or place here"));
  const std::string html = world().html("region=AMX&from=soon&by=%ff&q=%ff");
  CHECK(contains(html, "There is no such theme or place here"));
  CHECK(contains(html, "aria-invalid=\"true\" aria-describedby=\"from-problem\""));
  CHECK_FALSE(contains(html, "<table"));
}

TEST_CASE("the file has the numbers of the page") {
  for (const std::string& state : kStates) {
    CAPTURE(state);
    const CoverageQuery query = parse_coverage_query(parse_parameters(state)).query;
    std::vector<std::string> of_page, of_file;
    for (const json& row : world().rows(state))
      for (std::size_t i = 1; i < row.at("cells").size(); ++i) {
        const std::string count = row.at("cells")[i].at("count");
        of_page.push_back(count.empty() ? "0" : count);
      }
    const std::string csv = coverage_csv(query, world().library);
    for (std::size_t at = csv.find("\r\n") + 2; at < csv.size();) {
      const std::size_t end = csv.find("\r\n", at);
      of_file.push_back(csv.substr(csv.rfind(',', end) + 1, end - csv.rfind(',', end) - 1));
      at = end + 2;
    }
    if (world().body(state).at("has_table") == true)
      CHECK(of_page == of_file);
    else
      CHECK(
          std::all_of(of_file.begin(), of_file.end(), [](const auto& one) { return one == "0"; }));
  }
  CHECK(world().body("by=country&q=risk").at("csv_url") == "/coverage.csv?q=risk&by=country");
}

TEST_CASE("every language of the interface has the page, with links of its own") {
  for (const Interface& ui : world().pages.interfaces())
    for (const std::string& state : kStates) {
      const ViewContext context{world().library, ui};
      const std::string html = world().pages.render(
          coverage_view(context, parse_coverage_query(parse_parameters(state))), ui);
      CHECK(html.find("<h1") == html.rfind("<h1"));
      CHECK(contains(html, "action=\"" + ui.base + "/coverage\""));
      CHECK(contains(html, "href=\"" + ui.base + "/coverage"));
      if (!ui.base.empty()) {
        CHECK(contains(html, "ui=" + ui.locale.language()));  // of the file
        CHECK_FALSE(contains(html, "href=\"/search"));
      }
    }
}

namespace {

/// Documents from many countries, each of one theme of many.
test::TestCorpus many_countries(std::size_t countries, std::size_t themes) {
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  corpus.vocabulary.lists["countries"].clear();
  corpus.vocabulary.lists["themes"].clear();
  Concept small{.id = "SMALL", .label = {{"en", "Small region"}}};
  const auto code = [](std::size_t i) {
    return std::string{static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26)};
  };
  for (std::size_t i = 0; i < countries; ++i) {
    corpus.vocabulary.lists["countries"].push_back(
        {.id = code(i), .label = {{"en", fmt::format("Republic of {}", code(i))}}});
    if (i < 60) small.members.push_back(code(i));
  }
  corpus.vocabulary.lists["regions"] = {small, {.id = "REST", .label = {{"en", "The rest"}}}};
  for (std::size_t i = 0; i < themes; ++i) {
    Concept theme{.id = fmt::format("a-rather-long-theme-{}", i),
                  .label = {{"en", fmt::format("A theme with a rather long name {}", i)}}};
    if (i % 6 != 0) theme.broader = fmt::format("a-rather-long-theme-{}", i - i % 6);
    corpus.vocabulary.lists["themes"].push_back(theme);
    DocumentRecord one = test::record(fmt::format("doc-{}", i), "Title", {"Text."});
    one.document.tags.themes = {theme.id};
    for (std::size_t k = 0; k < countries; ++k)
      if (k % 3 != i % 2) one.document.tags.countries.push_back(code(k));
    one.document.tags.regions = corpus.vocabulary.regions_of(one.document.tags.countries);
    test::complete(one);
    corpus.records.push_back(one);
  }
  return corpus;
}

}  // namespace

TEST_CASE("however many countries there are, the page stays light and says what to do") {
  const World wide(many_countries(200, 60));
  const json body = wide.body("by=country");
  CHECK(body.at("has_table") == false);
  CHECK(body.at("wide_text") == "A table of 200 countries is too wide to read. Choose a region:");
  CHECK(body.at("regions")[0].at("url") == "/coverage?region=SMALL&by=country");
  CHECK(wide.html("by=country").size() < 30'000);
  const std::string widest = wide.html("by=country&region=SMALL&themes=all");
  CHECK(contains(widest, "<table"));
  CHECK(compress(widest, Encoding::Brotli, Effort::Fast).size() < 100'000);
  CHECK(compress(widest, Encoding::Gzip, Effort::Fast).size() < 100'000);
}
