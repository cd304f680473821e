#include "indexer/vocabulary/skos.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entrepot;

namespace {

/// The statements about one subject, as "predicate object".
std::vector<std::string> said_of(const RdfGraph& graph, const std::string& iri) {
  std::vector<std::string> out;
  for (const RdfSubject& subject : graph.subjects)
    if (subject.iri == iri)
      for (const auto& [predicate, object] : subject.statements)
        out.push_back(predicate + " " +
                      (object.iri.empty()
                           ? "\"" + object.text + "\"" +
                                 (object.language.empty() ? "" : "@" + object.language)
                           : object.iri));
  return out;
}
using Said = std::vector<std::string>;

Vocabulary example() {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {
      {.id = "compliance", .label = {{"en", "Compliance"}}},
      {.id = "aeo",
       .label = {{"en", "AEO"}, {"es", "Operador"}},
       .alt = {{"en", {"AEO", "trusted trader"}}, {"es", {"OEA"}}},
       .acronyms = {{"any", {"AEO"}}, {"es", {"OEA"}}},
       .broader = "compliance",
       .former = {{"Authorised trader", "2005"}, {"AEO", ""}},
       .note = "N.",
       .refs = {"tfa:7.7"},
       .unverified = {"es", "fr"},
       .ambiguous = {"OEA"}},
      {.id = "trader", .label = {{"en", "Trader"}}, .replaced_by = "aeo"}};
  vocabulary.lists["programmes"] = {{.id = "p",
                                     .label = {{"en", "P"}},
                                     .years = {"2018-12", "2024"},
                                     .lead = "wco",
                                     .funders = {"seco"},
                                     .countries = {"BO", "PE"}},
                                    {.id = "q", .label = {{"en", "Q"}}, .years = {"2020"}}};
  vocabulary.lists["organisations"] = {{.id = "wco", .label = {{"en", "WCO"}}, .kind = "io"}};
  vocabulary.lists["administrations"] = {
      {.id = "adm-bo", .label = {{"en", "Customs"}}, .country = "BO"}};
  vocabulary.lists["groups"] = {{.id = "andes", .label = {{"en", "A"}}, .members = {"BO", "PE"}}};
  vocabulary.lists["kinds"] = {
      {.id = "lesson", .label = {{"en", "Lesson"}}, .cues = {{"fr", {"leçon", "leçons"}}}}};
  vocabulary.lists["language"] = {
      {.id = "en", .label = {{"en", "English"}}, .function_words = {"the"}}};
  return vocabulary;
}

}  // namespace

TEST_CASE("a list is a scheme whose top concepts have nothing broader") {
  const RdfGraph graph = to_skos(example(), "urn:v:");
  CHECK(graph.subjects.front().iri == "urn:v:themes");
  CHECK(said_of(graph, "urn:v:themes") == Said{"rdf:type skos:ConceptScheme",
                                               "dct:title \"Themes\"@en",
                                               "skos:hasTopConcept urn:v:themes/compliance",
                                               "skos:hasTopConcept urn:v:themes/trader"});
  CHECK(said_of(graph, "urn:v:themes/compliance") ==
        Said{"rdf:type skos:Concept", "skos:inScheme urn:v:themes",
             "skos:topConceptOf urn:v:themes", "skos:notation \"compliance\"",
             "skos:prefLabel \"Compliance\"@en", "skos:narrower urn:v:themes/aeo"});
}

TEST_CASE("a name that a concept has in a language twice stands once, as the strongest label") {
  CHECK(said_of(to_skos(example(), "https://e.org/v/"), "https://e.org/v/themes/aeo") ==
        Said{"rdf:type skos:Concept", "skos:inScheme https://e.org/v/themes",
             "skos:notation \"aeo\"", "skos:prefLabel \"AEO\"@en", "skos:prefLabel \"Operador\"@es",
             "skos:altLabel \"trusted trader\"@en", "skos:altLabel \"OEA\"@es",
             "skos:altLabel \"AEO\"", "skos:hiddenLabel \"Authorised trader\"",
             "skos:broader https://e.org/v/themes/compliance",
             "skos:relatedMatch https://e.org/v/measures/tfa:7.7", "skos:note \"N.\"@en",
             "skos:editorialNote \"Labels nobody has verified: es; fr\"@en",
             "skos:editorialNote \"Names that another concept has, too: OEA\"@en"});
}

TEST_CASE("what only some lists have becomes statements of its own") {
  const RdfGraph graph = to_skos(example(), "urn:v:");
  const auto says = [&](const std::string& iri, const std::string& statement) {
    const Said said = said_of(graph, "urn:v:" + iri);
    return std::count(said.begin(), said.end(), statement) == 1;
  };
  CHECK(says("themes/trader", "dct:isReplacedBy urn:v:themes/aeo"));
  CHECK(says("themes/trader", "owl:deprecated \"true\""));
  CHECK(says("programmes/p", "dct:temporal \"2018-12/2024\""));
  CHECK(says("programmes/q", "dct:temporal \"2020/..\""));
  CHECK(says("programmes/p", "schema:provider urn:v:organisations/wco"));
  CHECK(says("programmes/p", "schema:funder urn:v:organisations/seco"));
  CHECK(says("programmes/p", "dct:spatial urn:v:countries/PE"));
  CHECK(says("organisations/wco", "dct:type \"io\""));
  CHECK(says("administrations/adm-bo", "dct:spatial urn:v:countries/BO"));
  CHECK(says("groups/andes", "dct:hasPart urn:v:countries/BO"));
  CHECK(says("kinds/lesson", "skos:hiddenLabel \"leçons\"@fr"));
  CHECK(says("language/en", "skos:prefLabel \"English\"@en"));
}

TEST_CASE("a base is an absolute IRI that ids can follow") {
  for (const char* const base :
       {"urn:entrepot:", "https://example.org/v/", "http://e.org/v#", "tag:e.org,2026:"}) {
    CAPTURE(base);
    CHECK(is_base_iri(base));
  }
  for (const char* const base :
       {"", "urn", ":", "x:", "/v/", "example.org/v/", "https://example.org/v", "1a:b/", "a b:c/",
        "https://e.org/<v>/", "https://e.org/\n/", "https://e.org/\"/", "skos:v/", "owl:v#"}) {
    CAPTURE(base);
    CHECK_FALSE(is_base_iri(base));
  }
}
