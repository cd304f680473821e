#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using nlohmann::json;

namespace {

const std::filesystem::path kSite = std::filesystem::path(ENTREPOT_SOURCE_DIR) / "site";

/// Random documents of three countries, an Arabic one from a fourth, and a fifth without any.
test::TestCorpus corpus() {
  test::TestCorpus corpus = test::random_corpus(3, 60);
  corpus.vocabulary.lists["themes"][2].broader = "risk-management";  // aeo
  for (const auto& [id, name] : {std::pair{"EG", "Egypt"}, {"FR", "France"}})
    corpus.vocabulary.lists["countries"].push_back({.id = id, .label = {{"en", name}}});
  for (const char* kind : {"context", "outcome"})
    corpus.vocabulary.lists["kinds"].push_back({.id = kind, .label = {{"en", kind}}});
  DocumentRecord arabic = test::record("arabic", "دراسة زمن الإفراج", {"نص قصير"});
  arabic.document.language = "ar";
  arabic.document.tags.countries = {"EG"};
  arabic.document.tags.themes = {"aeo"};
  arabic.document.sources = {{.title = "المال", .kind = "press"}};
  arabic.passages[0].kind = "outcome";
  std::string problem;
  arabic.document.date = parse_edtf("2019", problem);
  test::complete(arabic);
  corpus.records.push_back(arabic);
  return corpus;
}

struct World {
  test::TemporaryFolder data{};
  Library library{test::write_generation(data.path(), corpus())};
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};
  const Interface& english = pages.english();
  ViewContext context{library, english};

  [[nodiscard]] View view(const std::string& parameters) const {
    return compare_view(context, parse_parameters(parameters));
  }
  [[nodiscard]] json body(const std::string& parameters) const { return view(parameters).body; }
  [[nodiscard]] std::string html(const std::string& parameters) const {
    return pages.render(view(parameters), english);
  }
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> names(const json& list) {
  std::vector<std::string> out;
  for (const json& one : list) out.push_back(one.at("name"));
  return out;
}

SearchQuery query_of(const std::string& url) {
  REQUIRE(url.starts_with("/search?"));
  const ParsedQuery parsed = parse_search_query(parse_parameters(url.substr(8)));
  REQUIRE(parsed.problems.empty());
  return parsed.query;
}

const std::vector<std::string> kStates{
    "country=BO&country=CL",
    "country=BO&country=CL&country=PE&country=EG",
    "country=BO&country=CL&theme=risk-management",
    "country=PE&country=FR&theme=single-window",
    "country=BO&country=PE&q=risk&theme=aeo",
    "country=BO&country=PE&evidence=measured&from=2021&country.not=CL",
    "country=BO&country=PE&kind=lesson",
    "country=BO&country=CL&country.all=BO&country.all=CL",
};

}  // namespace

TEST_CASE("every number of a comparison is what the search behind it finds") {
  std::size_t checked = 0;
  const auto check = [&](const json& counted) {
    const std::uint64_t found = world().library.count(query_of(counted.at("url")));
    CHECK(world().english.locale.number(found) == counted.at("count").get<std::string>());
    ++checked;
  };
  const auto check_lot = [&](const json& lot, std::size_t most) {
    CHECK(lot.at("found").is_null() == lot.at("hits").empty());
    if (lot.at("found").is_null()) return;
    check(lot.at("found"));
    CHECK(lot.at("hits").size() <= most);
    const std::uint64_t found = world().library.count(query_of(lot.at("found").at("url")));
    CHECK(lot.at("shown").is_null() == (found == lot.at("hits").size()));
    if (lot.at("shown").is_null()) return;
    CHECK(lot.at("shown").at("all_url") == lot.at("found").at("url"));
    CHECK(lot.at("shown").at("before") == fmt::format("Shown: {} of ", lot.at("hits").size()));
    CHECK(lot.at("shown").at("all_text") == fmt::format("{} passages", found));
  };
  for (const std::string& state : kStates) {
    CAPTURE(state);
    const json body = world().body(state);
    for (const json& country : body.at("countries"))
      for (const json& count : country.at("counts"))
        if (count.at("url") != "") check(count);
    for (const json& kind : body.at("kinds")) {
      for (const json& country : kind.at("countries")) check_lot(country, 2);
      CHECK(kind.at("together").size() <= 3);
      for (const json& lot : kind.at("together")) {
        CHECK(lot.at("hits").size() >= 1);
        check_lot(lot, kind.at("together").size() == 1 ? 2 : 1);
      }
      for (const json& lot : kind.at("rest")) check(lot);
      CHECK((kind.at("rest").empty() || kind.at("together").size() == 3));
    }
  }
  CHECK(checked > 50);
}

