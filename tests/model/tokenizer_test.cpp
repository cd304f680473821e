#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/text/analyser.h"

using namespace entrepot;

namespace {

using Strings = std::vector<std::string>;

Strings words(const std::string& text) {
  Strings out;
  for (const Token& token : tokenize(text)) out.push_back(token.word);
  return out;
}

Strings folded(const std::string& text) {
  Strings out;
  for (const Token& token : tokenize(text)) out.push_back(token.folded);
  return out;
}

std::string original(const std::string& text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

std::string repeat(const std::string& piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

/// Each is whole when it stands alone: no dictionary decides where it is cut.
const Strings kTexts{
    "The A.E.O. 1,000 programme's l'évaluation d'aujourd'hui, snake_case; end.Next",
    "ﬁnance ㎞ İstanbul ＡＥＯ Straße ASYCUDA™",
    "المخاطـــر ﻻ الْجَمَارِك إدارة ٢٠٢٣",
    "שָׁלוֹם מע״מ צ׳ק",
    "x\u0301y\u0302 😀 e\u0301cole e\u0301",
    "ёлка Й й управления рисками",
    "हिन्दी में १२",
    "Ελλάδα ΤΕΛΩΝΕΊΟΥΣ",
    "Oʻzbekiston O’zbekiston п’ять col·laboració Türkiye'de",
    "C-TPAT 7.4 12,5 1.000.000 24h CO₂ № 5"};

}  // namespace

TEST_CASE("a zero width space parts words, as it does in Thai and in pasted text") {
  std::vector<std::string> words;
  for (const Token& token : tokenize("risk\u200Bmanagement")) words.push_back(token.word);
  CHECK(words == std::vector<std::string>{"risk", "management"});
}

TEST_CASE("words come in compatible, folded form whatever they were typed as") {
  CHECK(words("ＦＵＬＬ ﬁnance Straße ÉCOLE e\u0301cole") ==
        Strings{"full", "finance", "strasse", "école", "école"});
  CHECK(words("İstanbul I\u0307zmir") == Strings{"istanbul", "izmir"});
  CHECK(words("٢٠٢٣ १२ ２０２２ ๒๕๖๕") == Strings{"2023", "12", "2022", "2565"});
  CHECK(words("ΤΕΛΩΝΕΊΟΥΣ τελωνείους") == Strings{"τελωνείουσ", "τελωνείουσ"});
  CHECK(words("cus\u00ADtoms ASYCUDA™ CO₂") == Strings{"customs", "asycuda", "co2"});
}

TEST_CASE("an apostrophe is one whatever key it was typed with") {
  for (const std::string typed :
       {"O'zbekiston", "O’zbekiston", "O‘zbekiston", "Oʻzbekiston", "Oʼzbekiston", "O`zbekiston"}) {
    CHECK(words(typed) == Strings{"o'zbekiston"});
    CHECK(folded(typed) == Strings{"ozbekiston"});
  }
  CHECK(words("п'ять п’ять пʼять") == Strings{"п'ять", "п'ять", "п'ять"});
}

TEST_CASE("abbreviations, thousands and joined words are cut or kept as people mean them") {
  CHECK(words("A.E.O. U.S. т.е. e.g.") == Strings{"aeo", "us", "те", "eg"});
  CHECK(words("1,000 1'234'567 1,234.56 ١٬٠٠٠") == Strings{"1000", "1234567", "1234.56", "1000"});
  CHECK(words("12,34 7.4 10.2.1 ٣٫٥") == Strings{"12,34", "7.4", "10.2.1", "3.5"});
  CHECK(words("2022,2023 7,8,9 1;2") == Strings{"2022", "2023", "7", "8", "9", "1", "2"});
  CHECK(words("time-release snake_case and/or tfa:7.4") ==
        Strings{"time", "release", "snake", "case", "and", "or", "tfa", "7.4"});
  CHECK(words("the end.Next wcoomd.org Ph.D") ==
        Strings{"the", "end", "next", "wcoomd", "org", "ph", "d"});
}

TEST_CASE("elisions and possessives are cut off") {
  CHECK(words("l'école d’analyse qu'elle dell'ufficio un'altra") ==
        Strings{"école", "analyse", "elle", "ufficio", "altra"});
  CHECK(words("d'aujourd'hui L’Oréal's") == Strings{"aujourd'hui", "oréal"});
  CHECK(words("Bolivia's Bolivia’s customs' o'brien don't") ==
        Strings{"bolivia", "bolivia", "customs", "o'brien", "don't"});
}

TEST_CASE("Arabic loses tatweel and vowel signs, and presentation forms become letters") {
  CHECK(words("المخاطـــر الْجَمَارِك ﻻ") == Strings{"المخاطر", "الجمارك", "لا"});
  CHECK(folded("إدارة أعمال آلية على گمرک ایران") ==
        Strings{"اداره", "اعمال", "اليه", "علي", "گمرك", "ايران"});
}

TEST_CASE("Hebrew loses its points and keeps its abbreviations") {
  CHECK(words("שָׁלוֹם מע״מ מע\"מ") == Strings{"שלום", "מע\"מ", "מע\"מ"});
}

TEST_CASE("marks that make another letter stay, in every script but Latin and Greek") {
  CHECK(folded("Évaluation Øresund Ελλάδα ёлка й") ==
        Strings{"evaluation", "oresund", "ελλαδα", "елка", "й"});
  CHECK(folded("हिन्दी में") == words("हिन्दी में"));
  CHECK(folded("データ ﾃﾞｰﾀ") == Strings{"データ", "データ"});
  CHECK(folded("col·laboració o'brien") == Strings{"collaboracio", "obrien"});
}

TEST_CASE("Thai is split by dictionary, with its am whole and its noun makers apart") {
  CHECK(words("การจัดการความเสี่ยง") == Strings{"การ", "จัดการ", "ความ", "เสี่ยง"});
  CHECK(words("การนำเข้าสินค้า") == Strings{"การ", "นำ", "เข้า", "สินค้า"});
  CHECK(words("นำเข้า") == Strings{"นำ", "เข้า"});
  CHECK(words("น้ำ") == Strings{"น้ำ"});
  CHECK(words("น\u0E4D\u0E49า") == words("น้ำ"));  // the ring typed before the tone
  CHECK(words("เเละ") == words("และ"));           // two e for ae
  CHECK(words("เหตุการณ์") == Strings{"เหตุการณ์"});
}

TEST_CASE("Lao, Khmer and Burmese are split by dictionary") {
  CHECK(words("ນຳເຂົ້າສິນຄ້າ") == Strings{"ນຳ", "ເຂົ້າ", "ສິນຄ້າ"});
  CHECK(words("ការគ្រប់គ្រងហានិភ័យ") == Strings{"ការគ្រប់គ្រង", "ហានិភ័យ"});
  CHECK(words("အကောက်ခွန်ဦးစီးဌာန") == Strings{"အကောက်ခွန်", "ဦးစီးဌာန"});
}

TEST_CASE("Chinese and Japanese are split by dictionary, Korean by spaces") {
  CHECK(words("海关风险管理") == Strings{"海关", "风险", "管理"});
  CHECK(words("データ管理を行う") == Strings{"データ", "管理", "を", "行う"});
  CHECK(words("한국 관세청") == Strings{"한국", "관세청"});
}

TEST_CASE("where the script changes a word ends") {
  CHECK(words("AEO제도 제7조 2022年度 Tシャツ") ==
        Strings{"aeo", "제도", "제", "7", "조", "2022", "年度", "t", "シャツ"});
  std::vector<unsigned> runs;
  for (const Token& token : tokenize("海关风险 海关x关税、税 관세")) runs.push_back(token.run);
  CHECK(runs == std::vector<unsigned>{1, 1, 2, 0, 3, 4, 5});
}

TEST_CASE("an emoji, a flag or a sign is no word") {
  CHECK(words("🇧🇴 ⚠️ 👩‍💻 … — + ©").empty());
  CHECK(words("1️⃣ risk") == Strings{"1", "risk"});
}

TEST_CASE("a token knows the bytes it stands for and every character of Han takes a position") {
  const std::string text = "Les ÉTUDES: 海关 x";
  const std::vector<Token> expected{
      {.word = "les", .folded = "les", .begin = 0, .end = 3},
      {.word = "études", .folded = "etudes", .begin = 4, .end = 11, .position = 1, .acronym = true},
      {.word = "海关",
       .folded = "海关",
       .begin = 13,
       .end = 19,
       .position = 2,
       .length = 2,
       .run = 1},
      {.word = "x", .folded = "x", .begin = 20, .end = 21, .position = 4}};
  CHECK(tokenize(text) == expected);
}

TEST_CASE("capitals make an acronym, a capital letter does not") {
  std::vector<bool> acronyms;
  for (const Token& token : tokenize("AEO A.E.O. l’OMD Aeo A ТС C-TPAT AEOs"))
    acronyms.push_back(token.acronym);
  CHECK(acronyms == std::vector<bool>{true, true, true, false, false, true, false, true, false});
}

TEST_CASE("the bytes a token stands for, split again, are the same word") {
  for (const std::string& text : kTexts)
    for (const Token& token : tokenize(text)) {
      const std::vector<Token> again = tokenize(original(text, token));
      REQUIRE_MESSAGE(again.size() == 1, original(text, token));
      CHECK(again.front().word == token.word);
      CHECK(again.front().folded == token.folded);
      CHECK(again.front().acronym == token.acronym);
    }
}

TEST_CASE("a word of a text that was folded is the same word") {
  for (const std::string& text : kTexts)
    for (const Token& token : tokenize(text)) CHECK(words(token.word) == Strings{token.word});
}

TEST_CASE("tokens stand in the order of the text, apart unless one letter made them") {
  Strings texts = kTexts;
  texts.insert(texts.end(),
               {"海关风险管理、税。データ管理を行う", "การนำเข้าสินค้า", "관세청은 AEO제도"});
  for (const std::string& text : texts) {
    std::size_t end = 0;
    unsigned position = 0;
    for (const Token& token : tokenize(text)) {
      CHECK(token.begin >= end);
      CHECK(token.end > token.begin);
      CHECK(token.position == position);
      end = token.end;
      position += token.length;
    }
    CHECK(end <= text.size());
  }
  const std::string letter = "℀";  // a/c
  for (const Token& token : tokenize(letter)) CHECK(original(letter, token) == letter);
  CHECK(words(letter) == Strings{"a", "c"});
}

TEST_CASE("words of different lines or cells are not next to each other") {
  const auto positions = [](std::string_view text) {
    std::vector<unsigned> out;
    for (const Token& token : tokenize(text)) out.push_back(token.position);
    return out;
  };
  CHECK(positions("one two") == std::vector<unsigned>{0, 1});
  CHECK(positions("one\ttwo") == std::vector<unsigned>{0, 2});
  CHECK(positions("one.\n\nTwo three\tfour") == std::vector<unsigned>{0, 2, 3, 5});
  CHECK(positions("\n\tone \n") == std::vector<unsigned>{0});
  CHECK(positions("天\t数") == std::vector<unsigned>{0, 2});
  CHECK(tokenize("天\t数")[0].run != tokenize("天\t数")[1].run);
}

TEST_CASE("a text as long as a document may be is split whatever it is made of") {
  constexpr std::size_t kBytes = std::size_t{256} * 1024;
  CHECK(tokenize(repeat("a ", kBytes)).size() == kBytes / 2);
  CHECK(tokenize(repeat("a", kBytes)).size() == 1);
  CHECK(tokenize(repeat("a_", kBytes)).size() == kBytes / 2);
  CHECK(tokenize(repeat("l'", kBytes)).size() == 1);
  CHECK(tokenize(repeat("a.", kBytes)).size() == 1);
  CHECK(tokenize(repeat("1,", kBytes)).size() == kBytes / 2);
  CHECK(tokenize("e" + repeat("\u0301", kBytes)).size() == 1);
  CHECK_FALSE(tokenize(repeat("海", kBytes)).empty());
  CHECK_FALSE(tokenize(repeat("カ", kBytes)).empty());
  CHECK_FALSE(tokenize(repeat("한", kBytes)).empty());
  CHECK_FALSE(tokenize(repeat("ก", kBytes)).empty());
  CHECK_FALSE(tokenize(repeat("ﷺ", kBytes)).empty());
}
