#include "indexer/front_matter/scaffold.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/body/markdown.h"
#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/key_form.h"
#include "indexer/front_matter/value_reader.h"
#include "indexer/vocabulary/vocabulary_reader.h"

using namespace entrepot;

namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = [] {
    Diagnostics problems;
    Vocabulary out =
        read_vocabulary(ENTREPOT_SOURCE_DIR "/corpus/vocabulary", "vocabulary", problems);
    REQUIRE_FALSE(has_errors(problems));
    return out;
  }();
  return kVocabulary;
}

Scaffold scaffold(const std::string& title) {
  return {.type = "case-study", .title = title, .added = "2026-11-25"};
}

}  // namespace

TEST_CASE("an id is made of country, year and the words of the title") {
  Scaffold known = scaffold("A Single Window for Côte d'Ivoire");
  known.countries = {"CI", "BF"};
  known.date = "2019-03/2020";
  CHECK(proposed_id(known) == "ci-2019-a-single-window-for-cote-d-ivoire");
  CHECK(proposed_id(scaffold("Straße & Zoll: 2022")) == "strasse-zoll-2022");
  CHECK(proposed_id(scaffold("Опыт 2022")) == "2022");
  CHECK(proposed_id(scaffold("Опыт")).empty());
}

TEST_CASE("a long id is cut between words") {
  const std::string id =
      proposed_id(scaffold(std::string("one two three four five six seven eight ") +
                           "nine ten eleven twelve thirteen fourteen"));
  CHECK(id == "one-two-three-four-five-six-seven-eight-nine-ten-eleven");
  CHECK(proposed_id(scaffold(std::string(200, 'a'))).size() == 60);
}

TEST_CASE("whatever the title, the record that is begun says it and has no error") {
  for (const std::string title :
       {"Plain", "With: a colon", "\"Quoted\" \\ and # hashed", "- dashed", "[list]", "{map}",
        "'single'", "null", "2022", "@at %percent &and *star !bang", "السياق", "风险管理"}) {
    for (const char* type : {"case-study", "mission-report", "workshop-conclusions"}) {
      Scaffold begun = scaffold(title);
      begun.type = type;
      begun.language = "ru";
      begun.countries = {"BO", "NO"};
      begun.date = "2022-02-08/2022-02-09";
      const std::string text = scaffold_record(begun, vocabulary());
      Diagnostics problems;
      const auto parsed = parse_document(text, "a.md", vocabulary(), problems);
      REQUIRE_MESSAGE(parsed, text);
      CHECK(parsed->document.title == title);
      CHECK(parsed->document.status == "draft");
      CHECK(parsed->document.tags.countries == begun.countries);
      CHECK(to_edtf(*parsed->document.date) == begun.date);
    }
  }
}

TEST_CASE("sections have headings of the language and English anchors") {
  Scaffold begun = scaffold("T");
  begun.language = "es";
  const std::string text = scaffold_record(begun, vocabulary());
  CHECK(text.find("<!-- passage: id=outcomes -->\n## Resultados\n") != std::string::npos);
  begun.language = "en";
  CHECK(scaffold_record(begun, vocabulary()).find("\n\n## Outcomes\n") != std::string::npos);
}

TEST_CASE("remarks become keys once their mark is taken away") {
  std::string text = scaffold_record(scaffold("T"), vocabulary());
  std::string bare;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    std::string line = text.substr(begin, end - begin);
    // Keys and what belongs to them, not the sentences about them.
    const std::size_t colon = line.find(':');
    const bool key = line.starts_with("# ") && colon != std::string::npos &&
                     line.substr(2, colon - 2).find_first_not_of("abcdefghijklmnopqrstuvwxyz_ -") ==
                         std::string::npos &&
                     (line.substr(2, colon - 2).find(' ') == std::string::npos || line[2] == ' ');
    bare += key ? line.substr(2) : line;
    begin = end;
  }
  Diagnostics problems;
  CHECK(parse_document(bare, "a.md", vocabulary(), problems));
  for (const Diagnostic& problem : problems) FAIL(to_string(problem));
}

TEST_CASE("every key explains itself") {
  for (const KeyForm& key : front_matter_keys()) CHECK(about_key(key.name).ends_with("."));
  for (const KeyForm& key : source_keys())
    CHECK(about_key("sources." + std::string(key.name)).ends_with("."));
}
