#pragma once

#include <string>
#include <vector>

#include "model/concept_names.h"
#include "service/matching.h"
#include "service/occurrences.h"
#include "service/search_page.h"

namespace Xapian {
class Document;
}

/// Why a match is in the answer, for readers.
namespace entrepot {

/// Explains the matches of one search; lives no longer than what it is made from.
class Explanation {
 public:
  Explanation(const TextMatch& match, const SoughtWords& words, const SearchQuery& query,
              const Vocabulary& vocabulary, const Analyser& analyser, const TextNames& names);

  /// For each group of the query that the match has, in its order, where it stands; then what
  /// lowers the match. Every place named is true; of passages only those shown are named.
  /// @param entry of the match in its database. @param shown its passages on the page.
  /// @throws Xapian::Error.
  [[nodiscard]] std::vector<Reason> of(const Xapian::Document& entry, const Document& document,
                                       const std::vector<PassageRecord>& shown) const;

 private:
  struct Seen;
  void look_into(std::string_view text, std::string_view language, const Reason::Where& where,
                 std::vector<Seen>& groups) const;
  void look_at_terms(const Xapian::Document& entry, std::vector<Seen>& groups) const;

  const SoughtWords& words_;
  const SearchQuery& query_;
  const Vocabulary& vocabulary_;
  const Analyser& analyser_;
  const TextNames& names_;
  std::vector<QueryNode> groups_{};
};

}  // namespace entrepot
