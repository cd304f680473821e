#include "service/search/likely_stretches.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Stretches = std::vector<std::pair<std::size_t, std::size_t>>;

const Analyser& analyser() {
  static const Analyser kAnalyser(test::small_vocabulary());
  return kAnalyser;
}

SoughtWords sought(std::string_view query) {
  return sought_words(parse_query_text(query, analyser(), {"en", "es", "fr", "ru"}), true);
}

/// The words of a text that are looked for, by splitting all of it.
Stretches found_in_all(std::string_view text, std::string_view language, const SoughtWords& words) {
  const std::vector<Token> tokens = tokenize(text);
  std::set<unsigned> positions;
  for (const TermAt& at : analyser().index_terms(tokens, language, 0))
    if (words.terms.contains(at.term)) positions.insert(at.position);
  Stretches out;
  for (const Token& token : tokens)
    if (positions.contains(token.position)) out.emplace_back(token.begin, token.end);
  return out;
}

}  // namespace

TEST_CASE("nothing that is looked for is passed over, in any language") {
  const std::vector<std::string> words{
      "dying",      "die",        "Skies",      "sky",      "naïve",    "naive",      "étude",
      "etude",      "l'étude",    "gestión",    "GESTION",  "A.E.O.",   "aeo",        "country's",
      "country",    "countries",  "año",        "ano",      "œuvre",    "oeuvre",     "ﬁnance",
      "finance",    "x-ray",      "ray",        "(valued)", "value,",   "\"values\"", "evaluate",
      "управление", "управления", "2012",       "1,000",    "1000",     "by",         "buy",
      "y",          "i",          "cafe\u0301", "café",     "«risque»", "risques",    "risk/s",
      "end.Next",   "next",       "snake_case", "case",     "ties",     "tying"};
  std::mt19937 random(3);
  const auto drawn = [&] { return words[random() % words.size()]; };
  std::size_t found = 0, left_out = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t n = 1 + random() % 12; n > 0; --n)
      text += drawn() + std::string(1, " \n\t "[random() % 4]);
    const std::string language =
        std::vector<std::string>{"en", "es", "fr", "ru", "de", ""}[random() % 6];
    const SoughtWords looked_for = sought(drawn() + " " + drawn());
    CAPTURE(text);
    CAPTURE(language);
    Stretches all;
    for (const Occurrence& one : find_occurrences(text, language, looked_for, analyser()))
      all.emplace_back(one.begin, one.end);
    const Stretches expected = found_in_all(text, language, looked_for);
    CHECK(all == expected);
    found += expected.size();
    std::size_t likely = 0;
    for (const auto& [begin, end] : likely_stretches(text, language, looked_for))
      likely += end - begin;
    left_out += text.size() - likely;
  }
  CHECK(found > 1000);
  CHECK(left_out > 10'000);
}

TEST_CASE(
    "of a phrase, and in a language whose stems begin otherwise, all of a text is looked at") {
  const Stretches whole{{0, 11}};
  CHECK(likely_stretches("border duty", "en", sought("\"border duty\"")) == whole);
  CHECK(likely_stretches("border duty", "id", sought("risk")) == whole);
  CHECK(likely_stretches("border duty", "en", sought("risk")).empty());
  CHECK(likely_stretches("border duty", "en", sought("duties")) == Stretches{{7, 11}});
}
