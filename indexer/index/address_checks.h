#pragma once

#include "indexer/corpus/corpus.h"
#include "indexer/index/published_index.h"
#include "model/diagnostics.h"

namespace entrepot {

/// Warns of every address that is published and that a corpus, built as it is, would no longer
/// have: documents by their id, sections and passages by their anchor, former ids and anchors among
/// them. Of a file with errors nothing is said, as what it will hold is not known.
/// @param problems may be the corpus's own.
void check_addresses(const PublishedAddresses& published, const Corpus& corpus,
                     Diagnostics& problems);

}  // namespace entrepot
