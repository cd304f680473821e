#pragma once

#include <vector>

#include "indexer/corpus/corpus.h"

namespace entrepot {

/// Tells each document that rests on rewritten articles alone which document has a primary source
/// on the same event, if one that readers can find has: of several the first by id.
void name_primary_accounts(std::vector<CorpusDocument>& documents);

}  // namespace entrepot
