#include "service/search/ranked_hits.h"

#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include "model/index_schema.h"
#include "service/search/document_ranking.h"
#include "service/search/explanation.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"
#include "service/search/snippet.h"

namespace entrepot {
namespace {

constexpr std::size_t kPassagesOfDocument = 3;  // shown beneath a document

Xapian::BM25Weight weighting(Group group, const QueryText& text) {
  if (group == Group::Passage)
    return Xapian::BM25Weight(kPassageRepetition, 0, 1, kPassageLengthPenalty, 0.5);
  const Bm25 scheme = document_scheme(text);
  return Xapian::BM25Weight(scheme.repetition, 0, 1, scheme.length_penalty, 0.5);
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

/// The kinds of passages that a search asks for.
std::vector<std::string> kinds_asked_for(const SearchQuery& query) {
  std::vector<std::string> kinds = filter_values(query, FacetUse::Any, "kind");
  for (const std::string& kind : filter_values(query, FacetUse::All, "kind")) kinds.push_back(kind);
  std::erase(kinds, kNoValue);
  return kinds;
}

/// Keeps `most` after the first `skipped`.
template <typename T>
void cut(std::vector<T>& list, std::size_t skipped, std::size_t most) {
  const auto at = [&list](std::size_t i) {
    return list.begin() + static_cast<std::ptrdiff_t>(std::min(i, list.size()));
  };
  list.erase(at(skipped + most), list.end());
  list.erase(list.begin(), at(skipped));
}

}  // namespace

RankedHits::RankedHits(const HitSources& from, const SearchQuery& query, const TextMatch& match)
    : from_(from),
      query_(query),
      match_(match),
      asked_for_(asked_for(match.text)),
      words_(sought_words(match.text, query.expand)) {}

std::vector<Weighed> RankedHits::matches(unsigned skipped, unsigned most) const {
  if (query_.group == Group::Passage) return matches_by_xapian(skipped, most);
  return documents(skipped, most, false).documents;
}

std::vector<Hit> RankedHits::page() const {
  const unsigned skipped = (query_.page - 1) * query_.per_page;
  std::vector<Weighed> found;
  std::vector<std::vector<ShownPassage>> shown;  // of each hit
  if (query_.group == Group::Passage) {
    found = matches_by_xapian(skipped, query_.per_page);
  } else {
    Ordered ordered = documents(skipped, query_.per_page, true);
    shown = shown_passages(ordered);
    found = std::move(ordered.documents);
  }
  std::vector<Hit> hits = hits_of(found, shown);
  if (query_.explain) explain(found, hits, shown);
  return hits;
}

std::vector<Weighed> RankedHits::matches_by_xapian(unsigned skipped, unsigned most) const {
  const Xapian::Database& database = from_.databases.of(query_.group);
  const Xapian::BM25Weight scheme = weighting(query_.group, match_.text);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(scheme);
  Xapian::Query text = ranked_query(match_, {query_.expand, &database, &scheme});
  if (has_text()) text = weighed_by_standing(text, database);
  enquire.set_query(filtered(text, query_));
  set_order(enquire, query_, has_text());
  const Xapian::MSet set = enquire.get_mset(skipped, most);
  std::vector<Weighed> found;
  for (auto at = set.begin(); at != set.end(); ++at) found.push_back({*at, at.get_weight()});
  return found;
}

/// @param with_passages whether those of every document are asked for.
RankedHits::Ordered RankedHits::documents(unsigned skipped, unsigned most,
                                          bool with_passages) const {
  Ordered out;
  const bool is_by_weight = query_.sort == Sort::Relevance && has_text();
  // Pairs of characters come together by chance too often.
  const bool has_evidence = is_by_weight && !is_of_pairs(match_.text) && !asked_for_.empty();
  const std::size_t front = has_evidence && skipped < kReordered ? kReordered : 0;
  if (is_by_weight) {
    const std::vector<std::uint32_t> all = listed(from_.documents, match_.matched, query_);
    out.documents = best_documents(from_.postings, from_.documents, match_, query_.expand, all,
                                   std::max<std::size_t>(front, skipped + most));
  } else {
    out.documents = matches_by_xapian(skipped, most);
    skipped = 0;
  }
  if (front == 0) cut(out.documents, skipped, most);
  if (front > 0 || with_passages) {
    std::vector<Weighed> wanted = out.documents;
    if (!with_passages && wanted.size() > front) wanted.resize(front);
    out.passages.emplace(passages_of(wanted));
  }
  out.in_passages.resize(out.documents.size());
  std::iota(out.in_passages.begin(), out.in_passages.end(), 0);
  if (front == 0) return out;
  reorder(out);
  cut(out.documents, skipped, most);
  cut(out.in_passages, skipped, most);
  return out;
}

/// The best documents, by what their best passages say as well.
void RankedHits::reorder(Ordered& front) const {
  std::vector<std::pair<Weighed, std::size_t>> best;
  for (std::size_t i = 0; i < std::min<std::size_t>(kReordered, front.documents.size()); ++i) {
    Weighed one = front.documents[i];
    one.weight +=
        kPassageEvidence * front.passages->heaviest(i) * standing(from_.postings, one.place);
    best.emplace_back(one, i);
  }
  const HeavierFirst is_before(from_.documents);
  std::sort(best.begin(), best.end(), [&](const auto& left, const auto& right) {
    return is_before(left.first, right.first);
  });
  for (std::size_t i = 0; i < best.size(); ++i)
    std::tie(front.documents[i], front.in_passages[i]) = best[i];
}

BestPassages RankedHits::passages_of(const std::vector<Weighed>& documents) const {
  const DocumentColumn& column = from_.documents.document;
  std::vector<std::string_view> ids;
  for (const Weighed& one : documents) ids.push_back(column.id(column.of(one.place)));
  return {{*from_.databases.passages, from_.passages}, asked_for_, query_.expand, ids};
}

/// Of each document, those that have most of the words; of the kinds asked for, if any are.
std::vector<std::vector<ShownPassage>> RankedHits::shown_passages(const Ordered& found) const {
  const std::vector<std::string> kinds = kinds_asked_for(query_);
  const Wanted wanted(facet_column(from_.passages, "kind"), kinds);
  std::vector<std::vector<ShownPassage>> shown;
  for (const std::size_t document : found.in_passages) {
    shown.emplace_back();
    for (const std::uint32_t number :
         found.passages->of(document, kPassagesOfDocument, kinds.empty() ? nullptr : &wanted))
      shown.back().push_back({.record = parse_passage_alone(
                                  from_.databases.passages->get_document(number).get_data())});
  }
  return shown;
}

/// @param shown filled in for passages, which stand beneath themselves.
std::vector<Hit> RankedHits::hits_of(const std::vector<Weighed>& found,
                                     std::vector<std::vector<ShownPassage>>& shown) const {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string data = data_of(found[i].place);
    hits.push_back({.document = parse_document_summary(data), .score = found[i].weight});
    if (query_.group == Group::Passage) shown.push_back({{.record = parse_passage_alone(data)}});
    for (ShownPassage& one : shown[i]) {
      one.occurrences = find_occurrences(one.record.passage.text, hits[i].document.language, words_,
                                         from_.analyser, one.record.names.text);
      hits[i].passages.push_back(passage_hit(one));
    }
  }
  return hits;
}

void RankedHits::explain(const std::vector<Weighed>& found, std::vector<Hit>& hits,
                         const std::vector<std::vector<ShownPassage>>& shown) const {
  const Explanation explanation(match_, words_, query_, from_.vocabulary, from_.analyser);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Xapian::Document entry = from_.databases.of(query_.group).get_document(found[i].place);
    const DocumentNames names =
        query_.group == Group::Document ? parse_document_names(entry.get_data()) : DocumentNames{};
    hits[i].why = explanation.of(entry, hits[i].document, names, shown[i]);
  }
}

Hit RankedHits::whole_hit(std::uint32_t number) const {
  const std::string data = data_of(number);
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

std::string RankedHits::data_of(std::uint32_t number) const {
  return from_.databases.of(query_.group).get_document(number).get_data();
}

bool RankedHits::has_text() const { return !match_.text.empty() || !match_.dropped.empty(); }

}  // namespace entrepot