TEST_CASE("a cell quotes passages of its kind from its country on the theme, and no others") {
  const json body = world().body("country=BO&country=CL&theme=risk-management");
  REQUIRE(body.at("kinds").size() == 2);
  CHECK(body.at("kinds")[0].at("kind_id") == "kind-conclusion");  // what tells most comes first
  for (const json& kind : body.at("kinds"))
    for (const json& country : kind.at("countries")) {
      if (country.at("found").is_null()) continue;
      const SearchQuery query = query_of(country.at("found").at("url"));
      CHECK(query.group == Group::Passage);
      CHECK(query.filters.at("theme") == std::vector<std::string>{"aeo", "risk-management"});
      CHECK("kind-" + query.filters.at("kind").at(0) == kind.at("kind_id").get<std::string>());
      SearchQuery all = query;
      all.per_page = 100;
      std::vector<std::string> found;
      for (const Hit& hit : world().library.search(all).hits)
        found.push_back(fmt::format("/documents/{}#{}", hit.document.id, hit.passages[0].anchor));
      for (const json& hit : country.at("hits"))
        CHECK(std::find(found.begin(), found.end(),
                        hit.at("passages")[0].at("passage_url").get<std::string>()) != found.end());
    }
}

TEST_CASE("a passage stands once: under its one country, or where those it is about are together") {
  std::size_t own = 0, shared = 0;
  for (const std::string& state : kStates) {
    CAPTURE(state);
    const json body = world().body(state);
    const std::vector<std::string> compared = names(body.at("countries"));
    const auto about = [&](const json& hit) {
      std::vector<std::string> its;
      for (const std::string& name : compared)
        for (const json& country : hit.at("countries"))
          if (country.at("label") == name) its.push_back(name);
      return its;
    };
    for (const json& kind : body.at("kinds")) {
      std::set<std::string> shown;
      const auto check = [&](const json& lot, const std::string& name) {
        for (const json& hit : lot.at("hits")) {
          CHECK(lot.at("name") == name + fmt::format("{}", fmt::join(about(hit), ", ")));
          CHECK(shown.insert(hit.at("passages")[0].at("passage_url")).second);
          ++(name.empty() ? own : shared);
        }
      };
      for (const json& lot : kind.at("together")) check(lot, "Together: ");
      for (const json& country : kind.at("countries")) check(country, "");
      CHECK(kind.at("has_sides") == std::any_of(kind.at("countries").begin(),
                                                kind.at("countries").end(),
                                                [](const json& one) { return one["has_hits"]; }));
    }
  }
  CHECK(own > 20);
  CHECK(shared > 10);
}

TEST_CASE("the numbers of a kind add up to what the search for it finds") {
  for (const std::string& state : kStates) {
    CAPTURE(state);
    SearchQuery all = parse_search_query(parse_parameters(state)).query;
    if (!all.filters_all.empty() || all.filters.contains("theme")) continue;
    all.group = Group::Passage;
    const json kinds = world().body(state).at("kinds");
    for (const json& kind : kinds) {
      std::uint64_t sum = 0;
      for (const char* part : {"together", "countries"})
        for (const json& lot : kind.at(part))
          if (!lot.at("found").is_null())
            sum += world().library.count(query_of(lot.at("found").at("url")));
      for (const json& lot : kind.at("rest")) sum += world().library.count(query_of(lot.at("url")));
      all.filters["kind"] = {kind.at("kind_id").get<std::string>().substr(5)};
      CHECK(sum == world().library.count(all));
    }
  }
}

TEST_CASE("countries stand in the reader's order, each once, in every row") {
  const json body = world().body("country=PE&country=BO&country=PE");
  CHECK(names(body.at("countries")) == std::vector<std::string>{"Peru", "Bolivia"});
  for (const json& kind : body.at("kinds"))
    CHECK(names(kind.at("countries")) == std::vector<std::string>{"Peru", "Bolivia"});
  CHECK(body.at("countries")[0].at("url") == "/countries/PE");
  CHECK(world().view("country=PE&country=BO").title == "Peru, Bolivia: All themes");
}

TEST_CASE("where one country has nothing it says so, and a kind that none has is only named") {
  const json body = world().body("country=BO&country=EG");
  std::vector<std::string> kinds;
  for (const json& kind : body.at("kinds")) kinds.push_back(kind.at("kind_name"));
  CHECK(kinds == std::vector<std::string>{"Conclusion", "Lesson", "outcome"});
  CHECK(body.at("missing_text") == "None of these countries has passages of these kinds: context.");
  const std::string html = world().html("country=BO&country=EG");
  const std::size_t egypt = html.find("<h3 class=\"ep-side__name\">Egypt</h3>");
  REQUIRE(egypt != std::string::npos);
  CHECK(contains(html.substr(egypt, html.find("</li>", egypt) - egypt), "Nothing of this kind."));
  const json nothing = world().body("country=FR&country=EG&theme=single-window");
  CHECK(nothing.at("kinds").empty());
  CHECK(contains(nothing.at("missing_text"), "Conclusion, Lesson, outcome, context."));
  CHECK_FALSE(
      contains(world().html("country=FR&country=EG&theme=single-window"), "class=\"ep-count\""));
}

