#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/corpus/known_corpus.h"

namespace entrepot {

/// How a corpus differs from one that is indexed.
struct BuildPlan {
  // Documents, whether readers can find them or not.
  std::size_t changed = 0, added = 0, removed = 0;

  /// Ids of entries that are to go, in order: those to be written anew, too.
  std::vector<std::string> outdated{};
  /// Places in Corpus::documents, in order: what was changed, and what tells of another document
  /// that was.
  std::vector<std::size_t> to_write{};

  [[nodiscard]] bool is_empty() const { return changed + added + removed + to_write.size() == 0; }
};

/// @pre the corpus was read with `known`, and its vocabulary is the same.
[[nodiscard]] BuildPlan plan_build(const KnownCorpus& known, const Corpus& corpus);

}  // namespace entrepot
