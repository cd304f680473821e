#include "indexer/vocabulary/lookup.h"

#include <doctest/doctest.h>

using namespace entrepot;

namespace {

Vocabulary example() {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {
      {.id = "aeo",
       .label = {{"en", "Authorised economic operator"}, {"es", "Operador autorizado"}},
       .acronyms = {{"es", {"OEA"}}, {"pt", {"OEA"}}}},
      {.id = "trader", .label = {{"en", "Trusted trader"}}, .replaced_by = "aeo"}};
  vocabulary.lists["administrations"] = {
      {.id = "adm-gt",
       .label = {{"en", "Tax Administration of Guatemala"}},
       .acronyms = {{"es", {"SAT"}}},
       .country = "GT"},
      {.id = "adm-mx",
       .label = {{"en", "Tax Service of Mexico"}, {"es", "Servicio de Impuestos"}},
       .acronyms = {{"es", {"SAT"}}},
       .country = "MX"},
      {.id = "a", .label = {{"en", "Same"}}, .acronyms = {{"en", {"XYZ"}}}},
      {.id = "b", .label = {{"en", "Same"}}, .acronyms = {{"en", {"XYZ"}}}}};
  vocabulary.lists["countries"] = {{.id = "GT", .label = {{"en", "Guatemala"}}},
                                   {.id = "MX", .label = {{"en", "Mexico"}}}};
  vocabulary.lists["language"] = {{.id = "es", .label = {{"en", "Spanish"}}}};
  return vocabulary;
}

LookupAnswer answer(const std::string& name) {
  const Vocabulary vocabulary = example();
  return Lookup(vocabulary).answer(name);
}

}  // namespace

TEST_CASE("a name is answered by list, id and label, and how the entry bears it") {
  CHECK(answer("operador  AUTORIZADO") ==
        LookupAnswer{.is_known = true,
                     .text = "operador  AUTORIZADO:\n"
                             "  themes aeo  Authorised economic operator (label; es)\n"});
  CHECK(answer("OEA").text ==
        "OEA:\n  themes aeo  Authorised economic operator (acronym; es, pt)\n");
  CHECK(answer("operadores autorizados").text ==
        "operadores autorizados:\n"
        "  themes aeo  Authorised economic operator (label; es; another form)\n");
}

TEST_CASE("an ambiguous name is answered by the choices and what would settle it") {
  CHECK(answer("SAT") ==
        LookupAnswer{.is_known = true,
                     .text =
                         "SAT is ambiguous:\n"
                         "  administrations adm-gt  Tax Administration of Guatemala (acronym; es)\n"
                         "    settled by: country Guatemala\n"
                         "  administrations adm-mx  Tax Service of Mexico (acronym; es)\n"
                         "    settled by: country Mexico; words \"impuestos\", \"servicio\"\n"});
  CHECK(answer("XYZ").text ==
        "XYZ is ambiguous:\n"
        "  administrations a  Same (acronym; en)\n"
        "    settled by: nothing\n"
        "  administrations b  Same (acronym; en)\n"
        "    settled by: nothing\n");
}

TEST_CASE("an id is answered, too, and a retired one by what replaces it") {
  CHECK(answer("GT").text == "GT:\n  countries GT  Guatemala (id)\n");
  CHECK(answer("trader").text ==
        "trader:\n  themes aeo  Authorised economic operator (id, which replaces it)\n");
  CHECK(answer("Trusted trader").text ==
        "Trusted trader:\n  themes aeo  Authorised economic operator (label; en)\n");
}

TEST_CASE("a name that stands for nothing is answered by the nearest one") {
  CHECK(answer("operador autorisado") ==
        LookupAnswer{.text = "unknown name 'operador autorisado'; did you mean 'Operador "
                             "autorizado'?\n"});
  CHECK(answer("football").text == "unknown name 'football'; the names are in vocabulary/\n");
  CHECK(answer("sat").text == "unknown name 'sat'; the names are in vocabulary/\n");
  CHECK(answer("a\nb\x1b").text == "unknown name 'a\uFFFDb\uFFFD'; the names are in vocabulary/\n");
  CHECK_FALSE(answer("").is_known);
}
