#include "service/search/ranked_hits.h"

#include <xapian.h>

#include <functional>
#include <map>
#include <utility>

#include "model/index_schema.h"
#include "service/search/explanation.h"
#include "service/search/passage_evidence.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"
#include "service/search/snippet.h"

namespace entrepot {
namespace {

constexpr unsigned kPassagesOfDocument = 3;  // shown beneath a document

/// Whether a question is mostly of Han, kana or Hangul, which are searched as pairs of characters.
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

Xapian::BM25Weight weighting(Group group, const QueryText& text) {
  if (group == Group::Passage)
    return Xapian::BM25Weight(kPassageRepetition, 0, 1, kPassageLengthPenalty, 0.5);
  return Xapian::BM25Weight(is_of_pairs(text) ? kPairRepetition : kRepetition, 0, 1, kLengthPenalty,
                            0.5);
}

/// Beginning with the best.
void set_order(Xapian::Enquire& enquire, const SearchQuery& query, bool has_text) {
  switch (query.sort) {
    case Sort::Relevance:
      if (has_text) return enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
      break;
    case Sort::NewestFirst:
      break;
    case Sort::OldestFirst:
      return enquire.set_sort_by_value(kEarliestFirstSlot, false);
    case Sort::Title:
      return enquire.set_sort_by_value(kTitleSlot, false);
  }
  enquire.set_sort_by_value(kOrderSlot, false);
}

PassageHit passage_hit(const ShownPassage& shown) {
  const Passage& passage = shown.record.passage;
  return {.anchor = passage.anchor,
          .kind = passage.kind,
          .title = passage.title,
          .snippet = make_snippet(passage.text, shown.occurrences)};
}

}  // namespace

RankedHits::RankedHits(const Databases& databases, const SearchQuery& query, const TextMatch& match,
                       const Vocabulary& vocabulary, const Analyser& analyser)
    : databases_(databases),
      query_(query),
      match_(match),
      vocabulary_(vocabulary),
      analyser_(analyser),
      words_(sought_words(match.text, query.expand)) {}

Xapian::MSet RankedHits::matches(unsigned skipped, unsigned most) const {
  const Xapian::Database& database = databases_.of(query_.group);
  const bool has_text = !match_.text.empty() || !match_.dropped.empty();
  const Xapian::BM25Weight scheme = weighting(query_.group, match_.text);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(scheme);
  Xapian::Query evidence;
  // Pairs of characters come together by chance too often.
  const bool has_evidence = query_.group == Group::Document && query_.sort == Sort::Relevance &&
                            !is_of_pairs(match_.text);
  if (const std::vector<QueryNode> nodes = asked_for(); has_evidence && !nodes.empty()) {
    Xapian::Enquire passages = passage_search(in_passages(nodes));
    evidence = passage_evidence(database, passages);
  }
  Xapian::Query text = ranked_query(match_, {query_.expand, &database, &scheme}, evidence);
  if (has_text) text = weighed_by_standing(text, database);
  enquire.set_query(filtered(text, query_));
  set_order(enquire, query_, has_text);
  return enquire.get_mset(skipped, most);
}

std::vector<Hit> RankedHits::page() const {
  const Xapian::MSet found = matches((query_.page - 1) * query_.per_page, query_.per_page);
  std::vector<Hit> hits;
  std::vector<std::vector<ShownPassage>> shown;  // of each hit
  for (auto at = found.begin(); at != found.end(); ++at) {
    const std::string data = at.get_document().get_data();
    hits.push_back({.document = parse_document_summary(data), .score = at.get_weight()});
    shown.emplace_back();
    if (query_.group == Group::Passage)
      shown.back().push_back({.record = parse_passage_alone(data)});
  }
  if (query_.group == Group::Document) add_best_passages(hits, shown);
  for (std::size_t i = 0; i < hits.size(); ++i)
    for (ShownPassage& one : shown[i]) {
      one.occurrences = find_occurrences(one.record.passage.text, hits[i].document.language, words_,
                                         analyser_, one.record.names.text);
      hits[i].passages.push_back(passage_hit(one));
    }
  if (query_.explain) explain(found, hits, shown);
  return hits;
}

void RankedHits::explain(const Xapian::MSet& found, std::vector<Hit>& hits,
                         const std::vector<std::vector<ShownPassage>>& shown) const {
  const Explanation explanation(match_, words_, query_, vocabulary_, analyser_);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Xapian::Document entry = found[static_cast<Xapian::doccount>(i)].get_document();
    const DocumentNames names =
        query_.group == Group::Document ? parse_document_names(entry.get_data()) : DocumentNames{};
    hits[i].why = explanation.of(entry, hits[i].document, names, shown[i]);
  }
}

