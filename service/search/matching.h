#pragma once

#include <string>
#include <vector>

#include "service/query/search_query.h"
#include "service/search/facet_counts.h"
#include "service/search/postings.h"
#include "service/search/query_builder.h"
#include "service/words/query_text.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

/// Which documents a text matches, decided from the text alone over a whole database, before any
/// filter: so that counts equal clicks.
namespace entrepot {

struct TextMatch {
  Matched matched{};  ///< By document number.
  Matched has_all{};  ///< Of these, which have every group; without an end all.
  Match match = Match::All;
  QueryText text{};                    ///< Without the groups that no document has.
  std::vector<std::string> dropped{};  ///< These groups, as typed.
};

/// @param postings of all that is searched. @throws Xapian::Error.
[[nodiscard]] TextMatch match_text(Postings& postings, const Columns& columns, QueryText text,
                                   const SearchQuery& query);

/// The same documents as `matched`, weighted; every document alike where the text is empty.
/// @throws Xapian::Error.
[[nodiscard]] Xapian::Query ranked_query(const TextMatch& match, const Ranking& by);

}  // namespace entrepot
