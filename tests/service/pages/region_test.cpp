#include <doctest/doctest.h>

#include "tests/service/pages/browsing_world.h"
#include "tests/service/pages/page_counts.h"

using namespace entrepot;
using nlohmann::json;
using test::BrowsingWorld;
using test::contains;

namespace {

const BrowsingWorld& world() { return BrowsingWorld::shared(); }

}  // namespace

TEST_CASE("a region lists every member by name with its number, which may be 0") {
  const json members = world().view("regions", "AMS").body.at("members");
  REQUIRE(members.size() == 4);
  CHECK(members[0].at("label") == "Argentina");
  CHECK(members[0].at("count") == "0");
  CHECK(members[0].at("count_url") == "/search?country=AR");
  CHECK(members[0].at("url") == "/countries/AR");
  CHECK(members[1].at("label") == "Bolivia");
  CHECK(members[1].at("count") != "0");
}

TEST_CASE("a region shows its newest documents, when they were, their themes and passages") {
  const json body = world().view("regions", "AMS").body;
  CHECK(body.at("has_documents") == true);
  CHECK_FALSE(body.at("year_chart").is_null());
  CHECK_FALSE(body.at("kind_chart").is_null());
  CHECK(body.at("themes").at("items").size() == 3);
  CHECK(body.at("has_kinds") == true);
  const std::string html = world().page("regions", "AMS");
  CHECK(contains(html, "href=\"/search.atom?region=AMS\""));
  CHECK(contains(html, "href=\"/coverage?region=AMS&amp;by=country\""));
  CHECK(contains(html, "href=\"/map?region=AMS\""));
}

TEST_CASE("a region without documents says so and still lists its members") {
  const std::string html = world().page("regions", "AP");
  CHECK(contains(html, "No document is about this region yet."));
  CHECK(contains(html, "<a class=\"ep-counted__link\" href=\"/countries/MN\">Mongolia</a>"));
}