TEST_CASE("a quotation has its language, its document and year, and the mark of its source") {
  const std::string html = world().html("country=EG&country=BO&theme=aeo");
  const std::string arabic = " lang=\"ar\" dir=\"rtl\">";
  CHECK(contains(html, "<p class=\"ep-quote__text\"" + arabic + "نص قصير</p>"));
  CHECK(contains(
      html, "<a href=\"/documents/arabic#part-1\" data-printed=\"/documents/arabic#part-1\"><bdi" +
                arabic + "دراسة"));
  CHECK(contains(html, "<span><bdi>2019</bdi></span>"));
  CHECK(contains(html, "<p class=\"ep-marks\"><span class=\"ep-mark ep-mark--press\">"));
}

TEST_CASE("the form has what is chosen, and carries along what it has no field for") {
  const std::string html =
      world().html("country=PE&country=FR&theme=aeo&evidence=measured&from=2021&q=risk");
  const auto count = [&](const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = html.find(part, at)) != std::string::npos; ++at) ++n;
    return n;
  };
  CHECK(count("name=\"country\"") == 4);
  CHECK(count("<option value=\"PE\" selected>") == 1);
  CHECK(count("<option value=\"FR\" selected>") == 1);  // though nothing is from there
  CHECK(count(" selected>") == 3);
  CHECK(contains(html, "<option value=\"aeo\" selected>– Authorized economic operator</option>"));
  CHECK(contains(html, "<input type=\"hidden\" name=\"evidence\" value=\"measured\">"));
  CHECK(contains(html, "<input type=\"hidden\" name=\"q\" value=\"risk\">"));
  CHECK_FALSE(contains(html, "type=\"hidden\" name=\"theme\""));
  CHECK(contains(html,
                 "<a class=\"ep-chip\" "
                 "href=\"/compare?q=risk&amp;from=2021&amp;country=PE&amp;country=FR&amp;"
                 "theme=aeo\">"));
  CHECK(contains(html, "<link rel=\"canonical\" href=\"/compare?"));
}

TEST_CASE("with fewer than two countries it suggests pairs, each of which has something") {
  for (const std::string state :
       {"", "country=BO", "theme=risk-management", "country=XX&country="}) {
    CAPTURE(state);
    const json body = world().body(state);
    CHECK(body.at("is_compared") == false);
    REQUIRE_FALSE(body.at("pairs").empty());
    for (const json& pair : body.at("pairs")) {
      const std::string url = pair.at("url");
      REQUIRE(url.starts_with("/compare?"));
      const json compared = world().body(url.substr(9));
      REQUIRE(compared.at("countries").size() == 2);
      for (const json& country : compared.at("countries"))
        CHECK(country.at("counts")[0].at("count") != "");
    }
  }
  CHECK(contains(world().body("theme=risk-management").at("pairs")[0].at("text"),
                 "Risk management: "));
}

TEST_CASE("what is unknown, too much or no date is told, and the rest is compared") {
  CHECK(world().body("country=BOL&country=CL&country=PE").at("warning_list")[0] ==
        json{{"text", "Country: “BOL” is not known here."},
             {"pieces", test::one_piece("Did you mean Bolivia?")},
             {"url", "/compare?country=BO&country=CL&country=PE"}});
  const json many = world().body("country=BO&country=CL&country=PE&country=EG&country=FR");
  CHECK(many.at("too_many_text") == "Only the first 4 countries are compared.");
  CHECK(many.at("countries").size() == 4);
  const json unknown = world().body("country=BO&country=CL&theme=aeoo&from=soon");
  CHECK(unknown.at("what") == "All themes");
  CHECK(unknown.at("warning_list")[1].at("url") == "/compare?country=BO&country=CL&theme=aeo");
  CHECK(contains(unknown.at("warning_list")[0].at("text"), "“soon” cannot be used as from"));
  CHECK(contains(world().html("country=%ff&theme=%ff&q=%ff&%ff=%ff"), "<form"));
}

TEST_CASE("every language of the interface has the comparison, with links of its own") {
  for (const Interface& ui : world().pages.interfaces())
    for (const std::string& state : {std::string(), kStates[1], kStates[4]}) {
      const ViewContext context{world().library, ui};
      const std::string html =
          world().pages.render(compare_view(context, parse_parameters(state)), ui);
      CHECK(html.find("<h1") == html.rfind("<h1"));
      CHECK(contains(html, "action=\"" + ui.base + "/compare\""));
      if (!ui.base.empty()) CHECK_FALSE(contains(html, "href=\"/search"));
      CHECK(html.size() < 60'000);
    }
}
