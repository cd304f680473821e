#pragma once

#include <cstdint>

#include "indexer/corpus/corpus.h"
#include "indexer/index/generations.h"

namespace entrepot {

/// What a build came to.
struct BuildResult {
  std::uint64_t generation = 0;
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
};

/// Writes the documents of a checked corpus as a new generation and makes it current. Drafts and
/// documents in review are left out; of withdrawn ones a tombstone is kept. Until the last step,
/// and whatever fails before it, what was current stays so.
/// @param store taken before the corpus was read: of two builds that overlap, the one that read an
/// older corpus could otherwise publish last.
/// @param jobs threads that write; of any number comes the same index.
/// @throws Error: the disk is full or fails.
[[nodiscard]] BuildResult build_index(GenerationStore& store, const Corpus& corpus,
                                      unsigned jobs = 1, const ProgressCallback& progress = {});

}  // namespace entrepot
