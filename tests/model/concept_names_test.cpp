#include "model/concept_names.h"

#include <doctest/doctest.h>

#include "model/name_scope.h"
#include "model/text/analyser.h"

namespace entrepot {
namespace {

Vocabulary example() {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {
      {.id = "risk-management",
       .label = {{"en", "Risk management"}, {"es", "Gestión de riesgos"}, {"ar", "إدارة المخاطر"}},
       .alt = {{"zh", {"风险管理"}}},
       .acronyms = {{"en", {"RM"}}},
       .former = {{"Risk analysis", "2003"}}},
      {.id = "mutual-recognition",
       .label = {{"en", "Mutual recognition"}},
       .acronyms = {{"en", {"MRA"}}},
       .broader = "aeo"},
      {.id = "pre-arrival",
       .label = {{"en", "Pre-arrival processing"}, {"ar", "التخليص المسبق"}},
       .acronyms = {{"en", {"ACI"}}, {"ar", {"ACI"}}}},
      {.id = "border-post",
       .label = {{"en", "One-stop border post"}, {"es", "Puesto fronterizo integrado"}},
       .acronyms = {{"es", {"ACI"}}}},
      {.id = "old", .label = {{"en", "Selectivity"}}, .replaced_by = "older"},
      {.id = "older", .label = {{"en", "Profiling"}}, .replaced_by = "risk-management"}};
  vocabulary.lists["organisations"] = {
      {.id = "wco", .label = {{"en", "World Customs Organization"}}},
      {.id = "tmea", .label = {{"en", "TradeMark East Africa"}}, .acronyms = {{"any", {"TMEA"}}}},
      {.id = "can", .label = {{"en", "Andean Community"}}, .acronyms = {{"any", {"CAN"}}}}};
  vocabulary.lists["programmes"] = {{.id = "tmea",
                                     .label = {{"en", "TradeMark projects"}},
                                     .acronyms = {{"en", {"TMEA"}}},
                                     .lead = "tmea"}};
  vocabulary.lists["administrations"] = {{.id = "adm-mw",
                                          .label = {{"en", "Malawi Revenue Authority"}},
                                          .acronyms = {{"en", {"MRA"}}},
                                          .country = "MW"},
                                         {.id = "adm-mu",
                                          .label = {{"en", "Mauritius Revenue Authority"}},
                                          .acronyms = {{"en", {"MRA"}}},
                                          .country = "MU"}};
  return vocabulary;
}

/// "themes:aeo" of each meaning.
std::vector<std::string> ids(const NameMatch& match) {
  std::vector<std::string> out;
  for (const NameMeaning& one : match.meanings) out.push_back(one.list + ":" + one.id);
  return out;
}
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a name is found in every language, whatever its case, accents, width and punctuation") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  for (const char* const text :
       {"Risk management", "RISK-MANAGEMENT", "  risk   management. ", "ｒｉｓｋ　management",
        "gestion de riesgos", "Gestión de riesgos", "ادارة المخاطر", "إدَارَة المخـاطر", "风险管理",
        "风险 管理", "Risk analysis", "RM"}) {
    CAPTURE(text);
    const NameMatch match = names.find(text);
    REQUIRE(match.unique() != nullptr);
    CHECK(match.unique()->id == "risk-management");
    CHECK_FALSE(match.is_ambiguous());
    CHECK_FALSE(match.is_inflected);
  }
}

TEST_CASE("a match tells how and in which languages a concept bears the name") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  const auto meaning = [&](const char* text) { return *names.find(text).unique(); };
  CHECK(meaning("gestion de riesgos") == NameMeaning{.list = "themes",
                                                     .id = "risk-management",
                                                     .kind = NameKind::Label,
                                                     .languages = {"es"}});
  CHECK(meaning("风险管理").kind == NameKind::Alternative);
  CHECK(meaning("RM").kind == NameKind::Acronym);
  CHECK(meaning("risk analysis").kind == NameKind::Former);
  CHECK(meaning("risk analysis").languages.empty());
  CHECK(meaning("CAN").languages.empty());
}

TEST_CASE("a part of a name, and a name in a longer text, is no name") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  for (const char* const text :
       {"risk", "risk management system", "management risk", "", " ", "!?", "风险"}) {
    CAPTURE(text);
    CHECK(names.find(text) == NameMatch{});
    CHECK(names.find(text).unique() == nullptr);
  }
}

