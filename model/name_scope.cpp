#include "model/name_scope.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "model/text/analyser.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

using Words = std::set<std::string>;

std::vector<std::string> without(const std::vector<std::string>& some, const Words& others) {
  std::vector<std::string> out;
  std::copy_if(some.begin(), some.end(), std::back_inserter(out),
               [&](const std::string& one) { return !others.contains(one); });
  return out;
}

Words countries_of(const NameMeaning& meaning, const Concept& entry) {
  Words out(entry.countries.begin(), entry.countries.end());
  if (!entry.country.empty()) out.insert(entry.country);
  if (meaning.list == "countries") out.insert(entry.id);
  return out;
}

void add_words(Words& words, std::string_view name) {
  constexpr std::size_t kShort = 4;  // of letters; Chinese and Japanese words are shorter
  for (const Token& token : tokenize(name))
    if (token.run != 0 ? token.length > 1 : count_code_points(token.folded) >= kShort)
      words.insert(token.folded);
}

/// Words of every name.
Words words_of(const Concept& entry) {
  Words words;
  for (const auto& [language, label] : entry.label) add_words(words, label);
  for (const LabelLists* lists : {&entry.alt, &entry.acronyms})
    for (const auto& [language, names] : *lists)
      for (const std::string& name : names) add_words(words, name);
  for (const FormerLabel& former : entry.former) add_words(words, former.label);
  return words;
}

/// Words of labels and other names in some languages.
Words words_of(const Concept& entry, const std::vector<std::string>& languages) {
  const auto is_wanted = [&](const std::string& language) {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
  };
  Words words;
  for (const auto& [language, label] : entry.label)
    if (is_wanted(language)) add_words(words, label);
  for (const auto& [language, names] : entry.alt)
    if (is_wanted(language))
      for (const std::string& name : names) add_words(words, name);
  return words;
}

}  // namespace

NameScope scope_of(const NameMeaning& one, const std::vector<NameMeaning>& meanings,
                   const Vocabulary& vocabulary) {
  const Concept* entry = vocabulary.find(one.list, one.id);
  if (entry == nullptr) return {};
  Words languages, countries, words;
  std::set<std::string> broader;
  bool is_anywhere = false;  // some other one bears the name in every language
  for (const NameMeaning& other : meanings) {
    const Concept* its = vocabulary.find(other.list, other.id);
    if (its == nullptr || its == entry) continue;
    is_anywhere |= other.languages.empty();
    languages.insert(other.languages.begin(), other.languages.end());
    countries.merge(countries_of(other, *its));
    words.merge(words_of(*its));
    if (other.list != one.list) continue;
    broader.insert(its->id);
    broader.insert(its->broader);
  }
  NameScope scope;
  if (!is_anywhere) scope.languages = without(one.languages, languages);
  const Words own = countries_of(one, *entry);
  scope.countries = without({own.begin(), own.end()}, countries);
  if (!broader.contains(entry->broader)) scope.broader = entry->broader;
  const Words spelled =
      words_of(*entry, one.languages.empty() ? std::vector<std::string>{"en"} : one.languages);
  scope.words = without({spelled.begin(), spelled.end()}, words);
  return scope;
}

std::vector<NameMeaning> settled(const std::vector<NameMeaning>& meanings,
                                 const NameContext& context, const Vocabulary& vocabulary) {
  if (meanings.size() < 2) return meanings;
  const auto any_in = [](const std::vector<std::string>& some, const Words& known) {
    return std::any_of(some.begin(), some.end(),
                       [&](const std::string& one) { return known.contains(one); });
  };
  std::vector<NameMeaning> named, near, spoken;
  for (const NameMeaning& one : meanings) {
    if (context.concepts.contains({one.list, one.id})) named.push_back(one);
    const NameScope scope = scope_of(one, meanings, vocabulary);
    if (any_in(scope.countries, context.countries) || any_in(scope.words, context.words) ||
        context.concepts.contains({one.list, scope.broader}))
      near.push_back(one);
    if (any_in(scope.languages, context.languages)) spoken.push_back(one);
  }
  for (const auto& some : {named, near, spoken})
    if (!some.empty()) return some;
  return meanings;
}

}  // namespace entrepot
