#pragma once

#include <string>
#include <vector>

#include "service/query/search_query.h"
#include "service/words/query_text.h"

namespace Xapian {
class Database;
class Query;
class Weight;
}  // namespace Xapian

/// Turns what was understood into Xapian's queries.
namespace entrepot {

class Postings;

/// The terms a word is found under, any of which will do. Without `expand` only as it is written.
[[nodiscard]] std::vector<std::string> terms_of(const QueryWord& word, bool title, bool expand);

/// Of these the word's own: not those of what it is in another language, nor of a year.
[[nodiscard]] std::vector<std::string> own_terms(const QueryWord& word, bool title, bool expand);

/// The word as it is written.
[[nodiscard]] std::vector<std::string> exact_terms(const QueryWord& word, bool title);

/// The term of what is dated in a year, if a word is one.
[[nodiscard]] std::vector<std::string> year_terms(const QueryWord& word);

/// The terms a concept is found under: what names it and what is tagged with it.
[[nodiscard]] std::vector<std::string> terms_of(const ConceptRef& one);

/// The term of what is tagged with a concept; none if there are no such tags.
[[nodiscard]] std::vector<std::string> tag_terms_of(const ConceptRef& one);

/// How queries rank. What it points to outlives them.
struct Ranking {
  bool expand = true;  ///< SearchQuery::expand.
  /// That is searched, and by what scheme: phrases are then found at once, and weigh in every tree
  /// of queries what they weigh alone. Without it a query may say what matches, not how it ranks.
  const Xapian::Database* database = nullptr;
  const Xapian::Weight* weighting = nullptr;
  const Postings* postings = nullptr;  ///< If set, phrases are looked for here.
};

/// A node's matches, weighted: the exact word counts more than its relatives.
/// @throws Xapian::Error.
[[nodiscard]] Xapian::Query ranked_query(const QueryNode& node, const Ranking& by);

/// Any of `nodes`, more of them weighing more. @pre not empty. @throws Xapian::Error.
[[nodiscard]] Xapian::Query any_of(const std::vector<QueryNode>& nodes, const Ranking& by);

/// `query` narrowed, without a change of weights, to `in`, dates and filters.
[[nodiscard]] Xapian::Query filtered(const Xapian::Query& query, const SearchQuery& search);

/// The matches of `query`, with more weight where `bonus` matches too. Never OP_AND_MAYBE: Xapian
/// 1.4.22 loses and repeats matches between pages of it when its left side is a synonym.
[[nodiscard]] Xapian::Query preferring(const Xapian::Query& query, const Xapian::Query& bonus);

/// Everything, without weight. Never Xapian::Query::MatchAll: its reference count is shared by all
/// threads and not guarded, which ends the process under load (xapian/query.h says so).
[[nodiscard]] Xapian::Query every_document();

/// `query` with less weight for documents that are superseded or retold, if there are any.
[[nodiscard]] Xapian::Query weighed_by_standing(const Xapian::Query& query,
                                                const Xapian::Database& database);

}  // namespace entrepot
