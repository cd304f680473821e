#pragma once

#include <string>
#include <vector>

#include "service/query/search_page.h"
#include "service/search/database_pool.h"
#include "service/search/explanation.h"
#include "service/search/matching.h"
#include "service/search/occurrences.h"

namespace Xapian {
class Enquire;
class MSet;
class Query;
}  // namespace Xapian

/// The matches of a search in its order, as they are listed.
namespace entrepot {

/// Of one search, over borrowed databases; lives no longer than what it is made from. Its methods
/// throw Xapian::Error.
class RankedHits {
 public:
  RankedHits(const Databases& databases, const SearchQuery& query, const TextMatch& match,
             const Vocabulary& vocabulary, const Analyser& analyser);

  /// In the query's order, beginning after the first `skipped`. Every order is total, so that pages
  /// partition the result.
  [[nodiscard]] Xapian::MSet matches(unsigned skipped, unsigned most) const;

  /// Those of the query's page, with extracts.
  [[nodiscard]] std::vector<Hit> page() const;

  /// One as Library::each_match tells it. @param data of its entry.
  [[nodiscard]] Hit whole_hit(const std::string& data) const;

 private:
  /// What is asked for, forms included.
  [[nodiscard]] std::vector<QueryNode> asked_for() const;
  [[nodiscard]] Xapian::Query in_passages(const std::vector<QueryNode>& nodes) const;
  [[nodiscard]] Xapian::Enquire passage_search(const Xapian::Query& query) const;
  /// @param shown by hit, the passages beneath it.
  void add_best_passages(const std::vector<Hit>& hits,
                         std::vector<std::vector<ShownPassage>>& shown) const;
  void explain(const Xapian::MSet& found, std::vector<Hit>& hits,
               const std::vector<std::vector<ShownPassage>>& shown) const;

  const Databases& databases_;
  const SearchQuery& query_;
  const TextMatch& match_;
  const Vocabulary& vocabulary_;
  const Analyser& analyser_;
  SoughtWords words_;
};

}  // namespace entrepot
