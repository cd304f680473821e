#include "model/text/word_forms.h"

#include <doctest/doctest.h>

#include <array>
#include <string_view>

using entrepot::text::are_forms_of_one_word;

namespace {

struct Pair {
  std::string_view one, other;
};

}  // namespace

TEST_CASE("in Arabic the article, particles, number and possessives make no other word") {
  for (const auto& [one, other] : std::array<Pair, 9>{{{"مخاطر", "المخاطر"},
                                                       {"تدريب", "للتدريب"},
                                                       {"تدريب", "والتدريبات"},
                                                       {"شركه", "الشركات"},
                                                       {"موظف", "الموظفين"},
                                                       {"موظف", "موظفون"},
                                                       {"بلد", "بلدان"},
                                                       {"تجربه", "تجربتنا"},
                                                       {"اداره", "باداراتها"}}}) {
    CHECK_MESSAGE(are_forms_of_one_word(one, other, "ar"), other);
    CHECK_MESSAGE(are_forms_of_one_word(other, one, "ar"), other);
  }
}

TEST_CASE("Arabic words of one root stay apart") {
  // work, and money, practical, procedure: one stem
  for (const std::string_view other : {"عمله", "عملي", "عمليه"})
    CHECK_MESSAGE(!are_forms_of_one_word(other, "العمل", "ar"), other);
  CHECK_FALSE(are_forms_of_one_word("الباني", "بان", "ar"));
}

TEST_CASE("elsewhere words differ in their last letters") {
  CHECK(are_forms_of_one_word("risk", "risks", "en"));
  CHECK_FALSE(are_forms_of_one_word("selectivity", "select", "en"));
  CHECK(are_forms_of_one_word("боливийскии", "боливийского", "ru"));
  CHECK_FALSE(are_forms_of_one_word("foro", "fotografia", "es"));
}
