#include <doctest/doctest.h>

#include <algorithm>

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

TEST_CASE("a theme's definition is marked as English on pages in another language") {
  CHECK(contains(world().page("themes", "aeo"),
                 "<p class=\"ep-document__summary\">Who is trusted.</p>"));
  CHECK(contains(world().page("themes", "aeo", "ar"),
                 "<p class=\"ep-document__summary\" lang=\"en\" dir=\"ltr\">Who is trusted.</p>"));
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
