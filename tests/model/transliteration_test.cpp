#include "model/text/transliteration.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using entrepot::in_other_letters;

TEST_CASE("a word is written in other letters as names of places are") {
  CHECK(in_other_letters("малаба").front() == "malaba");
  CHECK(in_other_letters("хоргос").front() == "khorgos");
  CHECK(in_other_letters("объект").front() == "obyekt");
  CHECK(in_other_letters("иркутск").front() == "irkutsk");
  CHECK(in_other_letters("αθηνα").front() == "athina");
}

TEST_CASE("a Russian name is met in other cases than the first") {
  for (const std::string word : {"катуна", "катуне", "катуны", "катуной"}) {
    const std::vector<std::string> forms = in_other_letters(word);
    CHECK_MESSAGE(std::find(forms.begin(), forms.end(), "katuna") != forms.end(), word);
  }
  const std::vector<std::string> forms = in_other_letters("бишкеке");
  CHECK(std::find(forms.begin(), forms.end(), "bishkek") != forms.end());
}

TEST_CASE("other letters, mixed ones and figures stay as they are") {
  for (const char* const word : {"bishkek", "海关", "سوبا", "2022", "aбв", "", "กรุงเทพ"})
    CHECK_MESSAGE(in_other_letters(word).empty(), word);
}
