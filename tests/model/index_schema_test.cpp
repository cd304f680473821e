#include "model/index_schema.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

#include "model/text/unicode.h"
#include "model/vocabulary.h"

namespace entrepot {

TEST_CASE("facets and fields are found by the names readers write") {
  for (const Facet& facet : kFacets) CHECK(find_facet(facet.name) == &facet);
  for (const Field& field : kFields) CHECK(find_field(field.name) == &field);
  CHECK(find_facet("countries") == nullptr);
  CHECK(find_facet("") == nullptr);
  CHECK(find_field("markdown") == nullptr);
}

TEST_CASE("every facet's values come from a list the corpus must have, or are their own labels") {
  const std::set<std::string> lists(vocabulary_names().begin(), vocabulary_names().end());
  for (const Facet& facet : kFacets) {
    CAPTURE(facet.name);
    CHECK((facet.vocabulary.empty() || lists.count(std::string(facet.vocabulary)) == 1));
  }
}

TEST_CASE("a separator stands before a value that could be read as part of its prefix") {
  CHECK(facet_term(*find_facet("country"), "BO") == "N:BO");
  CHECK(facet_term(*find_facet("theme"), "risk-management") == "XTHEMErisk-management");
  CHECK(facet_term(*find_facet("year"), "2022") == "Y2022");
  CHECK(facet_term(*find_facet("language"), "de") == "Lde");
  CHECK(prefixed_term("N", ":BO") == "N::BO");
  CHECK(prefixed_term("Q", "a-b#top") == "Qa-b#top");
  CHECK(prefixed_term("Q", "") == "Q");
}

TEST_CASE("a term is never longer than Xapian takes and never ends within a character") {
  CHECK(prefixed_term("XTHEME", std::string(300, 'a')) == "XTHEME" + std::string(239, 'a'));
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "标";
  const std::string term = prefixed_term("XTHEME", wide);
  CHECK(term == "XTHEME" + wide.substr(0, 237));
  CHECK_FALSE(find_invalid_utf8(term));
  CHECK(prefixed_term("", std::string(245, 'a')) == std::string(245, 'a'));
}

TEST_CASE("two different facet values never share a term") {
  std::set<std::string> terms;
  std::size_t values = 0;
  for (const Facet& facet : kFacets)
    for (const std::string_view value : {"BO", ":BO", "bo", "THEME", "XTHEMEa", "2022", "tfa:7.4",
                                         "::", ":", "É", "a", "Za", "_none"}) {
      terms.insert(facet_term(facet, value));
      ++values;
    }
  CHECK(terms.size() == values);
}

TEST_CASE("values packed into one slot come back as they were") {
  CHECK(pack_values({}).empty());
  CHECK(unpack_values("").empty());
  CHECK(pack_values({"BO"}) == "BO");
  CHECK(pack_values({"BO", "PE"}) == "BO\nPE");
  std::mt19937 random(4);
  const std::vector<std::string> pieces{"a", "BO", "é", " ", "标", "tfa:7.4", std::string(1, '\0'),
                                        "\t"};
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1), few(0, 6);
  for (int i = 0; i < 5000; ++i) {
    std::vector<std::string> values(few(random));
    for (std::string& value : values) {
      value = pieces[piece(random)];
      for (std::size_t more = few(random); more > 0; --more) value += pieces[piece(random)];
    }
    CHECK(unpack_values(pack_values(values)) == values);
  }
}

}  // namespace entrepot
