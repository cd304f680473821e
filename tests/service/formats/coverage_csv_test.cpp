#include "service/formats/coverage_csv.h"

#include <doctest/doctest.h>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

struct World {
  test::TemporaryFolder data{};
  Library library{test::write_generation(data.path(), corpus())};

  static test::TestCorpus corpus() {
    test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
    corpus.vocabulary.lists["themes"][2].broader = "risk-management";  // aeo
    corpus.vocabulary.lists["themes"][1].label["en"] = "=Window, \"single\"";
    corpus.vocabulary.lists["regions"] = {
        {.id = "AMS", .label = {{"en", "Americas"}, {"fr", "Amériques"}}, .members = {"BO", "CL"}},
        {.id = "EUR", .label = {{"en", "Europe"}}}};
    DocumentRecord first = test::record("first", "First", {"Text."});
    first.document.tags.countries = {"BO", "CL"};
    first.document.tags.regions = {"AMS"};
    first.document.tags.themes = {"aeo"};
    DocumentRecord second = test::record("second", "Second", {"Text.", "Text."});
    second.document.tags.themes = {"aeo", "risk-management"};
    corpus.records = {first, second};
    for (DocumentRecord& one : corpus.records) test::complete(one);
    return corpus;
  }
};

std::string csv(const std::string& parameters) {
  static const World kWorld;
  return coverage_csv(parse_coverage_query(parse_parameters(parameters)).query, kWorld.library);
}

}  // namespace

TEST_CASE("the table of themes against places has a line for each pair, empty ones too") {
  CHECK(csv("") ==
        "\uFEFFtheme,theme_label,broader,region,region_label,documents\r\n"
        "risk-management,Risk management,,AMS,Americas,1\r\n"
        "risk-management,Risk management,,EUR,Europe,0\r\n"
        "risk-management,Risk management,,_none,Not stated,1\r\n"
        "single-window,\"'=Window, \"\"single\"\"\",,AMS,Americas,0\r\n"
        "single-window,\"'=Window, \"\"single\"\"\",,EUR,Europe,0\r\n"
        "single-window,\"'=Window, \"\"single\"\"\",,_none,Not stated,0\r\n");
}

TEST_CASE("the table has the columns, rows, units and language asked for") {
  CHECK(csv("by=country&themes=all&theme=risk-management&country=BO&ui=fr") ==
        "\uFEFFtheme,theme_label,broader,country,country_label,documents\r\n"
        "risk-management,Gestion des risques,,BO,Bolivie,1\r\n"
        "aeo,Opérateur économique agréé,risk-management,BO,Bolivie,1\r\n");
  CHECK(csv("region=_none&theme=aeo&group=passage") ==
        "\uFEFFtheme,theme_label,broader,region,region_label,passages\r\n"
        "aeo,Authorized economic operator,risk-management,_none,Not stated,2\r\n");
}
