#include <doctest/doctest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "service/search/theme_tree.h"
#include "tests/service/pages/browsing_world.h"
#include "tests/service/pages/page_counts.h"

using namespace entrepot;
using nlohmann::json;
using test::BrowsingWorld;
using test::contains;

namespace {

const BrowsingWorld& world() { return BrowsingWorld::shared(); }

}  // namespace

TEST_CASE("what documents say on a theme is counted by country, in passages") {
  const json countries = world().view("themes", "aeo").body.at("passage_countries");
  CHECK(countries.at("items").size() == 3);
  for (const json& one : countries.at("items")) {
    CHECK(one.at("url").get<std::string>().starts_with("/countries/"));
    CHECK(contains(one.at("count_url").get<std::string>(), "group=passage"));
    CHECK(contains(one.at("count_url").get<std::string>(), "theme=aeo"));
  }
}

TEST_CASE("a curator's note on a theme is a fact beneath its names, in English and marked so") {
  const std::string english = world().page("themes", "aeo"),
                    arabic = world().page("themes", "aeo", "ar");
  CHECK(contains(english, "<dt class=\"ep-fact__name\">Curator’s note</dt>"));
  CHECK(contains(english, "<bdi>Who is trusted.</bdi>"));
  CHECK(contains(arabic, "<bdi lang=\"en\" dir=\"ltr\">Who is trusted.</bdi>"));
  CHECK(english.find("id=\"names\"") < english.find("Who is trusted."));
  CHECK(english.find("Who is trusted.") == english.rfind("Who is trusted."));
}

TEST_CASE("a theme's name in another language has that language's name before it") {
  const json names = world().view("themes", "aeo").body.at("names");
  REQUIRE_FALSE(names.empty());
  for (const json& name : names)
    CHECK(name.at("before") ==
          world().vocabulary().label("language", name.at("name_lang").get<std::string>(), "en") +
              ": ");
}

TEST_CASE("a theme offers to compare the two countries with the most passages on it, or none") {
  std::size_t offered = 0;
  for (const Concept& theme : world().vocabulary().lists.at("themes")) {
    if (!theme.replaced_by.empty()) continue;
    CAPTURE(theme.id);
    const json body = world().view("themes", theme.id).body;
    SearchQuery query{.filters = {{"theme", {theme.id}}}, .group = Group::Passage};
    query = with_narrower_themes(query, world().vocabulary());
    std::vector<std::pair<std::uint64_t, std::string>> counts;
    for (const char* country : {"BO", "CL", "PE", "AR", "MN", "NR"}) {
      query.filters["country"] = {country};
      if (const std::uint64_t n = world().library().count(query); n > 0)
        counts.emplace_back(n, country);
    }
    std::sort(counts.rbegin(), counts.rend());
    const bool clear =
        counts.size() == 2 || (counts.size() > 2 && counts[1].first > counts[2].first);
    const std::string url = body.at("compare_url");
    CHECK(url.empty() != clear);
    if (!clear) continue;
    ++offered;
    for (std::size_t i = 0; i < 2; ++i) CHECK(contains(url, "country=" + counts[i].second));
  }
  CHECK(offered > 0);
}

TEST_CASE("a theme goes by its name in the page's language, else by the English one, marked") {
  CHECK(contains(world().page("themes", "aeo", "fr"),
                 "<h1 class=\"ep-title\">Opérateur économique agréé</h1>"));
  CHECK(contains(world().page("themes", "revenue", "fr"),
                 "<h1 class=\"ep-title\" lang=\"en\" dir=\"ltr\">Revenue</h1>"));
}

TEST_CASE("the measures a theme rests on lead to their searches, if anything is tagged with them") {
  const json refs = world().view("themes", "risk-management").body.at("refs");
  REQUIRE(refs.size() == 2);
  CHECK(refs[0].at("url") == "/search?measure=tfa%3A7.4");
  CHECK(refs[0].at("count") != "");
  CHECK(refs[1].at("label") == "TFA 9");
  CHECK(refs[1].at("url") == "");
  CHECK(refs[1].at("count") == "");
}

TEST_CASE("a theme leads up and down its tree, to a comparison and to what is covered") {
  const std::string html = world().page("themes", "risk-management");
  CHECK(contains(html, " · <a href=\"/themes/compliance\">Risk and compliance</a>"));
  CHECK(contains(world().page("themes", "compliance"),
                 "<a class=\"ep-counted__link\" href=\"/themes/risk-management\">"));
  CHECK(contains(html, "href=\"/compare?country="));
  CHECK(contains(html, "&amp;theme=risk-management\">Compare "));
  CHECK(contains(html, "href=\"/coverage?theme=risk-management\""));
  CHECK(contains(html, "href=\"/map?theme=risk-management\""));
  CHECK(contains(world().page("themes", "risk-management", "es"),
                 "href=\"/es/coverage?theme=risk-management\""));
}

TEST_CASE("narrower themes and those of the list stand in the order of their names") {
  for (const Interface& ui : world().interfaces()) {
    const json themes = themes_view(world().context(ui.locale.language())).body.at("themes");
    CHECK(themes.size() == 4);
    for (std::size_t i = 1; i < themes.size(); ++i)
      CHECK_FALSE(ui.locale.sorts_before(themes[i].at("label").get<std::string>(),
                                         themes[i - 1].at("label").get<std::string>()));
  }
}

TEST_CASE("a theme that no document has shows what has one of its narrower themes, and says so") {
  const std::string html = world().page("themes", "compliance");
  CHECK(contains(html,
                 "No document has this very theme; what follows has one of its narrower themes."));
  CHECK(world().view("themes", "compliance").body.at("found").at("count") ==
        world().view("themes", "risk-management").body.at("found").at("count"));
  CHECK_FALSE(contains(world().page("themes", "aeo"), "No document has this very theme"));
  const std::string revenue = world().page("themes", "revenue");
  CHECK(contains(revenue, "No document has this theme yet."));
  CHECK_FALSE(contains(revenue, "id=\"documents\""));
}
