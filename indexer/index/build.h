#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "indexer/corpus/corpus.h"
#include "indexer/index/base_generation.h"
#include "indexer/index/generations.h"

namespace entrepot {

struct BuildingOptions {
  unsigned jobs = 1;  ///< Threads that write; of any number comes an index with the same answers.
  ProgressCallback progress{};
  /// The current index, to begin with if it can be, and if the corpus was read with what it knows;
  /// nullptr: none.
  const BaseGeneration* base = nullptr;
  /// Told why the index is written anew although there is a base.
  std::function<void(const std::string& why)> on_anew{};
};

/// What a build came to.
struct BuildResult {
  std::uint64_t generation = 0;  ///< The one that is current now.
  std::uint64_t documents = 0;   ///< That it holds.
  std::uint64_t passages = 0;
  bool is_published = true;  ///< Not if nothing has changed: then nothing is written.
  bool is_anew = true;       ///< Whether all of it was written, and not changes of the one before.
  // Of documents, whether readers can find them or not; unless all was written.
  std::size_t changed = 0, added = 0, removed = 0;
};

/// Writes the documents of a checked corpus as a new generation and makes it current. Drafts and
/// documents in review are left out; of withdrawn ones a tombstone is kept. Until the last step,
/// and whatever fails before it, what was current stays so.
///
/// If the base is as it was built, a copy of it is changed where the corpus has changed: for every
/// question it gives the same answer as one that is written anew.
/// @param store taken before the corpus was read: of two builds that overlap, the one that read an
/// older corpus could otherwise publish last.
/// @throws Error: the disk is full or fails.
[[nodiscard]] BuildResult build_index(GenerationStore& store, const Corpus& corpus,
                                      const BuildingOptions& options = {});

}  // namespace entrepot
