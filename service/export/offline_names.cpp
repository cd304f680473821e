#include "service/export/offline_names.h"

#include <algorithm>
#include <set>

#include "model/concept_names.h"
#include "model/name_index.h"
#include "service/words/query_concepts.h"
#include "service/words/tag_names.h"

namespace entrepot {
namespace {

void add_number(OfflineNames::Numbers& numbers, std::uint32_t number) {
  if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
}

using Tag = OfflineNames::Tag;

/// Of what something is tagged with.
std::optional<Tag> tag_of(const ConceptRef& one, const OfflineFacets& facets) {
  const Facet* facet = facet_of_list(one.list);
  const std::int64_t value = facet == nullptr ? -1 : facets.find(*facet, one.id);
  if (value < 0) return {};
  return Tag{static_cast<std::size_t>(facet - kFacets.data()), static_cast<std::uint32_t>(value)};
}

std::vector<Tag> tags_of(const std::vector<ConceptRef>& concepts, const OfflineFacets& facets) {
  std::vector<Tag> out;
  for (const ConceptRef& one : concepts)
    if (const std::optional<Tag> tag = tag_of(one, facets)) out.push_back(*tag);
  return out;
}

/// As ConceptReader has it for QueryConcept::about.
std::vector<ConceptRef> followers(std::string_view list, const Concept& entry,
                                  const Vocabulary& vocabulary) {
  std::vector<ConceptRef> out;
  if (list == "administrations" && !entry.country.empty())
    out.push_back({"countries", entry.country});
  if (list == "groups")
    for (const std::string& country : entry.members) out.push_back({"countries", country});
  if (list == "programmes")
    for (const std::string& funder : entry.funders)
      if (const Concept* fund = vocabulary.find("organisations", funder);
          fund != nullptr && fund->kind == "fund")
        out.push_back({"organisations", funder});
  return out;
}

/// As ConceptReader has it for QueryConcept::instead.
std::vector<ConceptRef> stand_ins(std::string_view list, const Concept& entry) {
  std::vector<ConceptRef> out;
  if (list == "terms")
    for (const std::string& theme : entry.themes) out.push_back({"themes", theme});
  if (list == "places" && !entry.country.empty()) out.push_back({"countries", entry.country});
  return out;
}

}  // namespace

std::uint32_t OfflineNames::count(const NamedConcepts& in_text, std::uint32_t weight) {
  for (const NamedConcept& one : in_text) here_[{one.list, one.id}].text += weight;
  return static_cast<std::uint32_t>(in_text.size()) * weight;
}

void OfflineNames::count_headings(const NamedConcepts& names) {
  for (const NamedConcept& one : names) ++here_[{one.list, one.id}].headings;
}

void OfflineNames::finish(std::uint32_t place) {
  for (const auto& [key, times] : here_) mentions_[key].add(place, times.number());
  here_.clear();
}

void OfflineNames::settle(const Vocabulary& vocabulary, const OfflineFacets& facets) {
  for (const std::string& list : searched_lists())
    if (vocabulary.lists.contains(list)) settle_list(list, vocabulary, facets);
  std::erase_if(label_words_, [](const auto& word) { return word.second.size() > kMostNamed; });
}

void OfflineNames::settle_list(const std::string& list, const Vocabulary& vocabulary,
                               const OfflineFacets& facets) {
  const std::vector<Concept>& entries = vocabulary.lists.find(list)->second;
  std::map<std::string, std::uint32_t> numbers;
  for (const Concept& entry : entries) {
    Named one{.tag = tag_of({list, entry.id}, facets),
              .about = tags_of(followers(list, entry, vocabulary), facets),
              .if_few = tags_of(stand_ins(list, entry), facets),
              .is_word = list == "terms"};
    const auto mentioned = mentions_.find({list, entry.id});
    if (mentioned != mentions_.end()) one.postings = mentioned->second.text();
    if (one.postings.empty() && !one.tag && one.about.empty()) continue;
    numbers.emplace(entry.id, static_cast<std::uint32_t>(named_.size()));
    named_.push_back(std::move(one));
  }
  // Names of what was replaced are those of what replaced it.
  for (const Concept& entry : entries)
    if (const auto found = numbers.find(vocabulary.current_id(list, entry.id));
        found != numbers.end())
      add_names(entry, found->second);
}

void OfflineNames::add_names(const Concept& entry, std::uint32_t number) {
  for (const auto& label : entry.label) {
    add_name(label.second, number);
    if (!named_[number].tag) continue;
    for (const OfflineTerm& term : offline_terms(label.second))
      add_number(label_words_[term.folded], number);
  }
  for (const auto* lists : {&entry.alt, &entry.acronyms})
    for (const auto& list : *lists)
      for (const std::string& name : list.second) add_name(name, number);
  for (const FormerLabel& former : entry.former) add_name(former.label, number);
}

void OfflineNames::add_name(const std::string& name, std::uint32_t number) {
  const std::vector<NameUnit> units = name_units(name);
  if (units.empty()) return;
  most_units_ = std::max(most_units_, units.size());
  add_number(names_[name_key(name)], number);
}

std::map<std::string, int> common_words(const Vocabulary& vocabulary) {
  std::map<std::string, std::set<std::string>> languages;
  if (const auto list = vocabulary.lists.find("language"); list != vocabulary.lists.end())
    for (const Concept& language : list->second)
      for (const std::string& entry : language.function_words)
        for (const OfflineTerm& term : offline_terms(entry))
          languages[term.folded].insert(language.id);
  std::map<std::string, int> out;
  for (const auto& [word, in] : languages)
    out.emplace(word, in.size() > 1 || in.contains("en") ? 1 : 2);
  return out;
}

}  // namespace entrepot
