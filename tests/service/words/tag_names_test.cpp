#include "service/words/tag_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "model/text/analyser.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Terms = std::vector<std::string>;

/// The tags of each group's words.
std::vector<Terms> tags_of(const std::string& question, const Vocabulary& vocabulary) {
  const Analyser analyser(vocabulary);
  QueryText text = parse_query_text(question, analyser, {"en", "fr"});
  TagNames(vocabulary, analyser).add_tags(text);
  std::vector<Terms> out;
  for (const QueryNode& group : text.groups)
    for (const QueryWord& word : group.words) out.push_back(word.tags);
  return out;
}

/// Themes named "Inspection 1" and so on.
Vocabulary with_inspections(std::size_t count) {
  Vocabulary vocabulary = test::small_vocabulary();
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string number = std::to_string(i);
    vocabulary.lists.find("themes")->second.push_back(
        {.id = "inspection-" + number, .label = {{"en", "Inspection " + number}}});
  }
  return vocabulary;
}

}  // namespace

TEST_CASE("a word leads to the tags that have it in a name of whatever language") {
  const Vocabulary vocabulary = test::small_vocabulary();
  CHECK(tags_of("guichet risk", vocabulary) ==
        std::vector<Terms>{{"XTHEMEsingle-window"}, {"XTHEMErisk-management"}});
  CHECK(tags_of("unrelated", vocabulary) == std::vector<Terms>{{}});
}

TEST_CASE("a word leads to tags in any of its forms, with accents or without") {
  const Vocabulary vocabulary = test::small_vocabulary();
  CHECK(tags_of("risques", vocabulary) == std::vector<Terms>{{"XTHEMErisk-management"}});
  CHECK(tags_of("operateurs", vocabulary) == std::vector<Terms>{{"XTHEMEaeo"}});
}

TEST_CASE("a word in the names of many tags means none of them") {
  CHECK(tags_of("inspections", with_inspections(kMostNamed)).front().size() == kMostNamed);
  CHECK(tags_of("inspections", with_inspections(kMostNamed + 1)).front().empty());
}

TEST_CASE("a word of a text is known to stand in the name of one of its tags") {
  const Vocabulary vocabulary = with_inspections(kMostNamed + 1);
  const TagNames names(vocabulary, Analyser(vocabulary));
  CHECK(names.has("guichet", {"N:BO", "XTHEMEsingle-window"}));
  CHECK(names.has("Zen:inspect", {"XTHEMEinspection-3"}));
  CHECK_FALSE(names.has("guichet", {"N:BO", "XTHEMEaeo"}));
  CHECK_FALSE(names.has("guich", {"XTHEMEsingle-window"}));
  CHECK_FALSE(names.has("guichet", {}));
}
