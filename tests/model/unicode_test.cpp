#include "model/text/unicode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace entrepot;

TEST_CASE("small letters are told from capitals and from scripts without case") {
  CHECK(has_small_letters("Abc"));
  CHECK(has_small_letters("ÉÀ é"));
  CHECK(has_small_letters("ДМс"));
  CHECK_FALSE(has_small_letters("UN/CEFACT 4"));
  CHECK_FALSE(has_small_letters("ÉÀ ДМС"));
  CHECK_FALSE(has_small_letters("海关"));
  CHECK_FALSE(has_small_letters("الجمارك"));
  CHECK_FALSE(has_small_letters(""));
}

TEST_CASE("UTF-8 is whole or breaks at a byte that is named") {
  CHECK_FALSE(find_invalid_utf8("Aduana, таможня, 海关, 😀").has_value());
  CHECK(find_invalid_utf8("ab\xFFz") == 2);
  CHECK(find_invalid_utf8(std::string("a\0b", 3)) == 1);
  CHECK(find_invalid_utf8("é\xC3") == 2);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);  // a surrogate
  CHECK(find_invalid_utf8("\xC0\xAF") == 0);      // longer than needed
}

TEST_CASE("text is cut between characters") {
  CHECK(cut_utf8("añb", 2) == "a");
  CHECK(cut_utf8("añb", 3) == "añ");
  CHECK(cut_utf8("海关", 5) == "海");
  CHECK(cut_utf8("ab", 9) == "ab");
  CHECK(count_code_points("añ海😀") == 4);
}

TEST_CASE("anchors keep letters, marks and digits of any script") {
  CHECK(to_anchor("Conclusion 4: Performance measurement") ==
        "conclusion-4-performance-measurement");
  CHECK(to_anchor("  ¿Qué sigue? ") == "qué-sigue");
  CHECK(to_anchor("Итоги / Результаты") == "итоги-результаты");
  CHECK(to_anchor("结论 1") == "结论-1");
  CHECK(to_anchor("हिन्दी में") == "हिन्दी-में");
  CHECK(to_anchor("…!") == "");
  CHECK(to_anchor("⚠️ Risk man\u00ADagement İstanbul") == "risk-management-istanbul");
  CHECK(to_anchor("E\u0301tudes 1️⃣") == "études-1");
}

TEST_CASE("accents fold where people leave them out and stay where they make another letter") {
  CHECK(fold_accents("Évaluation  à l’École") == "evaluation a l'ecole");
  CHECK(fold_accents("Łódź Øresund Æther ŒUVRE Straße") == "lodz oresund aether oeuvre strasse");
  CHECK(fold_accents("ёлка й Й") == "елка й й");
  CHECK(fold_accents("أإآٱ ى ة") == "اااا ي ه");
  CHECK(fold_accents("Ελλάδα") == "ελλαδα");
  CHECK(fold_accents("हिन्दी ガギ") == "हिन्दी ガギ");
}

TEST_CASE("titles sort as people sort them") {
  std::vector<std::string> titles{"Zambia",  "École", "etude 10", "Etude 2", "Ächtung",
                                  "ähnlich", "Eau",   "море",     "abc"};
  std::sort(titles.begin(), titles.end(), [](const auto& a, const auto& b) {
    return collation_key(a, 100) < collation_key(b, 100);
  });
  CHECK(titles == std::vector<std::string>{"abc", "Ächtung", "ähnlich", "Eau", "École", "Etude 2",
                                           "etude 10", "Zambia", "море"});
  CHECK(collation_key(std::string(500, 'a'), 100).size() == 100);
}

TEST_CASE("the direction of a text is that of most of its letters") {
  CHECK(is_right_to_left("إدارة المخاطر (AEO)"));
  CHECK_FALSE(is_right_to_left("The word إدارة"));
  CHECK_FALSE(is_right_to_left("2022"));
}
