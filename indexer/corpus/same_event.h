#pragma once

#include <vector>

#include "indexer/corpus/corpus.h"
#include "model/document.h"

namespace entrepot {

/// Whether two documents tell of one event, as far as their front matters say: both are dated, the
/// dates overlap, they have the same main country, and a theme in common.
[[nodiscard]] bool is_same_event(const Document& a, const Document& b);

/// Tells each document that rests on rewritten articles alone which document has a primary source
/// on the same event, if one that readers can find has: of several the first by id.
void name_primary_accounts(std::vector<CorpusDocument>& documents);

}  // namespace entrepot
