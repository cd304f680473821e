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
      Concept{.id = "PR", .label = {{"en", "Puerto Rico"}}},
      Concept{.id = "KY", .label = {{"en", "Cayman Islands"}}},
      Concept{.id = "FO", .label = {{"en", "Faroe Islands"}}},
      Concept{.id = "SB", .label = {{"en", "Solomon Islands"}}}};
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

TEST_CASE("a text is indexed by exact word, folded word and stem of its own language") {
  CHECK(terms("évaluation risks", "fr") ==
        Strings{"évaluation", "F:evaluation", "Zfr:evalu", "risks", "Zfr:risk"});
  CHECK(terms("risks", "en-GB") == Strings{"risks", "Zen:risk"});
  CHECK(terms("risks", "EN") == Strings{"risks", "Zen:risk"});
  CHECK(terms("risikoer", "nb") == Strings{"risikoer", "Znb:risiko"});
  CHECK(terms("risks", "") == Strings{"risks"});
  CHECK(terms("ризики", "uk") == Strings{"ризики"});
}

TEST_CASE("protected words, names of countries and figures are never stemmed") {
  CHECK(terms("customs", "en") == Strings{"customs"});
  CHECK(terms("Nigerien Nigeria Niger", "fr") == Strings{"nigerien", "nigeria", "niger"});
  CHECK(terms("Guinea", "en") == Strings{"guinea"});
  CHECK(terms("2022 24h", "en") == Strings{"2022", "24h"});
}

TEST_CASE("the words of a long name are ordinary words") {
  CHECK(terms("islands", "en") == Strings{"islands", "Zen:island"});
  CHECK(terms("puerto", "es") == Strings{"puerto", "Zes:puert"});
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
  CHECK(shares_a_term("le système", "fr", "systemes"));
  CHECK(shares_a_term("une évaluation", "fr", "evaluations"));
  CHECK(shares_a_term("evaluations", "fr", "évaluation"));
  CHECK(shares_a_term("los tramites", "es", "trámite"));
  CHECK(shares_a_term("O'zbekiston", "uz", "Oʻzbekiston ozbekiston"));
  CHECK(shares_a_term("การนำเข้าสินค้า", "th", "นำเข้า"));
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
  CHECK(is_function("WHAT IS A RISK IN 2022") ==
        std::vector<bool>{true, true, false, false, false, false});
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

TEST_CASE("a stem is remembered for no longer than memory allows, and is the same after") {
  const std::string before = terms("declarations", "en").back();
  std::string many;
  for (int i = 0; i < 10'000; ++i) {
    std::string word = "w";
    for (int rest = i; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
    many += word + " ";
  }
  CHECK(terms(many, "en").size() == 20'000);
  CHECK(terms("declarations", "en").back() == before);
  CHECK(before == "Zen:declar");
}

TEST_CASE("the version names what decides which terms a text gets") {
  CHECK(analysis_version().starts_with("3; ICU 7"));
  CHECK(analysis_version().find("; Snowball of Xapian 1.4.") != std::string::npos);
}

TEST_CASE("text without words has no terms") {
  CHECK(terms("", "en").empty());
  CHECK(terms("… — !? 😀 \n", "en").empty());
}
