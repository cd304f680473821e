#include "service/search/related.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "model/index_schema.h"
#include "model/same_event.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"
#include "service/search/related_words.h"
#include "service/search/tag_likeness.h"

namespace entrepot {
namespace {

using Kind = RelatedReason::Kind;
using Xapian::Query;

constexpr Xapian::doccount kCandidates = 48;    // that are looked at closely
constexpr Xapian::doccount kPostings = 50'000;  // read at most to find them, rarest tags first
constexpr std::size_t kNamedWords = 5;

// How much each thing in common does to find candidates; tags in logarithms of their rarity.
constexpr double kFindByTheme = 2.0, kFindByCountry = 1.0, kFindByRegion = 0.4;
constexpr double kFindByWords = 8.0;  // all of them together
constexpr double kFindByEvent = 10.0;

// What a relation is worth, between 0 and 1. A common theme says little without a place.
constexpr double kThemesAlone = 0.3, kThemesInPlace = 0.5, kWordsBesides = 0.2;
constexpr double kCountryBase = 0.5, kRegionShare = 0.4;
// What is worth less is no reason to read on.
constexpr double kLeastThemes = 0.04, kLeastWords = 0.15;
constexpr std::size_t kFewestWords = 3;  // fewer are chance

/// The ids that a document's text links to.
void add_linked(const DocumentRecord& record, std::set<std::string>& ids) {
  constexpr std::string_view kLink = "href=\"entrepot:";
  for (const Section& section : record.sections) {
    const std::string& html = section.html;
    for (std::size_t at = html.find(kLink); at != std::string::npos; at = html.find(kLink, at)) {
      at += kLink.size();
      ids.insert(html.substr(at, html.find_first_of("#\"", at) - at));
    }
  }
}

class RelatedSearch {
 public:
  RelatedSearch(const Xapian::Database& documents, const Columns& columns, const Lexis& lexis,
                const ReadingPlace& place)
      : documents_(documents),
        columns_(columns),
        record_(place.record),
        left_out_(place.left_out),
        docid_(docid_of(record_.document.id)),
        themes_(documents, columns, "theme"),
        countries_(documents, columns, "country"),
        regions_(documents, columns, "region") {
    if (docid_ != 0) words_ = characteristic_words(documents, docid_, lexis);
    for (const CharacteristicWord& word : words_) words_weight_ += word.weight;
  }

  [[nodiscard]] std::vector<RelatedDocument> find() {
    if (docid_ == 0) return {};
    const std::vector<Xapian::docid> named = stated();
    const std::vector<Xapian::docid> like = found();
    std::vector<Xapian::docid> all = named;
    all.insert(all.end(), like.begin(), like.end());
    common_words_ = words_in(documents_, all, words_);
    std::vector<Candidate> candidates;
    for (const Xapian::docid docid : named) {
      Candidate one = compared(docid);
      one.reason.kind = Kind::Stated;
      const double place = static_cast<double>(candidates.size()) / double(named.size());
      one.score = rank(Kind::Stated, 1.0 - place);
      candidates.push_back(std::move(one));
    }
    for (const Xapian::docid docid : like)
      if (std::optional<Candidate> one = judged(docid)) candidates.push_back(std::move(*one));
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return a.score != b.score ? a.score > b.score : a.order < b.order;
    });
    if (candidates.size() > kMostRelated) candidates.resize(kMostRelated);
    std::vector<RelatedDocument> out;
    for (Candidate& one : candidates)
      out.push_back({.document = summary(one.docid), .reason = std::move(one.reason)});
    return out;
  }

 private:
  struct Candidate {
    Xapian::docid docid = 0;
    std::string order{};
    double score = 0;
    RelatedReason reason{};
  };
  struct Part {
    Query query{};
    Xapian::doccount postings = 0;  ///< That must be read for it, at most.
  };

  [[nodiscard]] Xapian::docid docid_of(const std::string& id) const {
    const std::string term = prefixed_term(kIdPrefix, id);
    const auto at = documents_.postlist_begin(term);
    return at == documents_.postlist_end(term) ? 0 : *at;
  }

  [[nodiscard]] Document summary(Xapian::docid docid) const {
    return parse_document_summary(documents_.get_document(docid).get_data());
  }

