#pragma once

#include "indexer/vocabulary/written_names.h"
#include "model/diagnostics.h"
#include "model/vocabulary.h"

namespace entrepot {

/// What can only be seen in all entries together: circles of `broader` and `replaced_by`; names
/// that several concepts have without saying so in `ambiguous`, and what is there without need;
/// shared acronyms that no context tells apart; cues of two kinds; and, as notes, labels that are
/// missing in one of label_languages().
/// @param roots where entries were written.
void check_vocabulary(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                      Diagnostics& problems);

}  // namespace entrepot
