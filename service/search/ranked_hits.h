#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/query/search_page.h"
#include "service/search/best_passages.h"
#include "service/search/columns.h"
#include "service/search/database_pool.h"
#include "service/search/explanation.h"
#include "service/search/matching.h"
#include "service/search/occurrences.h"
#include "service/search/postings.h"

/// The matches of a search in its order, as they are listed.
namespace entrepot {

/// What hits are made from; all of it outlives them.
struct HitSources {
  const Databases& databases;
  const Columns &documents, &passages;
  const Vocabulary& vocabulary;
  const Analyser& analyser;
  Postings& postings;  ///< Of all documents or of all passages: of what is listed.
};

/// Of one search; lives no longer than what it is made from. Its methods throw Xapian::Error.
class RankedHits {
 public:
  RankedHits(const HitSources& from, const SearchQuery& query, const TextMatch& match);

  /// In the query's order, beginning after the first `skipped`. Every order is total, so that pages
  /// partition the result.
  [[nodiscard]] std::vector<Weighed> matches(unsigned skipped, unsigned most) const;

  /// Those of the query's page, with extracts.
  [[nodiscard]] std::vector<Hit> page() const;

  /// One as Library::each_match tells it. @param number one of matches().
  [[nodiscard]] Hit whole_hit(std::uint32_t number) const;

 private:
  /// Documents in order, and passages of theirs.
  struct Ordered {
    std::vector<Weighed> documents{};
    std::optional<BestPassages> passages{};
    std::vector<std::size_t> in_passages{};  ///< Of each document, how BestPassages counts it.
  };
  [[nodiscard]] bool has_text() const;
  [[nodiscard]] std::vector<Weighed> matches_by_xapian(unsigned skipped, unsigned most) const;
  [[nodiscard]] Ordered documents(unsigned skipped, unsigned most, bool with_passages) const;
  void reorder(Ordered& front) const;
  [[nodiscard]] BestPassages passages_of(const std::vector<Weighed>& documents) const;
  [[nodiscard]] std::vector<std::vector<ShownPassage>> shown_passages(const Ordered& found) const;
  [[nodiscard]] std::vector<Hit> hits_of(const std::vector<Weighed>& found,
                                         std::vector<std::vector<ShownPassage>>& shown) const;
  [[nodiscard]] std::string data_of(std::uint32_t number) const;
  /// @param shown by hit, the passages beneath it.
  void explain(const std::vector<Weighed>& found, std::vector<Hit>& hits,
               const std::vector<std::vector<ShownPassage>>& shown) const;

  const HitSources& from_;
  const SearchQuery& query_;
  const TextMatch& match_;
  std::vector<QueryNode> asked_for_;
  SoughtWords words_;
};

}  // namespace entrepot