TEST_CASE("acronyms match in capitals only, so that words are not taken for them") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  CHECK(ids(names.find("CAN")) == Ids{"organisations:can"});
  CHECK(ids(names.find("C.A.N.")) == Ids{"organisations:can"});
  CHECK(names.find("can").meanings.empty());
  CHECK(names.find("Can").meanings.empty());
}

TEST_CASE("a shared name is ambiguous and stands for each in the order of the lists") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  const NameMatch match = names.find("MRA");
  CHECK(match.is_ambiguous());
  CHECK(match.unique() == nullptr);
  CHECK(ids(match) ==
        Ids{"themes:mutual-recognition", "administrations:adm-mw", "administrations:adm-mu"});
  CHECK(ids(names.find("ACI")) == Ids{"themes:pre-arrival", "themes:border-post"});
  CHECK(names.find("ACI").meanings[0].languages == std::vector<std::string>{"ar", "en"});
}

TEST_CASE("a programme's name is not also that of the organisation that runs it") {
  const Vocabulary vocabulary = example();
  CHECK(ids(ConceptNames(vocabulary).find("TMEA")) == Ids{"programmes:tmea"});
  CHECK(ids(ConceptNames(vocabulary).find("TradeMark East Africa")) == Ids{"organisations:tmea"});
}

TEST_CASE("the names of what was retired stand for what replaced it") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  CHECK(ids(names.find("selectivity")) == Ids{"themes:risk-management"});
  CHECK(ids(names.find("profiling")) == Ids{"themes:risk-management"});
}

TEST_CASE("another number of a name is found by its stems, unless the name itself is there") {
  const Vocabulary vocabulary = example();
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  for (const char* const text : {"risks managements", "gestion de riesgo", "GESTIONES DE RIESGO"}) {
    CAPTURE(text);
    CHECK(ids(names.find(text)) == Ids{"themes:risk-management"});
    CHECK(names.find(text).is_inflected);
    CHECK(ConceptNames(vocabulary).find(text).meanings.empty());
  }
  CHECK_FALSE(names.find("risk management").is_inflected);
  CHECK(names.find("mras").meanings.empty());
}

TEST_CASE("only the lists that are asked for are looked through") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary, nullptr, {"organisations"});
  CHECK(ids(names.find("TMEA")) == Ids{"organisations:tmea"});
  CHECK(names.find("MRA").meanings.empty());
  CHECK(names.spellings() == std::vector<std::string>{"Andean Community", "CAN", "TMEA",
                                                      "TradeMark East Africa",
                                                      "World Customs Organization"});
}

TEST_CASE("a key joins words by one space, and none where a script has none") {
  CHECK(name_key(" One-Stop  BORDER post!") == "one stop border post");
  CHECK(name_key("海关 过境 Transit") == "海关过境 transit");
  CHECK(name_key("— !").empty());
}

TEST_CASE("a scope holds what is true of one meaning and of none of the others") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  const std::vector<NameMeaning> mra = names.find("MRA").meanings;
  CHECK(scope_of(mra[0], mra, vocabulary) ==
        NameScope{.broader = "aeo", .words = {"mutual", "recognition"}});
  CHECK(scope_of(mra[1], mra, vocabulary) == NameScope{.countries = {"MW"}, .words = {"malawi"}});
  CHECK(scope_of(mra[2], mra, vocabulary) ==
        NameScope{.countries = {"MU"}, .words = {"mauritius"}});
  const std::vector<NameMeaning> aci = names.find("ACI").meanings;
  CHECK(scope_of(aci[0], aci, vocabulary).languages == std::vector<std::string>{"ar", "en"});
  CHECK(scope_of(aci[1], aci, vocabulary) ==
        NameScope{.languages = {"es"}, .words = {"fronterizo", "integrado", "puesto"}});
}

