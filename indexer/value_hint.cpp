#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/value_reader.h"
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

/// The concept that goes by this name, whatever the case and the accents. Empty if none does.
std::string named(const std::vector<Concept>& concepts, const std::string& text) {
  const std::string wanted = fold_accents(text);
  for (const Concept& one : concepts)
    for (const std::string& name : names_of(one))
      if (fold_accents(name) == wanted) return one.id;
  return {};
}

/// The concept whose id or some name is nearest. Empty if none is near.
std::string near(const std::vector<Concept>& concepts, const std::string& text) {
  std::vector<std::string> ids, names;
  std::vector<const Concept*> owners;
  for (const Concept& one : concepts) {
    ids.push_back(one.id);
    for (std::string& name : names_of(one)) {
      names.push_back(std::move(name));
      owners.push_back(&one);
    }
  }
  if (const std::string id = nearest(text, ids); !id.empty()) return id;
  const std::string name = nearest(text, names);
  const auto found = std::find(names.begin(), names.end(), name);
  if (name.empty() || found == names.end()) return {};
  return owners[static_cast<std::size_t>(found - names.begin())]->id;
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
  if (const std::string id = named(concepts, text); !id.empty())
    return fmt::format("; write {}'{}'", what, id);
  for (const auto& [other, is_a] : kTagLists)
    if (other != list && vocabulary.find(other, text) != nullptr)
      return fmt::format(", which is {}; write it under '{}'", is_a, other);
  // Two letters are near to any other two: a guess would mislead.
  const bool too_short = countries && count_code_points(text) <= 3;
  if (!too_short)
    if (const std::string id = near(concepts, text); !id.empty())
      return fmt::format("; did you mean '{}'?", id);
  constexpr std::size_t kFew = 8;
  if (concepts.size() <= kFew)
    return fmt::format("; write one of {}", fmt::join(vocabulary.ids(list), ", "));
  return fmt::format("; the {} are listed in vocabulary/{}.yaml", countries ? "codes" : "ids",
                     list);
}

}  // namespace entrepot