  // ---- Finding candidates -------------------------------------------------------------------

  /// What the page shows as something nearer than `related`.
  [[nodiscard]] std::set<std::string> shown_elsewhere() const {
    const Document& document = record_.document;
    std::set<std::string> ids(document.supersedes.begin(), document.supersedes.end());
    ids.insert(left_out_.begin(), left_out_.end());
    ids.insert(
        {document.id, document.translation_of, record_.superseded_by, record_.primary_account});
    ids.erase("");
    return ids;
  }

  /// Those the author names, in that order, what has been superseded last.
  [[nodiscard]] std::vector<Xapian::docid> stated() const {
    std::set<std::string> seen = shown_elsewhere();
    std::vector<Xapian::docid> out;
    for (const std::string& id : record_.document.related) {
      if (!seen.insert(id).second) continue;
      if (const Xapian::docid docid = docid_of(id); docid != 0) out.push_back(docid);
    }
    std::stable_partition(out.begin(), out.end(),
                          [this](Xapian::docid docid) { return !is_superseded(docid); });
    return out;
  }

  /// The most promising documents that are not linked yet. A tag of very many documents finds none
  /// by itself: what else they have in common must.
  [[nodiscard]] std::vector<Xapian::docid> found() const {
    std::vector<Part> parts = parts_of_tags();
    for (const CharacteristicWord& word : words_)
      add_part(parts, word.word, kFindByWords * word.weight / words_weight_);
    std::stable_sort(parts.begin(), parts.end(), [](const Part& left, const Part& right) {
      return left.postings < right.postings;
    });
    std::vector<Query> queries;
    Xapian::doccount postings = 0;
    for (Part& part : parts) {
      postings += part.postings;
      if (postings > kPostings) break;
      queries.push_back(std::move(part.query));
    }
    if (queries.empty()) return {};
    std::set<std::string> linked = shown_elsewhere();
    linked.insert(record_.document.related.begin(), record_.document.related.end());
    add_linked(record_, linked);
    std::vector<Query> left_out;
    for (const std::string& id : linked) left_out.emplace_back(prefixed_term(kIdPrefix, id));
    const Query any(Query::OP_OR, queries.begin(), queries.end());
    const Query query(Query::OP_AND_NOT, weighed_by_standing(any, documents_),
                      Query(Query::OP_OR, left_out.begin(), left_out.end()));
    Xapian::Enquire enquire(documents_);
    enquire.set_weighting_scheme(Xapian::CoordWeight());
    enquire.set_query(query);
    enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
    const Xapian::MSet set = enquire.get_mset(0U, kCandidates);
    std::vector<Xapian::docid> docids;
    for (auto at = set.begin(); at != set.end(); ++at) docids.push_back(*at);
    return docids;
  }

  void add_part(std::vector<Part>& parts, const std::string& term, double weight) const {
    parts.push_back(
        {.query = Query(weight, Query(term)), .postings = documents_.get_termfreq(term)});
  }

  [[nodiscard]] std::vector<Part> parts_of_tags() const {
    std::vector<Part> parts;
    for (const auto& [tags, weight] : {std::pair{&themes_, kFindByTheme},
                                       {&countries_, kFindByCountry},
                                       {&regions_, kFindByRegion}})
      for (const std::string& value : tags->values(docid_))
        add_part(parts, tags->term(value), weight * tags->rarity(value));
    if (record_.document.date && !record_.document.tags.countries.empty())
      parts.push_back(part_of_event());
    return parts;
  }

  /// Who tells of the same event has its main country, one of its years and one of its themes.
  [[nodiscard]] Part part_of_event() const {
    const Tags& tags = record_.document.tags;
    const TagLikeness years(documents_, columns_, "year");
    Part event{.query = Query(countries_.term(tags.countries.front()))};
    event.postings = documents_.get_termfreq(countries_.term(tags.countries.front()));
    for (const auto& [facet, values] :
         {std::pair{&years, years.values(docid_)}, {&themes_, tags.themes}}) {
      std::vector<Query> any;
      Xapian::doccount postings = 0;
      for (const std::string& value : values) {
        any.emplace_back(facet->term(value));
        postings += documents_.get_termfreq(facet->term(value));
      }
      const Query one_of(Query::OP_OR, any.begin(), any.end());
      event.query = Query(Query::OP_FILTER, event.query, one_of);
      event.postings = std::min(event.postings, postings);
    }
    event.query = Query(kFindByEvent, event.query);
    return event;
  }

