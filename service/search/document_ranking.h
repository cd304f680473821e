#pragma once

#include <cstdint>
#include <vector>

#include "service/query/search_query.h"
#include "service/search/columns.h"
#include "service/search/matching.h"
#include "service/search/postings.h"
#include "service/search/term_weight.h"

/// The best documents of a search by what they and their passages say.
namespace entrepot {

/// Whether a question is mostly of Han, kana or Hangul, which are searched as pairs of characters.
[[nodiscard]] bool is_of_pairs(const QueryText& text);

/// How whole documents are weighed.
[[nodiscard]] Bm25 document_scheme(const QueryText& text);

/// Of a text, what passages are weighed by, its forms included; empty if there are but forms.
[[nodiscard]] std::vector<QueryNode> asked_for(const QueryText& text);

/// The order of documents: of equal weights the newest first, undated last, then by id.
class HeavierFirst {
 public:
  /// @param columns of documents; they outlive it.
  explicit HeavierFirst(const Columns& columns) : columns_(&columns) {}
  [[nodiscard]] bool operator()(const Weighed& left, const Weighed& right) const;

 private:
  const Columns* columns_;
};

/// What the best `most` of `listed` weigh by their own texts, best first.
/// @param postings of all documents. @throws Xapian::Error.
[[nodiscard]] std::vector<Weighed> best_documents(Postings& postings, const Columns& columns,
                                                  const TextMatch& match, bool expand,
                                                  const std::vector<std::uint32_t>& listed,
                                                  std::size_t most);

/// What is left of a document's weight by what it is: see kSupersededWeight and kRetoldWeight.
/// @param postings of all documents. @throws Xapian::Error.
[[nodiscard]] double standing(Postings& postings, std::uint32_t document);

}  // namespace entrepot
