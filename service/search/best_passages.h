#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "service/search/columns.h"
#include "service/search/filters.h"
#include "service/words/query_text.h"

namespace Xapian {
class Database;
}

/// The passages of a few documents, weighed without a look at those of all others.
namespace entrepot {

/// The database of passages, with its columns.
struct PassageSource {
  const Xapian::Database& database;
  const Columns& columns;
};

/// Of one search. What it is made from outlives it.
class BestPassages {
 public:
  /// @param nodes that passages are weighed by; may be empty.
  /// @param documents ids. @throws Xapian::Error.
  BestPassages(const PassageSource& source, const std::vector<QueryNode>& nodes, bool expand,
               const std::vector<std::string_view>& documents);

  /// The weight of the heaviest passage of a document, counted as it was given; 0 if it has none.
  [[nodiscard]] double heaviest(std::size_t document) const;

  /// The numbers of its heaviest, the first at most `most` of them, heaviest first and of equals in
  /// the document's order. Without `kinds` those that have something of what is asked for; else
  /// those of these kinds, whatever they say.
  [[nodiscard]] std::vector<std::uint32_t> of(std::size_t document, std::size_t most,
                                              const Wanted* kinds) const;

 private:
  template <typename Call>
  void each(std::size_t document, const Call& call) const;

  const Columns& columns_;
  std::vector<std::uint32_t> documents_{};  ///< Their numbers in the columns; 0 = no passages.
  std::vector<std::uint32_t> places_{};     ///< Of the first passage of each, in what follows.
  std::vector<double> weights_{};           ///< Empty if nothing is asked for.
  std::vector<char> met_{};                 ///< Which have something of it.
};

}  // namespace entrepot
