#include "model/measure_references.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// "tfa:7.6 tfa:8?" of each reference; '?' is assumed.
std::string ids(std::string_view text, ReferenceSetting setting) {
  std::string out;
  for (const MeasureReference& one : find_measure_references(text, setting))
    out += (out.empty() ? "" : " ") + to_string(one) + (one.is_assumed ? "?" : "");
  return out;
}
std::string in_question(std::string_view text) { return ids(text, ReferenceSetting::Question); }
std::string in_document(std::string_view text) { return ids(text, ReferenceSetting::Document); }

struct Writings {
  std::string_view id;
  std::vector<std::string_view> texts;
};

const std::vector<Writings>& named_writings() {
  static const std::vector<Writings> kAll{
      {"tfa:7.6",
       {"TFA 7.6",
        "tfa 7.6",
        "TFA7.6",
        "TFA-7.6",
        "tfa:7.6",
        "ＴＦＡ ７.６",
        "TFA Art 7:6",
        "TFA Art. 7.6",
        "TFA art.7(6)",
        "TFA Art. 7 (6)",
        "TFA, Article 7 para 6",
        "TFA Article 7 § 6",
        "Article 7.6 TFA",
        "Article 7.6 of the TFA",
        "Article 7(6)(a) of the TFA",
        "article 7, paragraph 6 of the Trade Facilitation Agreement",
        "paragraph 6 of Article 7 of the WTO Trade Facilitation Agreement (TFA)",
        "Article 7.6 (TFA)",
        "WTO TFA Article 7.6",
        "the WTO's Trade Facilitation Agreement, Article 7.6",
        "measure 7.6 of the TFA",
        "Artículo 7, párrafo 6 del AFC",
        "artículo 7.6 del Acuerdo sobre Facilitación del Comercio (AFC)",
        "AFC, artículo 7, apartado 6",
        "párrafo 6 del artículo 7 del AFC",
        "AFC de la OMC, art. 7.6",
        "AFC 7.6",
        "article 7, paragraphe 6 de l'AFE",
        "l'article 7.6 de l'Accord sur la facilitation des échanges de l'OMC",
        "AFE 7.6",
        "paragraphe 6 de l'article 7 de l'AFE",
        "artigo 7.º, n.º 6 do AFC",
        "artigo 7, parágrafo 6 do Acordo sobre a Facilitação do Comércio",
        "статья 7, пункт 6 Соглашения об упрощении процедур торговли",
        "пункт 6 статьи 7 СУПТ",
        "п. 6 ст. 7 СУПТ ВТО",
        "статьи 7.6 Соглашения ВТО об упрощении процедур торговли",
        "المادة 7.6 من اتفاقية تيسير التجارة",
        "المادة ٧، الفقرة ٦ من اتفاقية تيسير التجارة",
        "الفقرة 6 من المادة 7 من اتفاق تسهيل التجارة",
        "الفقرة السادسة من المادة السابعة من اتفاقية تيسير التجارة",
        "TFA第7条第6款",
        "《贸易便利化协定》第7条第6款",
        "世贸组织《贸易便利化协定》第七条第六款",
        "贸易便利化协定第7.6条",
        "TFA 第 ７ 条 （6）"}},
      {"tfa:23.2", {"TFA Article 23.2", "贸易便利化协定第二十三条第二款", "Art 23 para 2 TFA"}},
      {"tfa:10.4.1",
       {"TFA 10.4.1", "Article 10.4(1) of the TFA", "paragraph 1 of Article 10.4 TFA"}},
      {"tfa:7",
       {"TFA 7", "Article 7 of the TFA", "TFA第七条", "Artículo 7 del AFC",
        "المادة 7 من اتفاقية تيسير التجارة"}},
      {"rkc:6.3",
       {"RKC 6.3", "RKC Standard 6.3", "RKC, standard 6.3", "Standard 6.3 of the RKC",
        "CKR norma 6.3", "Revised Kyoto Convention, General Annex, Chapter 6, Standard 6.3",
        "RKC GA 6.3", "General Annex Standard 6.3", "Norme 6.3 de la Convention de Kyoto révisée",
        "Norma 6.3 del Convenio de Kyoto revisado", "стандарт 6.3 Киотской конвенции",
        "المعيار 6.3 من اتفاقية كيوتو المعدلة", "京都公约标准6.3",
        "norma 6.3 da Convenção de Quioto revista"}},
      {"rkc:6",
       {"RKC 6", "General Annex Chapter 6",
        "Chapter 6 of the General Annex to the Kyoto Convention", "RKC chapter 6",
        "Annexe générale, chapitre 6", "Anexo General, capítulo 6 del CKR",
        "глава 6 Генерального приложения", "京都公约总附约第六章", "Kyoto Convention, chapter 6"}},
      {"rkc:j.5",
       {"RKC Specific Annex J, Chapter 5", "Specific Annex J5", "Specific Annex J.5",
        "Anexo Específico J, capítulo 5", "Annexe spécifique J, chapitre 5 de la CKR"}},
      {"rkc:k", {"Specific Annex K", "RKC Annex K"}},
      {"safe:2",
       {"SAFE pillar 2", "safe pillar 2", "SAFE pillar II", "SAFE Framework pillar II",
        "pillar 2 of SAFE", "Pilar 2 del Marco SAFE", "Marco SAFE pilar 2",
        "pilier 2 du Cadre SAFE", "SAFE, pilier n° 2", "опора 2 Рамочных стандартов SAFE",
        "SAFE框架第二支柱", "SAFE支柱二", "الركيزة 2 من إطار SAFE", "الركيزة الثانية من إطار SAFE",
        "pilar II do Quadro SAFE", "Pillar 2 of the WCO SAFE Framework of Standards"}},
      {"hs:2022",
       {"HS 2022", "HS2022", "HS-2022", "hs 2022", "HS (2022)",
        "2022 edition of the Harmonized System", "Harmonized System 2022 edition",
        "HS Nomenclature 2022", "SA 2022", "edición 2022 del Sistema Armonizado", "SH 2022",
        "version 2022 du Système harmonisé", "ГС 2022", "издание 2022 Гармонизированной системы",
        "النظام المنسق 2022", "2022年版《协调制度》", "协调制度2022年版"}},
  };
  return kAll;
}

}  // namespace

