#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "indexer/front_matter/value_reader.h"
#include "model/text/countries.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Every name of a concept, its id included.
std::vector<std::string> names_of(const Concept& one) {
  std::vector<std::string> names{one.id};
  for (const auto& [language, label] : one.label) names.push_back(label);
  for (const LabelLists* lists : {&one.alt, &one.acronyms})
    for (const auto& [language, more] : *lists) names.insert(names.end(), more.begin(), more.end());
  for (const FormerLabel& former : one.former) names.push_back(former.label);
  return names;
}

/// The concepts that go by this name, whatever the case and the accents; those that replace them,
/// where they are retired.
std::vector<const Concept*> named(const Vocabulary& vocabulary, std::string_view list,
                                  const std::string& text) {
  std::vector<const Concept*> found;
  const auto concepts = vocabulary.lists.find(list);
  const std::string folded = fold_accents(text);
  if (concepts == vocabulary.lists.end()) return found;
  for (const Concept& one : concepts->second) {
    const std::vector<std::string> names = names_of(one);
    if (std::none_of(names.begin(), names.end(),
                     [&](const std::string& name) { return fold_accents(name) == folded; }))
      continue;
    const Concept* now = vocabulary.find(list, vocabulary.current_id(list, one.id));
    if (now != nullptr && std::find(found.begin(), found.end(), now) == found.end())
      found.push_back(now);
  }
  return found;
}

/// "'adm-gt' (Superintendency of Tax Administration of Guatemala)"
std::string with_label(const Concept& one) {
  const auto label = one.label.find("en");
  return label == one.label.end() ? fmt::format("'{}'", one.id)
                                  : fmt::format("'{}' ({})", one.id, label->second);
}

/// What to write for concepts that bear one name.
std::string choice(const std::vector<const Concept*>& concepts) {
  constexpr std::size_t kFew = 4;
  if (concepts.size() == 1) return fmt::format("'{}'", concepts.front()->id);
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(concepts.size(), kFew); ++i)
    shown.push_back(with_label(*concepts[i]));
  return fmt::format("the one that is meant: {}{}", fmt::join(shown, ", "),
                     concepts.size() > kFew ? "..." : "");
}

/// Letters that a slip of the pen may change: one in so many. Among thousands of names another word
/// is soon as near as a misspelt one ("online" and "onsite", "customs risk" and "customs union").
constexpr std::size_t kSlipShare = 4;

/// The concept whose id or some name is nearest. Empty if none is near.
std::string misspelt(const std::vector<Concept>& concepts, const std::string& text) {
  constexpr std::size_t kShortAcronym = 4;  // any other is one letter away
  std::vector<std::string> ids, names;
  std::vector<const Concept*> owners;
  for (const Concept& one : concepts) {
    ids.push_back(one.id);
    for (std::string& name : names_of(one)) {
      if (name.size() <= kShortAcronym) continue;
      names.push_back(std::move(name));
      owners.push_back(&one);
    }
  }
  if (const std::string id = nearest(text, ids, kSlipShare); !id.empty()) return id;
  const std::string name = nearest(text, names, kSlipShare);
  const auto found = std::find(names.begin(), names.end(), name);
  if (name.empty() || found == names.end()) return {};
  return owners[static_cast<std::size_t>(found - names.begin())]->id;
}

/// The words of a name that say something: of four letters or more, folded.
std::set<std::string> words_of(std::string_view name) {
  constexpr std::size_t kShort = 4;
  std::set<std::string> words;
  const std::string folded = to_anchor(fold_accents(name));
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find('-', begin), folded.size());
    if (end - begin >= kShort) words.insert(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The concept that shares whole words with the text, the fewer concepts have a word the more it
/// says. Empty if none does or two do as well, or if half of the text's words are in no name of it.
std::string sharing_words(const std::vector<Concept>& concepts, const std::string& text) {
  const std::set<std::string> wanted = words_of(text);
  std::map<std::string, std::set<const Concept*>> owners;
  for (const Concept& one : concepts)
    for (const std::string& name : names_of(one))
      for (const std::string& word : words_of(name))
        if (wanted.contains(word)) owners[word].insert(&one);
  std::map<const Concept*, double> scores;
  std::map<const Concept*, std::size_t> shared;
  for (const auto& [word, having] : owners)
    for (const Concept* one : having) {
      scores[one] += 1.0 / static_cast<double>(having.size());
      ++shared[one];
    }
  const Concept* best = nullptr;
  double score = 0;
  bool is_tie = false;
  for (const Concept& one : concepts) {
    const auto found = scores.find(&one);
    if (found == scores.end() || found->second < score) continue;
    is_tie = best != nullptr && found->second == score;
    best = &one;
    score = found->second;
  }
  const bool is_sure = best != nullptr && !is_tie && 2 * shared[best] >= wanted.size();
  return is_sure ? best->id : std::string();
}

/// A list that a value may have been meant for, which is also the key that takes it.
constexpr std::array kTagLists{
    std::pair<std::string_view, std::string_view>{"themes", "a theme"},
    std::pair<std::string_view, std::string_view>{"programmes", "a programme"},
    std::pair<std::string_view, std::string_view>{"organisations", "an organisation"},
    std::pair<std::string_view, std::string_view>{"administrations", "an administration"},
};

}  // namespace

std::string value_hint(const Vocabulary& vocabulary, std::string_view list,
                       const std::string& text) {
  const auto found = vocabulary.lists.find(list);
  if (found == vocabulary.lists.end() || found->second.empty()) return {};
  const std::vector<Concept>& concepts = found->second;
  const bool countries = list == "countries";
  const std::string_view what = countries ? "the two-letter code " : "";
  if (countries)
    if (const std::string code = country_of_alpha3(text);
        !code.empty() && vocabulary.find(list, code) != nullptr)
      return fmt::format("; write {}'{}'", what, code);
  if (const auto meant = named(vocabulary, list, text); !meant.empty())
    return fmt::format("; write {}{}", what, choice(meant));
  for (const auto& [other, is_a] : kTagLists)
    if (other != list && vocabulary.find(other, text) != nullptr)
      return fmt::format(", which is {}; write it under '{}'", is_a, other);
  for (const auto& [other, is_a] : kTagLists)
    if (other != list)
      if (const auto meant = named(vocabulary, other, text); !meant.empty())
        return fmt::format(", which is {}; write {} under '{}'", is_a, choice(meant), other);
  // Two letters are near to any other two: a guess would mislead.
  const bool too_short = countries && count_code_points(text) <= 3;
  if (!too_short) {
    std::string id = misspelt(concepts, text);
    if (id.empty()) id = sharing_words(concepts, text);
    if (!id.empty()) return fmt::format("; did you mean '{}'?", id);
  }
  constexpr std::size_t kFew = 8;
  if (concepts.size() <= kFew)
    return fmt::format("; write one of {}", fmt::join(vocabulary.ids(list), ", "));
  return fmt::format("; the {} are listed in vocabulary/{}.yaml", countries ? "codes" : "ids",
                     list);
}

}  // namespace entrepot