TEST_CASE("nothing settles between concepts that differ in nothing") {
  Vocabulary vocabulary;
  vocabulary.lists["groups"] = {
      {.id = "a", .label = {{"en", "Small states"}}, .acronyms = {{"en", {"SST"}}}},
      {.id = "b", .label = {{"en", "Small states group"}}, .acronyms = {{"any", {"SST"}}}},
      {.id = "c", .label = {{"en", "Other"}}, .acronyms = {{"es", {"SST"}}}}};
  const std::vector<NameMeaning> sst = ConceptNames(vocabulary).find("SST").meanings;
  REQUIRE(sst.size() == 3);
  CHECK(scope_of(sst[0], sst, vocabulary).is_empty());
  CHECK(scope_of(sst[1], sst, vocabulary) == NameScope{.words = {"group"}});
  // Its only spelled-out name is in a language it does not bear this one in.
  CHECK(scope_of(sst[2], sst, vocabulary).is_empty());
}

namespace {

/// "themes:aeo" of each mention, with what was written: "risks management=themes:risk-management".
std::vector<std::string> mentions(const ConceptNames& names, std::string_view text,
                                  const std::vector<std::string>& languages = {"en", "es", "ar"},
                                  AcronymCase acronyms = AcronymCase::Capitals) {
  std::vector<std::string> out;
  for (const ConceptMention& one : names.find_all(text, languages, acronyms)) {
    std::string line(text.substr(one.begin, one.end - one.begin));
    for (const NameMeaning& meaning : one.meanings) line += "=" + meaning.list + ":" + meaning.id;
    out.push_back(line);
  }
  return out;
}

}  // namespace

TEST_CASE("names are found inside a text, the longest where they overlap") {
  Vocabulary vocabulary = example();
  vocabulary.lists["themes"].push_back(
      {.id = "mra-negotiation", .label = {{"en", "Mutual recognition of risk management"}}});
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  CHECK(mentions(names, "How does risk management work at a one-stop border post?") ==
        Ids{"risk management=themes:risk-management", "one-stop border post=themes:border-post"});
  CHECK(mentions(names, "mutual recognition of risk management") ==
        Ids{"mutual recognition of risk management=themes:mra-negotiation"});
  CHECK(mentions(names, "mutual recognition of risk") ==
        Ids{"mutual recognition=themes:mutual-recognition"});
  CHECK(mentions(names, "the WCO and the CAN can") == Ids{"CAN=organisations:can"});
  CHECK(mentions(names, "").empty());
}

