#include "indexer/reports/unverified.h"

#include <doctest/doctest.h>

using namespace entrepot;

namespace {

Vocabulary example() {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {{.id = "aeo",
                                 .label = {{"en", "Operator"}, {"ru", "УЭО"}, {"fr", "OEA"}},
                                 .alt = {{"ru", {"оператор"}}, {"en", {"trader"}}},
                                 .acronyms = {{"fr", {"OA"}}, {"any", {"AEO"}}},
                                 .unverified = {"ru", "fr", "ar"}}};
  vocabulary.lists["kinds"] = {{.id = "lesson",
                                .label = {{"en", "Lesson, learned"}, {"fr", "=1+1 \"x\""}},
                                .unverified = {"fr"},
                                .cues = {{"fr", {"@leçon\tx"}}}}};
  return vocabulary;
}

}  // namespace

TEST_CASE("every name in an unverified language is listed, by language, list and entry") {
  CHECK(as_text(unverified_names(example())) ==
        "fr (4)\n"
        "  themes aeo label: OEA  [Operator]\n"
        "  themes aeo acronyms: OA  [Operator]\n"
        "  kinds lesson label: =1+1 \"x\"  [Lesson, learned]\n"
        "  kinds lesson cues: @leçon\tx  [Lesson, learned]\n"
        "\n"
        "ru (2)\n"
        "  themes aeo label: УЭО  [Operator]\n"
        "  themes aeo alt: оператор  [Operator]\n");
  CHECK(unverified_names(example(), "ru").size() == 2);
  CHECK(unverified_names(example(), "ar").empty());
  CHECK(as_text({}).empty());
}

TEST_CASE("a table for spreadsheets quotes its cells, and none of them is a formula") {
  CHECK(as_csv(unverified_names(example(), "fr")) ==
        "\uFEFFlanguage,list,id,key,name,english,right (yes/no),better\r\n"
        "fr,themes,aeo,label,OEA,Operator,,\r\n"
        "fr,themes,aeo,acronyms,OA,Operator,,\r\n"
        "fr,kinds,lesson,label,\"'=1+1 \"\"x\"\"\",\"Lesson, learned\",,\r\n"
        "fr,kinds,lesson,cues,'@leçon\tx,\"Lesson, learned\",,\r\n");
  CHECK(as_tsv(unverified_names(example(), "fr")) ==
        "language\tlist\tid\tkey\tname\tenglish\tright (yes/no)\tbetter\n"
        "fr\tthemes\taeo\tlabel\tOEA\tOperator\t\t\n"
        "fr\tthemes\taeo\tacronyms\tOA\tOperator\t\t\n"
        "fr\tkinds\tlesson\tlabel\t'=1+1 \"x\"\tLesson, learned\t\t\n"
        "fr\tkinds\tlesson\tcues\t'@leçon x\tLesson, learned\t\t\n");
}