Hit RankedHits::whole_hit(const std::string& data) const {
  if (query_.group == Group::Document) return {.document = parse_document_summary(data)};
  PassageRecord record = parse_passage_record(data);
  Passage& passage = record.passage;
  Hit hit{.document = std::move(record.document)};
  hit.document.tags = std::move(passage.tags);
  hit.passages.push_back({.anchor = std::move(passage.anchor),
                          .kind = std::move(passage.kind),
                          .title = std::move(passage.title),
                          .snippet = {.text = std::move(passage.text)}});
  return hit;
}

/// Empty if there is nothing but forms.
std::vector<QueryNode> RankedHits::asked_for() const {
  std::vector<QueryNode> nodes = match_.text.required;
  nodes.insert(nodes.end(), match_.text.groups.begin(), match_.text.groups.end());
  if (!nodes.empty())
    nodes.insert(nodes.end(), match_.text.preferred.begin(), match_.text.preferred.end());
  return nodes;
}

Xapian::Query RankedHits::in_passages(const std::vector<QueryNode>& nodes) const {
  const Xapian::BM25Weight scheme = weighting(Group::Passage, match_.text);
  return any_of(nodes, {query_.expand, databases_.passages.get(), &scheme});
}

Xapian::Enquire RankedHits::passage_search(const Xapian::Query& query) const {
  Xapian::Enquire enquire(*databases_.passages);
  enquire.set_weighting_scheme(weighting(Group::Passage, match_.text));
  enquire.set_query(query);
  enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
  return enquire;
}

/// Of each document, those that have most of the words; of the kinds asked for, if any are. One
/// search finds them all.
void RankedHits::add_best_passages(const std::vector<Hit>& hits,
                                   std::vector<std::vector<ShownPassage>>& shown) const {
  using Xapian::Query;
  const std::vector<QueryNode> nodes = asked_for();
  SearchQuery narrowed;
  std::map<std::string, std::size_t, std::less<>> places;
  for (const Hit& hit : hits) {
    places.emplace(hit.document.id, places.size());
    narrowed.in.push_back(hit.document.id);
  }
  std::vector<std::string> kinds = filter_values(query_, FacetUse::Any, "kind");
  for (const std::string& kind : filter_values(query_, FacetUse::All, "kind"))
    kinds.push_back(kind);
  std::erase(kinds, kNoValue);
  const bool has_kinds = !kinds.empty();
  if (has_kinds) narrowed.filters["kind"] = std::move(kinds);
  if (hits.empty() || (nodes.empty() && !has_kinds)) return;

  const Query every = every_document();
  Query query = nodes.empty() ? every : in_passages(nodes);
  // With kinds asked for, one that has none of the words is still what was asked for.
  if (has_kinds && !nodes.empty()) query = preferring(every, query);
  Xapian::Enquire enquire = passage_search(filtered(query, narrowed));
  enquire.set_collapse_key(kDocumentSlot, kPassagesOfDocument);
  const Xapian::MSet found =
      enquire.get_mset(0U, static_cast<Xapian::doccount>(hits.size()) * kPassagesOfDocument);
  for (auto at = found.begin(); at != found.end(); ++at) {
    const auto place = places.find(at.get_collapse_key());
    if (place == places.end()) continue;
    shown[place->second].push_back({.record = parse_passage_alone(at.get_document().get_data())});
  }
}

}  // namespace entrepot
