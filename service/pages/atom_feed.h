#pragma once

#include <string>

#include "service/pages/views.h"
#include "service/query/search_query.h"

namespace entrepot {

/// What a search finds, the 50 newest activities first, as a feed (Atom, RFC 4287): whoever follows
/// it learns of documents that are new to it. Whatever order the search asks for is not looked at.
/// Ids are made from documents' ids and the search's address alone, so they stay the same in every
/// index and at every address; times are those of the documents, to the day, in UTC, so equal
/// results give equal bytes.
/// @throws Error: the index cannot be read.
[[nodiscard]] std::string atom_feed(const SearchQuery& query, const ViewContext& context);

}  // namespace entrepot