TEST_CASE("a name in a text may be bent, and other function words may stand in it") {
  Vocabulary vocabulary = example();
  vocabulary.lists["language"] = {{.id = "es", .function_words = {"de", "del", "los"}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  for (const char* const text :
       {"risks management", "gestion de los riesgos", "gestión del riesgo"})
    CHECK_MESSAGE(mentions(names, text).size() == 1, text);
  CHECK(mentions(names, "gestión del riesgo", {"en"}).empty());
  // "select" has the stem of "selectivity", and is not it.
  CHECK(mentions(names, "select a consignment").empty());
}

TEST_CASE("acronyms and peoples are met in the plural, other words only by their stems") {
  Vocabulary vocabulary;
  vocabulary.lists["countries"] = {
      {.id = "BO", .label = {{"en", "Bolivia"}}, .alt = {{"en", {"Bolivian"}}}}};
  vocabulary.lists["groups"] = {{.id = "lldc",
                                 .label = {{"en", "Landlocked developing countries"}},
                                 .acronyms = {{"en", {"LLDC"}}}}};
  vocabulary.lists["themes"] = {{.id = "border-post", .label = {{"en", "new"}}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  CHECK(mentions(names, "what the Bolivians did for LLDCs") ==
        Ids{"Bolivians=countries:BO", "LLDCs=groups:lldc"});
  // Written small it is no acronym in a text; and news is not what is new.
  CHECK(mentions(names, "lldcs in the news", {}).empty());
}

TEST_CASE("of a name no function word is left out if but one word would be left") {
  Vocabulary vocabulary;
  vocabulary.lists["language"] = {{.id = "fr", .function_words = {"en", "la", "de"}}};
  vocabulary.lists["terms"] = {{.id = "remote", .label = {{"fr", "en ligne"}}},
                               {.id = "fight", .label = {{"fr", "lutte contre la fraude"}}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  CHECK(mentions(names, "la ligne de fret", {"fr"}).empty());
  CHECK(mentions(names, "cours en ligne", {"fr"}) == Ids{"en ligne=terms:remote"});
  CHECK(mentions(names, "luttes contre fraudes", {"fr"}).size() == 1);
}

TEST_CASE("a name in capitals is no word in the plural") {
  Vocabulary vocabulary;
  vocabulary.lists["measures"] = {
      {.id = "copes", .label = {{"en", "Compendium"}}, .alt = {{"en", {"COPES", "seizures"}}}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  CHECK(mentions(names, "people cope with the seizure") == Ids{"seizure=measures:copes"});
  CHECK(mentions(names, "the copes compendium").size() == 2);
}

TEST_CASE("a plural that shares no stem with its name is that name") {
  Vocabulary vocabulary;
  vocabulary.lists["types"] = {{.id = "workshop", .label = {{"es", "Taller"}}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser, {"types"});
  CHECK(mentions(names, "los talleres") == Ids{"talleres=types:workshop"});
}

TEST_CASE("every one of a concept's names has its own forms") {
  Vocabulary vocabulary;
  vocabulary.lists["countries"] = {{.id = "BO",
                                    .label = {{"en", "Bolivia"}, {"ru", "Боливия"}},
                                    .alt = {{"ru", {"боливийский", "боливиец"}}}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  for (const char* const word : {"Боливии", "боливийского", "боливийскому"})
    CHECK_MESSAGE(mentions(names, word, {"ru"}).size() == 1, word);
}

TEST_CASE("a word that holds others together is a name only with a capital") {
  Vocabulary vocabulary;
  vocabulary.lists["countries"] = {{.id = "TG", .label = {{"en", "Togo"}, {"ru", "Того"}}}};
  vocabulary.lists["language"] = {{.id = "ru", .function_words = {"того"}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  CHECK(mentions(names, "таможня Того", {"ru"}) == Ids{"Того=countries:TG"});
  CHECK(mentions(names, "вместо того чтобы", {"ru"}).empty());
}

TEST_CASE("Arabic words of one root are told apart") {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {{.id = "money", .label = {{"en", "Money"}, {"ar", "عملة"}}},
                                {.id = "risk", .label = {{"en", "Risk"}, {"ar", "خطر"}}}};
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  CHECK(mentions(names, "العملة", {"ar"}) == Ids{"العملة=themes:money"});
  CHECK(mentions(names, "العمل", {"ar"}).empty());
  CHECK(mentions(names, "الخطر", {"ar"}) == Ids{"الخطر=themes:risk"});
}

TEST_CASE("a name of Chinese is found wherever a dictionary would split the text") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  CHECK(mentions(names, "海关风险管理经验") == Ids{"风险管理=themes:risk-management"});
}

TEST_CASE("a name does not go on past a sentence, a line or a cell") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  for (const char* const text : {"less risk. Management agreed", "less risk\nmanagement",
                                 "risk\tmanagement", "risk: management"})
    CHECK_MESSAGE(mentions(names, text).empty(), text);
}

TEST_CASE("an acronym in small letters is told as one that may be none") {
  const Vocabulary vocabulary = example();
  const Analyser analyser(vocabulary);
  const ConceptNames names(vocabulary, &analyser);
  const auto found = names.find_all("the mra of malawi", {"en"}, AcronymCase::Any);
  REQUIRE(found.size() == 1);
  CHECK(found[0].is_small_acronym);
  CHECK(found[0].meanings.size() == 3);
  CHECK(names.find_all("the mra of malawi", {"en"}, AcronymCase::Capitals).empty());
  CHECK_FALSE(names.find_all("the MRA", {"en"}, AcronymCase::Any)[0].is_small_acronym);
}

TEST_CASE("what stands around a shared name settles which is meant") {
  const Vocabulary vocabulary = example();
  const ConceptNames names(vocabulary);
  const auto mra = names.find("MRA").meanings;
  const auto left = [&](const NameContext& context) {
    Ids out;
    for (const NameMeaning& one : settled(mra, context, vocabulary)) out.push_back(one.id);
    return out;
  };
  CHECK(left({}) == Ids{"mutual-recognition", "adm-mw", "adm-mu"});
  CHECK(left({.countries = {"MU"}}) == Ids{"adm-mu"});
  CHECK(left({.words = {"malawi", "customs"}}) == Ids{"adm-mw"});
  CHECK(left({.concepts = {{"themes", "aeo"}}}) == Ids{"mutual-recognition"});
  CHECK(left({.concepts = {{"administrations", "adm-mw"}}, .countries = {"MU"}}) == Ids{"adm-mw"});
}

}  // namespace entrepot
