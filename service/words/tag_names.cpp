#include "service/words/tag_names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "model/index_schema.h"
#include "service/words/query_concepts.h"

namespace entrepot {
namespace {

/// What documents are tagged with.
constexpr std::array<std::string_view, 7> kTagLists{
    "countries", "regions", "themes", "programmes", "organisations", "administrations", "measures"};

}  // namespace

TagNames::TagNames(const Vocabulary& vocabulary, const Analyser& analyser) {
  std::map<std::string, std::set<std::string>> forms;  // by the tag's term
  for (const std::string_view list : kTagLists) {
    const auto found = vocabulary.lists.find(list);
    if (found == vocabulary.lists.end()) continue;
    const Facet& facet = *facet_of_list(list);
    for (const Concept& entry : found->second) {
      std::set<std::string>& own = forms[facet_term(facet, entry.id)];
      for (const auto& [language, label] : entry.label)
        for (TermAt& at : analyser.index_terms(tokenize(label), language, 1))
          own.insert(std::move(at.term));
    }
  }
  for (auto& [term, own] : forms) {
    const auto tag = static_cast<std::uint32_t>(tags_.size());
    tags_.push_back(term);
    for (const std::string& form : own) entries_.push_back({.form = form, .tag = tag});
  }
  std::sort(entries_.begin(), entries_.end());
}

TagNames::Range TagNames::entries_of(std::string_view form) const {
  const auto first = std::lower_bound(
      entries_.begin(), entries_.end(), form,
      [](const Entry& entry, std::string_view wanted) { return entry.form < wanted; });
  const auto last =
      std::find_if(first, entries_.end(), [&](const Entry& entry) { return entry.form != form; });
  return {first, last};
}

std::vector<std::string> TagNames::tags_of(const QueryWord& word) const {
  std::set<std::uint32_t> tags;
  for (const auto* forms : {&word.exact, &word.folded, &word.stems})
    for (const std::string& form : *forms)
      for (const Entry& entry : entries_of(form)) tags.insert(entry.tag);
  if (tags.size() > kMostNamed) return {};
  std::vector<std::string> terms;
  for (const std::uint32_t tag : tags) terms.push_back(tags_[tag]);
  return terms;
}

void TagNames::add_tags(std::vector<QueryNode>& nodes) const {
  for (QueryNode& node : nodes) {
    for (QueryWord& word : node.words) word.tags = tags_of(word);
    add_tags(node.children);
  }
}

void TagNames::add_tags(QueryText& text) const {
  for (auto* nodes : {&text.groups, &text.required, &text.excluded, &text.preferred})
    add_tags(*nodes);
}

bool TagNames::has(std::string_view form, const std::vector<std::string>& tags) const {
  const Range entries = entries_of(form);
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
    return std::binary_search(tags.begin(), tags.end(), tags_[entry.tag]);
  });
}

}  // namespace entrepot
