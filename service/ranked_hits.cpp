#include "service/ranked_hits.h"

#include <xapian.h>

#include <utility>

#include "model/index_schema.h"
#include "service/explanation.h"
#include "service/query_builder.h"
#include "service/ranking.h"
#include "service/snippet.h"

namespace entrepot {
namespace {

constexpr unsigned kPassagesOfDocument = 3;  // shown beneath a document

Xapian::BM25Weight weighting(Group group) {
  return group == Group::Passage
             ? Xapian::BM25Weight(kPassageRepetition, 0, 1, kPassageLengthPenalty, 0.5)
             : Xapian::BM25Weight(kRepetition, 0, 1, kLengthPenalty, 0.5);
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

}  // namespace

RankedHits::RankedHits(const Databases& databases, const SearchQuery& query, const TextMatch& match,
                       const Vocabulary& vocabulary, const Analyser& analyser,
                       const TextNames& names)
    : databases_(databases),
      query_(query),
      match_(match),
      vocabulary_(vocabulary),
      analyser_(analyser),
      names_(names),
      words_(sought_words(match.text, query.expand)) {}

Xapian::MSet RankedHits::matches(unsigned skipped, unsigned most) const {
  const Xapian::Database& database = databases_.of(query_.group);
  const bool has_text = !match_.text.empty() || !match_.dropped.empty();
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(weighting(query_.group));
  Xapian::Query text = ranked_query(match_, query_.expand);
  if (has_text) text = weighed_by_standing(text, database);
  enquire.set_query(filtered(text, query_));
  set_order(enquire, query_, has_text);
  return enquire.get_mset(skipped, most);
}

std::vector<Hit> RankedHits::page() const {
  const Xapian::MSet found = matches((query_.page - 1) * query_.per_page, query_.per_page);
  std::vector<Hit> hits;
  const Explanation explanation(match_, words_, query_, vocabulary_, analyser_, names_);
  for (auto at = found.begin(); at != found.end(); ++at) hits.push_back(hit(at, explanation));
  return hits;
}

Hit RankedHits::hit(const Xapian::MSetIterator& at, const Explanation& explanation) const {
  const Xapian::Document entry = at.get_document();
  Hit out{.score = at.get_weight()};
  std::vector<PassageRecord> shown;
  if (query_.group == Group::Passage) {
    shown.push_back(parse_passage_record(entry.get_data()));
    out.document = shown.front().document;
  } else {
    out.document = parse_document_summary(entry.get_data());
    shown = best_passages(out.document.id);
  }
  for (const PassageRecord& record : shown) out.passages.push_back(passage_hit(record));
  if (query_.explain) out.why = explanation.of(entry, out.document, shown);
  return out;
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

PassageHit RankedHits::passage_hit(const PassageRecord& record) const {
  return {.anchor = record.passage.anchor,
          .kind = record.passage.kind,
          .title = record.passage.title,
          .snippet = make_snippet(record.passage.text, record.document.language, words_, analyser_,
                                  names_)};
}

/// Of one document, those that have most of the words; of the kinds asked for, if any are.
std::vector<PassageRecord> RankedHits::best_passages(const std::string& document) const {
  using Xapian::Query;
  std::vector<QueryNode> nodes = match_.text.required;
  nodes.insert(nodes.end(), match_.text.groups.begin(), match_.text.groups.end());
  SearchQuery narrowed{.in = {document}};
  std::vector<std::string> kinds = filter_values(query_, FacetUse::Any, "kind");
  for (const std::string& kind : filter_values(query_, FacetUse::All, "kind"))
    kinds.push_back(kind);
  std::erase(kinds, kNoValue);
  const bool has_kinds = !kinds.empty();
  if (has_kinds) narrowed.filters["kind"] = std::move(kinds);
  if (nodes.empty() && !has_kinds) return {};
  nodes.insert(nodes.end(), match_.text.preferred.begin(), match_.text.preferred.end());

  const Query every = every_document();
  Query query = nodes.empty() ? every : any_of(nodes, query_.expand);
  // With kinds asked for, one that has none of the words is still what was asked for.
  if (has_kinds && !nodes.empty()) query = preferring(every, query);
  Xapian::Enquire enquire(*databases_.passages);
  enquire.set_weighting_scheme(weighting(Group::Passage));
  enquire.set_query(filtered(query, narrowed));
  enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
  std::vector<PassageRecord> passages;
  const Xapian::MSet found = enquire.get_mset(0U, kPassagesOfDocument);
  for (auto at = found.begin(); at != found.end(); ++at)
    passages.push_back(parse_passage_record(at.get_document().get_data()));
  return passages;
}

}  // namespace entrepot
