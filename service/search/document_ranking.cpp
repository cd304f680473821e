#include "service/search/document_ranking.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <tuple>

#include "model/index_schema.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"
#include "service/search/weigher.h"

namespace entrepot {
namespace {

/// What is left of the weight of what has a term.
struct Lowering {
  std::string term{};
  double share = 1;
};

/// What holds now comes before what does not, and who did a thing before who retells it.
const std::vector<Lowering>& lowerings() {
  static const std::vector<Lowering> kLowerings{
      {facet_term(*find_facet("status"), "superseded"), kSupersededWeight},
      {std::string(kRetoldTerm), kRetoldWeight}};
  return kLowerings;
}

/// Weights of whole documents.
Weigher weigh_documents(Postings& postings, const TextMatch& match, bool expand) {
  const QueryText& text = match.text;
  Weigher weigher(postings, document_scheme(text), expand);
  const std::function<void(const QueryNode&)> add_required = [&](const QueryNode& node) {
    // What is listed has every part of it.
    if (node.kind != QueryNode::Kind::And) return weigher.add(node);
    for (const QueryNode& child : node.children)
      if (child.kind != QueryNode::Kind::Not) add_required(child);
  };
  for (const QueryNode& node : text.required) add_required(node);
  for (const QueryNode& node : text.groups) weigher.add(node);
  for (const QueryNode& node : text.preferred) weigher.add(node);
  for (const ConceptRef& subject : text.subjects)
    weigher.add_fixed(tag_terms_of(subject), kSubjectWeight);
  for (const QueryNode& pair : text.pairs) weigher.add(pair, kPairWeight);
  for (const QueryNode& run : text.runs) weigher.add(run, kRunWeight);
  return weigher;
}

}  // namespace

bool is_of_pairs(const QueryText& text) {
  std::size_t pairs = 0, words = 0;
  const std::function<void(const QueryNode&)> add = [&](const QueryNode& node) {
    if (node.kind == QueryNode::Kind::Not) return;
    for (const QueryWord& word : node.words) ++(word.grams.empty() ? words : pairs);
    for (const QueryNode& child : node.children) add(child);
  };
  for (const auto* nodes : {&text.required, &text.groups})
    for (const QueryNode& node : *nodes) add(node);
  return pairs > words;
}

Bm25 document_scheme(const QueryText& text) {
  return {.repetition = is_of_pairs(text) ? kPairRepetition : kRepetition,
          .length_penalty = kLengthPenalty};
}

std::vector<QueryNode> asked_for(const QueryText& text) {
  std::vector<QueryNode> nodes = text.required;
  nodes.insert(nodes.end(), text.groups.begin(), text.groups.end());
  if (!nodes.empty()) nodes.insert(nodes.end(), text.preferred.begin(), text.preferred.end());
  return nodes;
}

std::vector<Weighed> best_documents(Postings& postings, const Columns& columns,
                                    const TextMatch& match, bool expand,
                                    const std::vector<std::uint32_t>& listed, std::size_t most) {
  std::vector<double> weights = weigh_documents(postings, match, expand).take();
  for (const Lowering& lowering : lowerings())
    for (const Posting& one : postings.of(lowering.term)) weights[one.place] *= lowering.share;
  std::vector<Weighed> found;
  found.reserve(listed.size());
  for (const std::uint32_t number : listed) found.push_back({number, weights[number]});
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size()));
  std::partial_sort(found.begin(), end, found.end(), HeavierFirst(columns));
  found.erase(end, found.end());
  return found;
}

bool HeavierFirst::operator()(const Weighed& left, const Weighed& right) const {
  if (left.weight != right.weight) return left.weight > right.weight;
  // As kOrderSlot has it: undated last.
  const auto key = [this](std::uint32_t number) {
    const std::uint32_t day = columns_->last_day[number];
    return std::tuple(day == 0, std::numeric_limits<std::uint32_t>::max() - day,
                      columns_->document.of(number));
  };
  return key(left.place) < key(right.place);
}

double standing(Postings& postings, std::uint32_t document) {
  double left = 1;
  for (const Lowering& lowering : lowerings()) {
    const std::vector<Posting>& lowered = postings.of(lowering.term);
    const auto at = std::lower_bound(
        lowered.begin(), lowered.end(), document,
        [](const Posting& one, std::uint32_t number) { return one.place < number; });
    if (at != lowered.end() && at->place == document) left *= lowering.share;
  }
  return left;
}

}  // namespace entrepot