TEST_CASE(
    "every way of writing a measure with its instrument is one reference, in question and text") {
  for (const Writings& one : named_writings())
    for (const std::string_view text : one.texts) {
      CAPTURE(text);
      CHECK(in_question(text) == one.id);
      CHECK(in_document(text) == one.id);
      CHECK(in_document("A text has words before " + std::string(text) + "; and more after it") ==
            one.id);
    }
}

TEST_CASE("a reference takes the instrument beside it with it") {
  for (const Writings& one : named_writings())
    for (const std::string_view text : one.texts) {
      CAPTURE(text);
      const auto found = find_measure_references(text, ReferenceSetting::Question);
      REQUIRE(found.size() == 1);
      const std::string_view before = text.substr(0, found[0].begin);
      const std::string_view after = text.substr(found[0].end);
      // Articles before it and brackets around it are left.
      CHECK_MESSAGE((before.empty() || before == "the " || before == "l'" || before == "《"),
                    before);
      CHECK_MESSAGE((after.empty() || after == ")" || after == "》"), after);
    }
}

TEST_CASE("an article of nothing is the TFA's in a question, by custom") {
  for (const std::string_view text :
       {"article 7.6", "Article 7, paragraph 6", "art. 7(6)", "Art. 7 para 6", "art7.6", "Art 7:6",
        "artículo 7.6", "Artículo 7, párrafo 6", "article 7, paragraphe 6", "artigo 7.6",
        "статья 7, пункт 6", "п. 6 ст. 7", "第7条第6款", "第七条第六款", "المادة 7، الفقرة 6",
        "المادة ٧.٦"}) {
    CAPTURE(text);
    CHECK(in_question(text) == "tfa:7.6?");
  }
  CHECK(in_question("المادة 7") == "tfa:7?");
  CHECK(in_question("第七条") == "tfa:7?");
}

TEST_CASE("a question that names another law or agreement asks for no article of the TFA") {
  for (const std::string_view text :
       {"article 7 of the Customs Act", "Article 148 of Law 19.149", "article 7 GATT",
        "Article VII GATT", "constitution article 7", "artículo 7 de la Ley General de Aduanas",
        "article 7 du code des douanes", "статья 7 Таможенного кодекса",
        "المادة 7 من قانون الجمارك", "海关法第七条", "article 7 of the Customs Valuation Agreement",
        "Article 5 of the Kyoto Convention", "artículo 7 del Acuerdo sobre Valoración",
        "article 148", "customs code art. 7"}) {
    CAPTURE(text);
    CHECK(in_question(text).empty());
  }
}

TEST_CASE("what only looks like a reference is none") {
  for (const std::string_view text : {"in 2022",
                                      "7.6 million",
                                      "version 7.6",
                                      "page 7",
                                      "7.6",
                                      "TFA 2017",
                                      "TFA 7.6 million",
                                      "TFA 10 years on",
                                      "TFA: 7 % of trade",
                                      "chapter 6",
                                      "standard 6.3",
                                      "chapter 6 of the report",
                                      "pillar 2",
                                      "pillar 2 of the strategy",
                                      "HS 8471",
                                      "HS 1999",
                                      "HS Committee 2022",
                                      "the HS training, 2022",
                                      "in 2022 HS experts met",
                                      "edition 2022",
                                      "General Annex",
                                      "safe 2",
                                      "TFA",
                                      "art",
                                      "the art of 7",
                                      "第2022年",
                                      "第三方",
                                      "7条建议",
                                      "SAFE pillar 4",
                                      "RKC 1999",
                                      "TFA 164 members",
                                      "annex A",
                                      "article",
                                      "paragraph 6",
                                      "RKC 10 years later",
                                      "implemented TFA 12 measures"}) {
    CAPTURE(text);
    CHECK(in_question(text).empty());
    CHECK(in_document(text).empty());
  }
}

