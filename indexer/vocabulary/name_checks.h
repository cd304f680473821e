#pragma once

#include "indexer/vocabulary/written_names.h"
#include "model/diagnostics.h"
#include "model/vocabulary.h"

namespace entrepot {

/// Checks the names of all lists that are searched against each other, as they will be found: a
/// name of several entries must say so in each, and something must tell which is meant.
void check_names(const Vocabulary& vocabulary, const VocabularyRoots& roots, Diagnostics& problems);

}  // namespace entrepot
