#include "indexer/vocabulary/rdf.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace entrepot;

namespace {

const RdfGraph kHostile{
    .prefixes = {{"skos", "http://www.w3.org/2004/02/skos/core#"},
                 {"xsd", "http://www.w3.org/2001/XMLSchema#"}},
    .subjects = {
        {.iri = "urn:x:a",
         .statements = {{"rdf:type", {.iri = "skos:Concept"}},
                        {"skos:broader", {.iri = "urn:x:b"}},
                        {"skos:prefLabel", {.text = "say \"no\" \\ \n\r\t\x01", .language = "en"}},
                        {"skos:prefLabel", {.text = "الجمارك 🛃", .language = "ar"}},
                        {"skos:note", {.text = "true", .type = "xsd:boolean"}},
                        {"skos:note", {.text = ""}}}},
        {.iri = "urn:x:b", .statements = {{"rdf:type", {.iri = "skos:Concept"}}}}}};

}  // namespace

TEST_CASE("Turtle has one statement a line and escapes what would end a string") {
  CHECK(to_turtle(kHostile) ==
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "<urn:x:a>\n"
        "  a skos:Concept ;\n"
        "  skos:broader <urn:x:b> ;\n"
        "  skos:prefLabel \"say \\\"no\\\" \\\\ \\n\\r\\t\\u0001\"@en ;\n"
        "  skos:prefLabel \"الجمارك 🛃\"@ar ;\n"
        "  skos:note \"true\"^^xsd:boolean ;\n"
        "  skos:note \"\" .\n"
        "\n"
        "<urn:x:b>\n"
        "  a skos:Concept .\n");
}

TEST_CASE("JSON-LD says the same, a list of values for each predicate") {
  const nlohmann::json read = nlohmann::json::parse(to_json_ld(kHostile));
  CHECK(read["@context"] == nlohmann::json{{"skos", "http://www.w3.org/2004/02/skos/core#"},
                                           {"xsd", "http://www.w3.org/2001/XMLSchema#"}});
  REQUIRE(read["@graph"].size() == 2);
  const nlohmann::json& node = read["@graph"][0];
  CHECK(node["@id"] == "urn:x:a");
  CHECK(node["@type"] == nlohmann::json::array({"skos:Concept"}));
  CHECK(node["skos:broader"] == nlohmann::json::array({{{"@id", "urn:x:b"}}}));
  CHECK(node["skos:prefLabel"] ==
        nlohmann::json::array({{{"@value", "say \"no\" \\ \n\r\t\x01"}, {"@language", "en"}},
                               {{"@value", "الجمارك 🛃"}, {"@language", "ar"}}}));
  CHECK(node["skos:note"] ==
        nlohmann::json::array({{{"@value", "true"}, {"@type", "xsd:boolean"}}, {{"@value", ""}}}));
}
