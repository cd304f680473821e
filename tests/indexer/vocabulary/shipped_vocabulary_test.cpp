#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "indexer/vocabulary/vocabulary_reader.h"
#include "model/concept_names.h"
#include "model/name_scope.h"
#include "model/text/analyser.h"

/// What the vocabulary of the repository promises to who looks names up in it.
namespace {

using namespace entrepot;

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = [] {
    Diagnostics problems;
    return read_vocabulary(std::filesystem::path(ENTREPOT_SOURCE_DIR) / "corpus/vocabulary",
                           "vocabulary", problems);
  }();
  return kVocabulary;
}

const ConceptNames& names() {
  static const Analyser kAnalyser(vocabulary());
  static const ConceptNames kNames(vocabulary(), &kAnalyser);
  return kNames;
}

bool declares(const Concept& entry, const std::string& name) {
  return std::any_of(entry.ambiguous.begin(), entry.ambiguous.end(),
                     [&](const std::string& one) { return name_key(one) == name_key(name); });
}

std::string only_id(const std::string& name) {
  const NameMatch match = names().find(name);
  return match.unique() == nullptr ? std::string() : match.unique()->id;
}

}  // namespace

TEST_CASE("every theme has a label in seven languages, and each is found as that theme alone") {
  REQUIRE(vocabulary().lists.at("themes").size() > 50);
  for (const Concept& theme : vocabulary().lists.at("themes"))
    for (const std::string& language : label_languages()) {
      CAPTURE(theme.id);
      CAPTURE(language);
      REQUIRE(theme.label.contains(language));
      const std::string& label = theme.label.at(language);
      if (declares(theme, label)) {
        CHECK(names().find(label).is_ambiguous());
      } else {
        CHECK(only_id(label) == theme.id);
      }
    }
}

TEST_CASE("every name of what is searched is found, as its concept alone or as declared") {
  for (const std::string& list : searched_lists())
    for (const Concept& entry : vocabulary().lists.at(list)) {
      std::vector<std::string> all;
      for (const auto& [language, label] : entry.label) all.push_back(label);
      for (const LabelLists* more : {&entry.alt, &entry.acronyms})
        for (const auto& [language, some] : *more) all.insert(all.end(), some.begin(), some.end());
      for (const std::string& name : all) {
        CAPTURE(list);
        CAPTURE(entry.id);
        CAPTURE(name);
        const NameMatch match = names().find(name);
        CHECK(!match.meanings.empty());
        CHECK_FALSE(match.is_inflected);
        if (match.is_ambiguous()) CHECK(declares(entry, name));
      }
    }
}

TEST_CASE("acronyms of several concepts stay ambiguous, and each has something that settles it") {
  for (const char* const acronym : {"SAT", "LRA", "MRA", "ACI"}) {
    CAPTURE(acronym);
    const NameMatch match = names().find(acronym);
    CHECK(match.is_ambiguous());
    CHECK(match.unique() == nullptr);
    for (const NameMeaning& one : match.meanings)
      CHECK_FALSE(scope_of(one, match.meanings, vocabulary()).is_empty());
  }
  CHECK(names().find("MRA").meanings.size() == 3);
  CHECK(names().find("sat").meanings.empty());
}

TEST_CASE("all names of a programme lead to it") {
  for (const char* const name : {"GTFP", "PMFE", "PFME", "PGFC", "WCO-SECO",
                                 "Programme global pour la facilitation du "
                                 "commerce"}) {
    CAPTURE(name);
    CHECK(only_id(name) == "gtfp-1");
  }
  CHECK(only_id("MADAO") == "wacam");
  CHECK(only_id("TMEA") == "tmea");
  CHECK(names().find("TMEA").unique()->list == "programmes");
}

TEST_CASE("plurals and singulars are found where only the other is written") {
  CHECK(only_id("one-stop border posts") == "one-stop-border-post");
  CHECK(only_id("ventanillas únicas") == "single-window");
  CHECK(only_id("guichets uniques") == "single-window");
}
