#pragma once

#include <string>
#include <vector>

#include "model/record.h"
#include "service/query/search_page.h"
#include "service/search/matching.h"
#include "service/search/occurrences.h"

namespace Xapian {
class Document;
}

/// Why a match is in the answer, for readers.
namespace entrepot {

/// A passage of a hit, and where the words of the query stand in its text.
struct ShownPassage {
  PassageRecord record{};
  std::vector<Occurrence> occurrences{};
};

/// Explains the matches of one search; lives no longer than what it is made from.
class Explanation {
 public:
  Explanation(const TextMatch& match, const SoughtWords& words, const SearchQuery& query,
              const Vocabulary& vocabulary, const Analyser& analyser);

  /// For each group of the query that the match has, in its order, where it stands; then what
  /// lowers the match. Every place named is true; of passages only those shown are named.
  /// @param names what its record says of them, if it is a document's.
  /// @param entry of the match in its database. @param shown its passages on the page.
  /// @throws Xapian::Error.
  [[nodiscard]] std::vector<Reason> of(const Xapian::Document& entry, const Document& document,
                                       const DocumentNames& names,
                                       const std::vector<ShownPassage>& shown) const;

 private:
  struct Seen;
  class Terms;
  [[nodiscard]] std::vector<Occurrence> find(std::string_view text, const NamedConcepts& names,
                                             std::string_view language) const;
  void look_at_terms(const Terms& terms, std::vector<Seen>& groups) const;
  static void tell(std::string_view text, const std::vector<Occurrence>& occurrences,
                   const Reason::Where& where, std::vector<Seen>& groups);

  const SoughtWords& words_;
  const SearchQuery& query_;
  const Vocabulary& vocabulary_;
  const Analyser& analyser_;
  std::vector<QueryNode> groups_{};
};

}  // namespace entrepot
