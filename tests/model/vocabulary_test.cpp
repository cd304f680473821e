#include "model/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "model/index_schema.h"

namespace entrepot {
namespace {

Vocabulary example() {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {
      {.id = "risk-management", .label = {{"en", "Risk management"}, {"es", "Gestión de riesgos"}}},
      {.id = "aeo", .label = {{"en", "Authorized economic operators"}}}};
  vocabulary.lists["organisations"] = {{.id = "wco", .label = {{"en", "WCO"}, {"fr", "OMD"}}}};
  vocabulary.lists["administrations"] = {
      {.id = "adm-bo", .label = {{"en", "Customs of Bolivia"}, {"es", "Aduana Nacional"}}}};
  vocabulary.lists["regions"] = {
      {.id = "americas", .label = {{"en", "Americas"}}, .members = {"BO", "PE", "CL"}},
      {.id = "europe", .label = {{"en", "Europe"}}, .members = {"UZ", "TM"}},
      {.id = "andes", .label = {{"en", "Andes"}}, .members = {"BO", "PE"}}};
  return vocabulary;
}

}  // namespace

TEST_CASE("a measure is found under those above it as well, a theme under itself alone") {
  Vocabulary vocabulary = example();
  vocabulary.lists["measures"] = {{.id = "tfa:7", .broader = "tfa"},
                                  {.id = "tfa:7.6", .broader = "tfa:7"},
                                  {.id = "tfa:7.4", .broader = "old"},
                                  {.id = "old", .replaced_by = "tfa:7"},
                                  {.id = "tfa"},
                                  {.id = "round", .broader = "circle"},
                                  {.id = "circle", .broader = "round"}};
  vocabulary.lists["themes"][1].broader = "risk-management";
  using Strings = std::vector<std::string>;
  const Facet& measure = *find_facet("measure");
  CHECK(with_broader(vocabulary, measure, {"tfa:7.6"}) == Strings{"tfa:7.6", "tfa:7", "tfa"});
  CHECK(with_broader(vocabulary, measure, {"tfa:7", "tfa:7.4"}) ==
        Strings{"tfa:7", "tfa:7.4", "tfa"});
  CHECK(with_broader(vocabulary, measure, {"round", "unknown"}) ==
        Strings{"round", "unknown", "circle"});
  CHECK(with_broader(vocabulary, measure, {}).empty());
  CHECK(with_broader(vocabulary, *find_facet("theme"), {"aeo"}) == Strings{"aeo"});
}

TEST_CASE("an entry is found by its list and id") {
  const Vocabulary vocabulary = example();
  REQUIRE(vocabulary.find("themes", "aeo") != nullptr);
  CHECK(*vocabulary.find("themes", "aeo") == vocabulary.lists.at("themes")[1]);
  CHECK(vocabulary.find("themes", "wco") == nullptr);
  CHECK(vocabulary.find("nothing", "aeo") == nullptr);
  CHECK(Vocabulary{}.find("themes", "aeo") == nullptr);
}

TEST_CASE("a label is in the reader's language, else in English, else the id") {
  const Vocabulary vocabulary = example();
  CHECK(vocabulary.label("themes", "risk-management", "es") == "Gestión de riesgos");
  CHECK(vocabulary.label("themes", "risk-management", "fr") == "Risk management");
  CHECK(vocabulary.label("themes", "unknown", "es") == "unknown");
  CHECK(vocabulary.label("nothing", "aeo", "en") == "aeo");
}

TEST_CASE("what is retired is written as what replaces it in the end") {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {{.id = "a", .replaced_by = "b"},
                                {.id = "b", .replaced_by = "c"},
                                {.id = "c"},
                                {.id = "x", .replaced_by = "y"},
                                {.id = "y", .replaced_by = "x"},
                                {.id = "z", .replaced_by = "gone"}};
  CHECK(vocabulary.current_id("themes", "a") == "c");
  CHECK(vocabulary.current_id("themes", "c") == "c");
  CHECK(vocabulary.current_id("themes", "x") == "x");
  CHECK(vocabulary.current_id("themes", "z") == "gone");
  CHECK(vocabulary.current_id("themes", "unknown") == "unknown");
  CHECK(vocabulary.current_id("nothing", "a") == "a");
}

TEST_CASE("ids are listed in the order of their file") {
  CHECK(example().ids("themes") == std::vector<std::string>{"risk-management", "aeo"});
  CHECK(example().ids("nothing").empty());
}

TEST_CASE("the regions of countries come in the order of their file, each once") {
  CHECK(example().regions_of({"TM", "PE", "BO"}) ==
        std::vector<std::string>{"americas", "europe", "andes"});
  CHECK(example().regions_of({"CL"}) == std::vector<std::string>{"americas"});
  CHECK(example().regions_of({"JP"}).empty());
  CHECK(example().regions_of({}).empty());
  CHECK(Vocabulary{}.regions_of({"BO"}).empty());
}

TEST_CASE("a facet value is labelled from its list, an organisation from either of two") {
  const Vocabulary vocabulary = example();
  const auto label = [&](std::string_view facet, std::string_view value) {
    return facet_label(vocabulary, *find_facet(facet), value, "es");
  };
  CHECK(label("theme", "risk-management") == "Gestión de riesgos");
  CHECK(label("organisation", "wco") == "WCO");
  CHECK(label("organisation", "adm-bo") == "Aduana Nacional");
  CHECK(label("organisation", "adm-xx") == "adm-xx");
  CHECK(label("theme", "adm-bo") == "adm-bo");
  CHECK(label("year", "2022") == "2022");
}

TEST_CASE("labels should exist in seven languages, and what is searched is among the lists") {
  CHECK(label_languages() == std::vector<std::string>{"en", "fr", "es", "pt", "ru", "ar", "zh"});
  for (const std::string& list : searched_lists()) {
    CAPTURE(list);
    CHECK(std::count(vocabulary_names().begin(), vocabulary_names().end(), list) == 1);
  }
}

TEST_CASE("the lists a corpus must have are nineteen") {
  CHECK(vocabulary_names() ==
        std::vector<std::string>{"themes", "programmes", "organisations", "administrations",
                                 "countries", "regions", "groups", "places", "kinds", "types",
                                 "measures", "language", "evidence", "statuses", "source-kinds",
                                 "modalities", "scopes", "derivations", "terms"});
}

}  // namespace entrepot
