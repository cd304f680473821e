#include "service/words/spelling.h"

#include <doctest/doctest.h>

using namespace entrepot;

namespace {

Spelling example() {
  Spelling spelling;
  for (const char* const word : {"management", "valuation", "valuations", "customs", "risk",
                                 "gestion", "управление", "المخاطر", "border", "boarder"})
    spelling.add(word, 3);
  spelling.add("border", 20);
  return spelling;
}

}  // namespace

TEST_CASE("a word one slip away from a known one is corrected") {
  const Spelling spelling = example();
  CHECK(spelling.correct("managment") == "management");    // left out
  CHECK(spelling.correct("manaagement") == "management");  // put in
  CHECK(spelling.correct("mamagement") == "management");   // changed
  CHECK(spelling.correct("mangaement") == "management");   // swapped
  CHECK(spelling.correct("anagement") == "management");
  CHECK(spelling.correct("управлние") == "управление");
  CHECK(spelling.correct("المخاظر") == "المخاطر");
}

TEST_CASE(
    "a known word, a short one, one with a digit and one that is far from all stay as they are") {
  const Spelling spelling = example();
  for (const char* const word : {"valuation", "rusk", "manag3ment", "mismanagement", "mangmnt", ""})
    CHECK_MESSAGE(spelling.correct(word).empty(), word);
}

TEST_CASE("of several near words the likelier slip is taken, then the word more texts have") {
  Spelling spelling = example();
  CHECK(spelling.correct("bordar") == "border");
  spelling.add("tarifa", 50);
  spelling.add("tariff", 2);
  CHECK(spelling.correct("tarif") == "tariff");  // a doubled letter
}