  // ---- Judging them -------------------------------------------------------------------------

  /// What it has in common with the document, and of what kind and worth that is; not who says so
  /// and what event they tell of.
  [[nodiscard]] Candidate compared(Xapian::docid docid) const {
    const CommonTags countries = countries_.common(docid_, docid);
    const CommonTags regions = regions_.common(docid_, docid);
    CommonTags themes = themes_.common(docid_, docid);
    std::stable_sort(themes.values.begin(), themes.values.end(),
                     [this](const std::string& left, const std::string& right) {
                       return themes_.rarity(left) > themes_.rarity(right);
                     });
    const auto in_common = common_words_.find(docid);
    const std::vector<CharacteristicWord> words =
        in_common == common_words_.end() ? std::vector<CharacteristicWord>{} : in_common->second;
    double words_share = 0;
    for (const CharacteristicWord& word : words) words_share += word.weight / words_weight_;

    const double place = countries.values.empty()
                             ? kRegionShare * regions.closeness
                             : kCountryBase + (1 - kCountryBase) * countries.closeness;
    Candidate out{.docid = docid, .order = documents_.get_document(docid).get_value(kOrderSlot)};
    out.reason = {.kind = themes.values.empty() ? Kind::Words : Kind::Theme,
                  .themes = std::move(themes.values),
                  .countries = countries.values,
                  .regions = regions.values};
    if (words.size() >= kFewestWords && words_share >= kLeastWords)
      for (std::size_t i = 0; i < std::min(words.size(), kNamedWords); ++i)
        out.reason.words.push_back(words[i].word);
    out.score = out.reason.themes.empty()
                    ? words_share
                    : themes.closeness * (kThemesAlone + kThemesInPlace * place) +
                          kWordsBesides * words_share;
    return out;
  }

  [[nodiscard]] std::optional<Candidate> judged(Xapian::docid docid) const {
    Candidate one = compared(docid);
    if (is_of_event(one)) one.reason.kind = Kind::Event;
    if (one.reason.kind == Kind::Theme && one.score < kLeastThemes) return {};
    if (one.reason.kind == Kind::Words && one.reason.words.empty()) return {};
    one.score = rank(one.reason.kind, one.score);
    if (is_superseded(docid)) one.score *= kSupersededWeight;
    return one;
  }

  /// Any worth within one kind is below any within a stronger one.
  static double rank(Kind kind, double worth) {
    constexpr double kKinds = 3;
    return kKinds - static_cast<double>(kind) + std::clamp(worth, 0.0, 1.0);
  }

  [[nodiscard]] bool is_of_event(const Candidate& one) const {
    const bool may_be = !one.reason.themes.empty() && !one.reason.countries.empty() &&
                        columns_.first_day[one.docid] <= columns_.last_day[docid_] &&
                        columns_.first_day[docid_] <= columns_.last_day[one.docid];
    return may_be && is_same_event(record_.document, summary(one.docid));
  }

  [[nodiscard]] bool is_superseded(Xapian::docid docid) const {
    return documents_.get_document(docid).get_value(find_facet("status")->slot) == "superseded";
  }

  const Xapian::Database& documents_;
  const Columns& columns_;
  const DocumentRecord& record_;
  const std::vector<std::string>& left_out_;
  Xapian::docid docid_;
  std::vector<CharacteristicWord> words_{};
  std::map<Xapian::docid, std::vector<CharacteristicWord>> common_words_{};
  double words_weight_ = 0;
  TagLikeness themes_, countries_, regions_;
};

}  // namespace

std::vector<RelatedDocument> related_documents(const Xapian::Database& documents,
                                               const Columns& columns, const Lexis& lexis,
                                               const ReadingPlace& place) {
  return RelatedSearch(documents, columns, lexis, place).find();
}

}  // namespace entrepot
