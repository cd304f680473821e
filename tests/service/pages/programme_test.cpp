#include <doctest/doctest.h>

#include "tests/service/pages/browsing_world.h"
#include "tests/service/pages/page_counts.h"

using namespace entrepot;
using nlohmann::json;
using test::BrowsingWorld;
using test::contains;

namespace {

const BrowsingWorld& world() { return BrowsingWorld::shared(); }

std::string years_of_reform() {
  std::string problem;
  return world().ui("en").locale.date(parse_edtf("2018-12/2024-02", problem).value());
}

}  // namespace

TEST_CASE("programmes are listed by name with years and lead, those without documents apart") {
  const json body = programmes_view(world().context()).body;
  REQUIRE(body.at("programmes").size() == 1);
  REQUIRE(body.at("others").size() == 1);
  const json& reform = body.at("programmes")[0];
  CHECK(reform.at("label") == "Reform programme");
  CHECK(reform.at("url") == "/programmes/reform");
  CHECK(reform.at("years") == years_of_reform());
  CHECK(reform.at("lead").at("text") == "World Customs Organization");
  CHECK(reform.at("count") == "20");
  CHECK(body.at("others")[0].at("label") == "Quiet programme");
  CHECK(body.at("others")[0].at("years") == "since 2014");
  const std::string html = world().render(programmes_view(world().context()));
  CHECK_FALSE(contains(html, "old-reform"));
  CHECK(contains(html, "Without documents yet"));
}

TEST_CASE("a programme's page tells its years, lead, countries and beneficiaries") {
  const std::string html = world().page("programmes", "reform");
  CHECK(contains(html, years_of_reform()));
  CHECK(contains(html, "<a href=\"/search?organisation=wco\">"));
  const json body = world().view("programmes", "reform").body;
  CHECK(body.at("countries").at("items").size() == 3);
  REQUIRE(body.at("others").size() == 1);  // Bolivia is a beneficiary, too, and has documents
  CHECK(body.at("others")[0].at("url") == "/countries/AR");
  CHECK(body.at("themes").at("items").size() == 3);
  CHECK(body.at("has_kinds") == true);
}

TEST_CASE("a programme without documents says so") {
  const std::string html = world().page("programmes", "quiet");
  CHECK(contains(html, "No document tells of this programme yet."));
  CHECK(contains(html, "href=\"/search.atom?programme=quiet\""));  // something may come
}

TEST_CASE("documents lead to the pages of their programmes") {
  const SearchQuery of_programme{.filters = {{"programme", {"reform"}}}, .per_page = 1};
  const std::string id = world().library().search(of_programme).hits.at(0).document.id;
  const std::string html =
      world().render(document_view(world().context(), *world().library().document(id).record));
  CHECK(contains(html, "href=\"/programmes/reform\""));
}
