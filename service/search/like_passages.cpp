#include "service/search/like_passages.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "model/index_schema.h"
#include "model/same_event.h"
#include "service/search/passage_gist.h"
#include "service/search/ranking.h"

namespace entrepot {
namespace {

using Xapian::Query;

constexpr Xapian::doccount kCandidates = 12;    // that are looked at closely
constexpr Xapian::doccount kPostings = 20'000;  // read at most to find them, rarest terms first

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool have_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& one) { return has(b, one); });
}

/// Whether two documents are one in another language or of another time.
bool are_versions(const Document& a, const Document& b) {
  const bool translations = a.translation_of == b.id || b.translation_of == a.id ||
                            (!a.translation_of.empty() && a.translation_of == b.translation_of);
  return translations || has(a.supersedes, b.id) || has(b.supersedes, a.id);
}

class LikeSearch {
 public:
  LikeSearch(const Xapian::Database& passages, const Analyser& analyser, Xapian::docid docid)
      : passages_(passages), analyser_(analyser), docid_(docid) {}

  [[nodiscard]] std::vector<LikePassage> find() {
    const Xapian::Document entry = passages_.get_document(docid_);
    const std::vector<std::string>& kinds = like_kinds(entry.get_value(find_facet("kind")->slot));
    if (kinds.empty()) return {};
    gist_ = passage_gist(passages_, docid_, analyser_);
    if (gist_.empty() || gist_.size() > kMostSaid) return {};
    std::vector<Found> found;
    for (const Xapian::docid docid : candidates(entry, kinds))
      if (std::optional<Found> one = judged(docid)) found.push_back(std::move(*one));
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
      if (a.elsewhere != b.elsewhere) return a.elsewhere;
      return a.share != b.share ? a.share > b.share : a.order < b.order;
    });
    std::vector<LikePassage> out;
    for (Found& one : found) {
      const bool again = std::any_of(out.begin(), out.end(), [&one](const LikePassage& other) {
        return other.document.id == one.passage.document.id;
      });
      if (!again && out.size() < kMostLike) out.push_back(std::move(one.passage));
    }
    return out;
  }

 private:
  struct Found {
    LikePassage passage{};
    bool elsewhere = false;  // in other countries
    double share = 0;
    std::string order{};
  };

  /// The passages with most of the same terms.
  [[nodiscard]] std::vector<Xapian::docid> candidates(const Xapian::Document& entry,
                                                      const std::vector<std::string>& kinds) const {
    const std::vector<std::string> themes =
        unpack_values(entry.get_value(find_facet("theme")->slot));
    const Query like(Query::OP_FILTER, any_of_gist(),
                     Query(Query::OP_AND, any_of("kind", kinds), any_of("theme", themes)));
    const Query left_out(Query::OP_OR,
                         Query(prefixed_term(kDocumentPrefix, entry.get_value(kDocumentSlot))),
                         Query(facet_term(*find_facet("status"), "superseded")));
    Xapian::Enquire enquire(passages_);
    enquire.set_weighting_scheme(Xapian::CoordWeight());
    enquire.set_query(Query(Query::OP_AND_NOT, like, left_out));
    enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
    const Xapian::MSet set = enquire.get_mset(0U, kCandidates);
    std::vector<Xapian::docid> docids;
    for (auto at = set.begin(); at != set.end(); ++at) docids.push_back(*at);
    return docids;
  }

  /// A term of very many passages finds none by itself: it weighs little, and is long to read.
  [[nodiscard]] Query any_of_gist() const {
    std::vector<std::pair<Xapian::doccount, const GistTerm*>> terms;
    for (const GistTerm& one : gist_) terms.emplace_back(passages_.get_termfreq(one.term), &one);
    std::stable_sort(terms.begin(), terms.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Query> queries;
    Xapian::doccount postings = 0;
    for (const auto& [found, one] : terms) {
      postings += found;
      if (postings > kPostings) break;
      queries.push_back(Query(one->weight, Query(one->term)));
    }
    return Query(Query::OP_OR, queries.begin(), queries.end());
  }

  [[nodiscard]] static Query any_of(std::string_view facet,
                                    const std::vector<std::string>& values) {
    std::vector<Query> terms;
    for (const std::string& value : values)
      terms.emplace_back(facet_term(*find_facet(facet), value));
    return Query(Query::OP_OR, terms.begin(), terms.end());
  }

  /// Its own record, which is read once another says the same.
  [[nodiscard]] const PassageRecord& own() {
    if (!own_) own_ = parse_passage_record(passages_.get_document(docid_).get_data());
    return *own_;
  }

  [[nodiscard]] std::optional<Found> judged(Xapian::docid docid) {
    const Gist gist = passage_gist(passages_, docid, analyser_);
    const GistOverlap common = overlap(gist_, gist);
    if (gist.size() > kMostSaid || common.share < kLikeShare || common.weight < kLikeWeight)
      return {};
    const Xapian::Document entry = passages_.get_document(docid);
    PassageRecord record = parse_passage_record(entry.get_data());
    const Document& document = own().document;
    if (are_versions(document, record.document) || is_same_event(document, record.document))
      return {};
    Passage& passage = record.passage;
    return Found{.passage = {.document = std::move(record.document),
                             .anchor = std::move(passage.anchor),
                             .kind = std::move(passage.kind),
                             .countries = passage.tags.countries},
                 .elsewhere = !have_common(own().passage.tags.countries, passage.tags.countries),
                 .share = common.share,
                 .order = entry.get_value(kOrderSlot)};
  }

  const Xapian::Database& passages_;
  const Analyser& analyser_;
  Xapian::docid docid_;
  Gist gist_{};
  std::optional<PassageRecord> own_{};
};

}  // namespace

const std::vector<std::string>& like_kinds(std::string_view kind) {
  static const std::array<std::vector<std::string>, 4> kGroups{
      {{"conclusion", "recommendation", "lesson", "good-practice", "success-factor"},
       {"outcome"},
       {"challenge"},
       {}}};
  for (const std::vector<std::string>& group : kGroups)
    if (has(group, std::string(kind))) return group;
  return kGroups.back();
}

std::vector<LikePassage> like_passages(const Xapian::Database& passages, const Analyser& analyser,
                                       std::string_view document, std::string_view anchor) {
  const std::string term = prefixed_term(kIdPrefix, fmt::format("{}#{}", document, anchor));
  const auto at = passages.postlist_begin(term);
  if (at == passages.postlist_end(term)) return {};
  return LikeSearch(passages, analyser, *at).find();
}

}  // namespace entrepot
