#include <doctest/doctest.h>

#include <algorithm>

#include "tests/service/pages/browsing_world.h"
#include "tests/service/pages/page_counts.h"

using namespace entrepot;
using test::BrowsingWorld;

namespace {

const BrowsingWorld& world() { return BrowsingWorld::shared(); }

}  // namespace

TEST_CASE("every number on the pages to browse is what its link finds") {
  for (const Interface& ui : world().interfaces()) {
    const std::string& language = ui.locale.language();
    CAPTURE(language);
    std::size_t checked = 0;
    for (const char* list : {"countries", "themes", "programmes", "regions"})
      for (const std::string& id : world().vocabulary().ids(list)) {
        CAPTURE(id);
        checked += test::check_counts(world().page(list, id, language), world().library(), ui);
      }
    const ViewContext context = world().context(language);
    for (View view : {countries_view(context), themes_view(context), programmes_view(context)})
      checked +=
          test::check_counts(world().render(std::move(view), language), world().library(), ui);
    CHECK(checked > 100);
  }
}

TEST_CASE("every country of the vocabulary is reached from the list of countries") {
  const std::vector<std::string> links =
      test::links_of(world().render(countries_view(world().context())));
  for (const std::string& id : world().vocabulary().ids("countries"))
    CHECK(std::count(links.begin(), links.end(), "/countries/" + id) == 1);
  for (const std::string& id : world().vocabulary().ids("regions"))
    CHECK(std::count(links.begin(), links.end(), "/regions/" + id) == 1);
}
