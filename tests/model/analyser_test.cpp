#include "model/text/analyser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/index_schema.h"

using namespace entrepot;

namespace {

Vocabulary vocabulary() {
  Vocabulary out;
  out.lists["language"] = {
      Concept{.id = "en",
              .function_words = {"the", "of", "what", "is", "not", "can", "be"},
              .protected_words = {"customs"}},
      Concept{.id = "es", .function_words = {"de", "la", "qué", "sea", "como"}},
      Concept{.id = "fr", .function_words = {"de", "la", "car", "que"}},
      Concept{.id = "zh", .function_words = {"的", "如何"}},
  };
  out.lists["countries"] = {
      Concept{
          .id = "NE", .label = {{"en", "Niger"}, {"fr", "Niger"}}, .alt = {{"en", {"Nigerien"}}}},
      Concept{.id = "NG", .label = {{"en", "Nigeria"}}},
      Concept{.id = "GN", .label = {{"en", "Guinea"}}},
      Concept{.id = "GW", .label = {{"en", "Guinea-Bissau"}}},
      Concept{.id = "KY", .label = {{"en", "Cayman Islands"}}},
      Concept{.id = "FO", .label = {{"en", "Faroe Islands"}}},
      Concept{.id = "SB", .label = {{"en", "Solomon Islands"}}}};
  return out;
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> out;
  for (const Token& token : tokenize(text)) out.push_back(token.word);
  return out;
}

std::vector<std::string> terms(const std::string& text, const std::string& language) {
  static const Analyser kAnalyser(vocabulary());
  std::vector<std::string> out;
  for (const TermAt& at : kAnalyser.index_terms(text, language)) out.push_back(at.term);
  return out;
}

bool shares_a_term(const std::string& text, const std::string& language, const std::string& query) {
  static const Analyser kAnalyser(vocabulary());
  const std::vector<std::string> indexed = terms(text, language);
  const auto has = [&indexed](const std::string& term) {
    return std::find(indexed.begin(), indexed.end(), term) != indexed.end();
  };
  for (const QueryWord& word :
       kAnalyser.query_words(query, {"en", "es", "fr", "pt", "ru", "ar", "zh"})) {
    bool found = false;
    for (const auto* forms : {&word.exact, &word.folded, &word.stems, &word.grams})
      found = found || std::any_of(forms->begin(), forms->end(), has);
    if (!found) return false;
  }
  return true;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("words come in compatible, folded form whatever they were typed as") {
  CHECK(words("ＦＵＬＬ ﬁnance Straße ÉCOLE e\u0301cole") ==
        Strings{"full", "finance", "strasse", "école", "école"});
  CHECK(words("İstanbul") == Strings{"istanbul"});
  CHECK(words("٢٠٢٣ १२ ２０２２") == Strings{"2023", "12", "2022"});
}

TEST_CASE(
    "abbreviations, thousands and joined words are taken apart or together as people mean them") {
  CHECK(words("A.E.O. U.S.") == Strings{"aeo", "us"});
  CHECK(words("1,000 1'234'567 12,34 7.4") == Strings{"1000", "1234567", "12,34", "7.4"});
  CHECK(words("time-release snake_case and/or") ==
        Strings{"time", "release", "snake", "case", "and", "or"});
}

TEST_CASE("elisions and possessives are cut off") {
  CHECK(words("l'école d’analyse qu'elle dell'ufficio") ==
        Strings{"école", "analyse", "elle", "ufficio"});
  CHECK(words("Bolivia's customs' o'brien") == Strings{"bolivia", "customs", "o'brien"});
}

TEST_CASE("Arabic loses tatweel and vowel signs, and presentation forms become letters") {
  CHECK(words("المخاطـــر الْجَمَارِك ﻻ") == Strings{"المخاطر", "الجمارك", "لا"});
}

TEST_CASE("Thai, Chinese and Japanese are split by dictionary, Korean by spaces") {
  CHECK(words("การจัดการความเสี่ยง").size() > 2);
  CHECK(words("海关风险管理") == Strings{"海关", "风险", "管理"});
  CHECK(words("한국 관세청") == Strings{"한국", "관세청"});
}

TEST_CASE("a token knows the bytes it stands for and every character of Han takes a position") {
  const std::string text = "Les ÉTUDES: 海关 x";
  const std::vector<Token> tokens = tokenize(text);
  REQUIRE(tokens.size() == 4);
  CHECK(text.substr(tokens[1].begin, tokens[1].end - tokens[1].begin) == "ÉTUDES");
  CHECK(tokens[1].folded == "etudes");
  CHECK(tokens[1].acronym);
  CHECK_FALSE(tokens[0].acronym);
  CHECK(tokens[2].position == 2);
  CHECK(tokens[2].length == 2);
  CHECK(tokens[3].position == 4);
}

TEST_CASE("whatever the text, its tokens are in order, apart, and found again where they stand") {
  for (const std::string text : {"The A.E.O. 1,000 l'évaluation", "ﬁnance ½ ㎞ İstanbul",
                                 "المخاطـــر ﻻ", "ｶﾞｷﾞ ナショナル 海关风险", "การจัดการ",
                                 "x\u0301y\u0302 😀 e\u0301", "ёлка Й й", "हिन्दी में"}) {
    std::size_t end = 0;
    for (const Token& token : tokenize(text)) {
      CHECK(token.begin >= end);
      CHECK(token.end > token.begin);
      const std::vector<Token> again = tokenize(text.substr(token.begin, token.end - token.begin));
      REQUIRE_MESSAGE(!again.empty(), token.word);
      CHECK(again.front().word.substr(0, 1) == token.word.substr(0, 1));
      end = token.end;
    }
  }
}

TEST_CASE("a text is indexed by exact word, folded word and stem of its own language") {
  CHECK(terms("évaluation risks", "fr") ==
        Strings{"évaluation", "F:evaluation", "Zfr:évalu", "risks", "Zfr:risk"});
  CHECK(terms("risks", "en-GB") == Strings{"risks", "Zen:risk"});
  CHECK(terms("risks", "") == Strings{"risks"});
  CHECK(terms("ризики", "uk") == Strings{"ризики"});
}

TEST_CASE("protected words, names of countries and figures are never stemmed") {
  CHECK(terms("customs", "en") == Strings{"customs"});
  CHECK(terms("Nigerien Nigeria Niger", "fr") == Strings{"nigerien", "nigeria", "niger"});
  CHECK(terms("Guinea", "en") == Strings{"guinea"});
  CHECK(terms("2022 24h", "en") == Strings{"2022", "24h"});
}

TEST_CASE("a word that many countries' names share is stemmed like any other") {
  CHECK(terms("islands", "en") == Strings{"islands", "Zen:island"});
}

TEST_CASE("Han is indexed by character and pair, and pairs cross the dictionary's borders") {
  const Analyser analyser(vocabulary());
  const std::vector<TermAt> all = analyser.index_terms("海关风 x 税", "zh", 10);
  const std::vector<TermAt> expected{
      {.term = "海", .position = 10, .weight = 0}, {.term = "海关", .position = 10},
      {.term = "关", .position = 11, .weight = 0}, {.term = "关风", .position = 11},
      {.term = "风", .position = 12, .weight = 0}, {.term = "x", .position = 13},
      {.term = "税", .position = 14, .weight = 1}};
  CHECK(all == expected);
}

TEST_CASE("people find a word however they spell it") {
  CHECK(shares_a_term("La gestión de riesgos", "es", "gestion"));
  CHECK(shares_a_term("evaluaciones", "es", "evaluacion"));
  CHECK(shares_a_term("facilitación", "es", "FACILITACION"));
  CHECK(shares_a_term("avaliações", "pt", "avaliacao"));
  CHECK(shares_a_term("les systèmes", "fr", "systemes"));
  CHECK(shares_a_term("управления рисками", "ru", "управление риск"));
  CHECK(shares_a_term("ёлка", "ru", "елка"));
  CHECK(shares_a_term("إدارة المخاطر", "ar", "ادارة المخاطر"));
  CHECK(shares_a_term("海关风险管理", "zh", "风险管理"));
  CHECK(shares_a_term("Øresund Łódź", "", "oresund lodz"));
  CHECK(shares_a_term("Ελλάδα", "el", "ελλαδα"));
  CHECK_FALSE(shares_a_term("custom made", "en", "customs"));
  CHECK_FALSE(shares_a_term("Nigeria", "en", "Niger"));
}

TEST_CASE("every word of a text, asked for as it stands, shares a term with the text") {
  for (const auto& [text, language] : std::vector<std::pair<std::string, std::string>>{
           {"The A.E.O. programme's 1,000 snake_case 7.4 C-TPAT", "en"},
           {"l'évaluation qu’elle systèmes", "fr"},
           {"海关如何缩短放行时间 customs 税", "zh"},
           {"การจัดการความเสี่ยง", "th"},
           {"الْجَمَارِك إدارة ٢٠٢٣", "ar"},
           {"Ёлка управления", "ru"},
           {"한국 관세청은", "ko"},
           {"ナショナル ｶﾞｷﾞ を食べる", "ja"}})
    for (const Token& token : tokenize(text))
      CHECK_MESSAGE(
          shares_a_term(text, language, text.substr(token.begin, token.end - token.begin)),
          token.word);
}

TEST_CASE("function words carry no meaning, with or without accents, unless written as a name") {
  const Analyser analyser(vocabulary());
  const auto is_function = [&](const std::string& text) {
    std::vector<bool> out;
    for (const QueryWord& word : analyser.query_words(text, {"en", "es", "zh"}))
      out.push_back(word.is_function_word);
    return out;
  };
  CHECK(is_function("what is not measured") == std::vector<bool>{true, true, true, false});
  CHECK(is_function("que riesgo") == std::vector<bool>{true, false});
  CHECK(is_function("riesgo de fraude") == std::vector<bool>{false, true, false});
  CHECK(is_function("CAN countries") == std::vector<bool>{false, false});
  CHECK(is_function("WHAT IS RISK") == std::vector<bool>{true, true, false});
  CHECK(is_function("海关如何") == std::vector<bool>{false, true});
}

TEST_CASE("a function word of one language is a word of another until its language shows") {
  const Analyser analyser(vocabulary());
  const auto is_function = [&](const std::string& text, std::size_t at) {
    return analyser.query_words(text, {"en", "es", "fr"}).at(at).is_function_word;
  };
  CHECK_FALSE(is_function("car imports", 0));
  CHECK_FALSE(is_function("sea transport", 0));
  CHECK(is_function("como sea posible", 1));
}

TEST_CASE("no term is longer than the index can hold, and none is cut inside a character") {
  std::string word;
  for (int i = 0; i < 400; ++i) word += "é";
  for (const std::string& term : terms(word, "fr")) {
    CHECK(term.size() <= kMaxTermBytes - 20);
    CHECK((static_cast<unsigned char>(term.back()) & 0xC0) != 0xC0);
  }
}

TEST_CASE("text without words has no terms") {
  CHECK(terms("", "en").empty());
  CHECK(terms("… — !? 😀 \n", "en").empty());
}
