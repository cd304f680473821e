#pragma once

#include <cstdint>
#include <filesystem>

#include "indexer/corpus.h"

namespace entrepot {

/// What a build came to.
struct BuildResult {
  std::uint64_t generation = 0;
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
};

/// Writes the documents of a checked corpus as a new generation of `data` and makes it current.
/// Drafts and documents in review are left out; of withdrawn ones a tombstone is kept. Until the
/// last step, and whatever fails before it, what was current stays so.
/// @throws Error: another build is running there, or the disk is full or fails.
[[nodiscard]] BuildResult build_index(const Corpus& corpus, const std::filesystem::path& data,
                                      const ProgressCallback& progress = {});

}  // namespace entrepot
