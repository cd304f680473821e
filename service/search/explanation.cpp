#include "service/search/explanation.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "model/index_schema.h"
#include "service/search/query_builder.h"

namespace entrepot {
namespace {

using Kind = QueryNode::Kind;
using Place = Reason::Place;

constexpr std::size_t kMostForms = 3;  // told of one group

/// Calls with a node and all beneath it, but for what is excluded.
template <typename Call>
void each_node(const QueryNode& node, const Call& call) {
  if (node.kind == Kind::Not) return;
  call(node);
  for (const QueryNode& child : node.children) each_node(child, call);
}

}  // namespace

/// Which terms an entry has. Reads them once: to open their list anew for each question costs as
/// much as to read it.
class Explanation::Terms {
 public:
  explicit Terms(const Xapian::Document& entry)
      : terms_(entry.termlist_begin(), entry.termlist_end()) {}
  [[nodiscard]] bool has(const std::string& term) const {
    return std::binary_search(terms_.begin(), terms_.end(), term);
  }
  [[nodiscard]] bool has_any(const std::vector<std::string>& terms) const {
    return std::any_of(terms.begin(), terms.end(),
                       [this](const std::string& term) { return has(term); });
  }
  [[nodiscard]] bool has_beginning(const std::string& beginning) const {
    const auto at = std::lower_bound(terms_.begin(), terms_.end(), beginning);
    return at != terms_.end() && at->starts_with(beginning);
  }

 private:
  std::vector<std::string> terms_;  ///< In bytewise order.
};

/// What was found of one group.
struct Explanation::Seen {
  Reason reason{};
  std::vector<std::string> typed{};  ///< Its words as names are compared.

  void add(const Reason::Where& where) {
    if (std::find(reason.where.begin(), reason.where.end(), where) == reason.where.end())
      reason.where.push_back(where);
  }

  void add_form(std::string form) {
    const std::string key = name_key(form);
    if (key.empty() || std::find(typed.begin(), typed.end(), key) != typed.end() ||
        reason.forms.size() == kMostForms)
      return;
    typed.push_back(key);
    reason.forms.push_back(std::move(form));
  }
};

/// Adds what was found in one text to the groups it was found of.
void Explanation::tell(std::string_view text, const std::vector<Occurrence>& occurrences,
                       const Reason::Where& where, std::vector<Seen>& groups) {
  std::size_t end = 0;
  Occurrence stretch;
  const auto close = [&] {
    if (stretch.end == 0) return;
    groups[stretch.group].add(where);
    groups[stretch.group].add_form(
        std::string(text.substr(stretch.begin, stretch.end - stretch.begin)));
  };
  for (const Occurrence& one : occurrences) {
    if (one.begin < end) continue;
    end = one.end;
    // Characters of one run are found one by one.
    if (stretch.end == one.begin && stretch.end != 0 && stretch.group == one.group) {
      stretch.end = one.end;
      continue;
    }
    close();
    stretch = one;
  }
  close();
}

Explanation::Explanation(const TextMatch& match, const SoughtWords& words, const SearchQuery& query,
                         const Vocabulary& vocabulary, const Analyser& analyser)
    : words_(words), query_(query), vocabulary_(vocabulary), analyser_(analyser) {
  // In the order in which sought_words() numbers them.
  for (const auto* nodes : {&match.text.required, &match.text.groups, &match.text.preferred})
    groups_.insert(groups_.end(), nodes->begin(), nodes->end());
}

std::vector<Reason> Explanation::of(const Xapian::Document& entry, const Document& document,
                                    const DocumentNames& names,
                                    const std::vector<ShownPassage>& shown) const {
  std::vector<Seen> seen;
  for (const QueryNode& group : groups_) {
    Seen one{.reason = {.word = group.shown}};
    one.typed.push_back(name_key(group.shown));
    each_node(group, [&](const QueryNode& node) {
      for (const QueryWord& word : node.words) one.typed.push_back(name_key(word.token.word));
      for (const ConceptRef& meaning : node.concepts) {
        std::string label = concept_label(vocabulary_, meaning, query_.ui);
        if (name_key(label) != one.typed.front()) one.reason.meanings.push_back(std::move(label));
      }
    });
    seen.push_back(std::move(one));
  }
  const std::string& language = document.language;
  tell(document.title, find(document.title, names.title, language), {.place = Place::Title}, seen);
  tell(document.summary, find(document.summary, names.summary, language), {.place = Place::Summary},
       seen);
  for (const auto& [record, occurrences] : shown) {
    const Reason::Where where{.place = Place::Passage,
                              .label = record.passage.title,
                              .kind = record.passage.kind,
                              .anchor = record.passage.anchor};
    tell(record.passage.title, find(record.passage.title, record.names.title, language), where,
         seen);
    tell(record.passage.text, occurrences, where, seen);
  }
  const Terms terms(entry);
  look_at_terms(terms, seen);

  std::vector<Reason> reasons;
  for (Seen& one : seen)
    if (!one.reason.where.empty()) reasons.push_back(std::move(one.reason));
  if (document.status == "superseded") reasons.push_back({.where = {{.place = Place::Superseded}}});
  if (terms.has(std::string(kRetoldTerm))) reasons.push_back({.where = {{.place = Place::Retold}}});
  return reasons;
}

std::vector<Occurrence> Explanation::find(std::string_view text, const NamedConcepts& names,
                                          std::string_view language) const {
  return find_occurrences(text, language, words_, analyser_, names);
}

/// Tags, and what stands in parts of the text that are not shown.
void Explanation::look_at_terms(const Terms& terms, std::vector<Seen>& groups) const {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    Seen& seen = groups[i];
    each_node(groups_[i], [&](const QueryNode& node) {
      std::vector<ConceptRef> tags = node.concepts;
      tags.insert(tags.end(), node.about.begin(), node.about.end());
      for (const ConceptRef& one : tags) {
        const Facet* facet = facet_of_list(one.list);
        // Its months are no values of a facet.
        const bool is_of_month =
            one.list == kDatesList && terms.has(mention_term(one.list, one.id));
        if (is_of_month || (facet != nullptr && terms.has(facet_term(*facet, one.id))))
          seen.add({.place = Place::Tag,
                    .label = concept_label(vocabulary_, one, query_.ui),
                    .kind = std::string(facet->name)});
      }
    });
    if (!seen.reason.where.empty()) continue;
    each_node(groups_[i], [&](const QueryNode& node) {
      if (!seen.reason.where.empty()) return;
      if (node.kind == Kind::Wildcard) {
        if (terms.has_beginning(node.words.front().token.word)) seen.add({.place = Place::Text});
        return;
      }
      bool has = false, is_of_name = false;
      for (const ConceptRef& one : node.concepts) has = has || terms.has_any(terms_of(one));
      for (const QueryWord& word : node.words) {
        has = has || terms.has_any(terms_of(word, node.title, query_.expand));
        is_of_name = is_of_name || terms.has_any(word.tags);
      }
      if (has) {
        seen.add({.place = node.title ? Place::Title : Place::Text});
      } else if (is_of_name) {
        seen.add({.place = Place::TagName});
      }
    });
  }
}

}  // namespace entrepot