TEST_CASE("each item of a list is a reference") {
  CHECK(in_document("linked with Articles 7.8 and 8 of the Trade Facilitation Agreement (TFA).") ==
        "tfa:7.8 tfa:8");
  CHECK(in_document("TFA Articles 7.6, 7.7 and 10.4") == "tfa:7.6 tfa:7.7 tfa:10.4");
  CHECK(in_document("TFA 7.6 and 7.7") == "tfa:7.6 tfa:7.7");
  CHECK(in_document("artículos 7.6 y 7.7 del AFC") == "tfa:7.6 tfa:7.7");
  CHECK(in_document("AFE, articles 7 et 8") == "tfa:7 tfa:8");
  CHECK(in_document("статей 7.6 и 10.4 СУПТ") == "tfa:7.6 tfa:10.4");
  CHECK(in_question("SAFE pillars I and II") == "safe:1 safe:2");
  CHECK(in_question("TFA article 7.6 and 10 officers") == "tfa:7.6");
  CHECK(in_question("TFA articles 7,8") == "tfa:7 tfa:8");
  CHECK(in_question("TFA 7.6 or RKC 6.3") == "tfa:7.6 rkc:6.3");
}

TEST_CASE("in a document an article without its agreement is that of the one named last") {
  CHECK(in_document("Article 7.6 asks for it.") == "");
  CHECK(in_document("The TFA entered into force. Article 7.6 asks for it.") == "tfa:7.6");
  CHECK(in_document("Article 7.6 asks for it. So says the TFA.") == "tfa:7.6");
  CHECK(in_document("The TFA is law here. The code was changed. Article 7 is new.") == "");
  CHECK(in_document("The customs code was changed. Then came the TFA. Article 7.6 is new.") ==
        "tfa:7.6");
  CHECK(in_document(
            "Under the TFA, and under Article 148 of Law 19.149, and Article 12 of the Act") == "");
  CHECK(in_document("Article 7.7 of the TFA and Article 5 of the Customs Act") == "tfa:7.7");
  CHECK(in_document("the SAFE Framework and Article 7.7 of the TFA") == "tfa:7.7");
  CHECK(in_document("under the TFA 7 experts came") == "");
}

TEST_CASE("no reference goes on past a sentence, a line or a cell") {
  CHECK(in_document("He spoke of the TFA. 7.6 million came.") == "");
  CHECK(in_document("TFA\t7.6") == "");
  CHECK(in_document("TFA Article 7\n6 experts") == "tfa:7");
  CHECK(in_document("TFA Article 7. Paragraph 6") == "tfa:7");
}

TEST_CASE("a text with a reference speaks of the measure and of all it is part of") {
  Vocabulary vocabulary;
  vocabulary.lists["measures"] = {
      {.id = "tfa:7", .label = {{"en", "TFA 7: Release"}}},
      {.id = "tfa:7.6", .label = {{"en", "TFA 7.6: Times"}}, .broader = "tfa:7"},
      {.id = "tfa:8", .label = {{"en", "Old"}}, .replaced_by = "tfa:7"}};
  const auto of = [&](std::vector<std::string> parts) {
    return measures_of({.instrument = "tfa", .parts = std::move(parts)}, vocabulary);
  };
  using Ids = std::vector<std::string>;
  CHECK(of({"7", "6"}) == Ids{"tfa:7.6", "tfa:7"});
  CHECK(of({"7", "6", "1"}) == Ids{"tfa:7.6.1", "tfa:7.6", "tfa:7"});
  CHECK(of({"13"}) == Ids{"tfa:13"});
  CHECK(of({"8"}) == Ids{"tfa:7"});
  CHECK(measure_label(vocabulary, "tfa:7.6", "fr") == "TFA 7.6: Times");
  CHECK(measure_label(vocabulary, "rkc:6.10", "fr") == "RKC 6.10");
}

TEST_CASE("stretches are in order, apart and whole characters") {
  std::string text;
  for (const Writings& one : named_writings())
    for (const std::string_view writing : one.texts) text += std::string(writing) + ". ";
  for (const ReferenceSetting setting : {ReferenceSetting::Document, ReferenceSetting::Question}) {
    std::size_t last = 0;
    for (const MeasureReference& one : find_measure_references(text, setting)) {
      CHECK(one.begin >= last);
      CHECK(one.end > one.begin);
      CHECK_FALSE(find_invalid_utf8(text.substr(one.begin, one.end - one.begin)));
      last = one.end;
    }
    CHECK(last > 0);
  }
}

}  // namespace entrepot
