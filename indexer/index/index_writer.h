#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "model/record.h"
#include "model/vocabulary.h"

namespace entrepot {

/// The documents of an index, in its order, each made when it is asked for: all of them together
/// may be larger than memory.
struct RecordSource {
  std::vector<std::size_t> bytes{};  ///< About how much text each has.
  /// Makes one. Called from several threads at a time, once for each.
  std::function<DocumentRecord(std::size_t)> record{};
};

struct WritingOptions {
  unsigned jobs = 1;  ///< Threads that write; of any number comes the same index.
  std::size_t segment_bytes = std::size_t{256} << 10U;  ///< Text of a segment, about.
  std::function<void(std::size_t done)> progress{};     ///< Documents written; one call at a time.
};

struct IndexCounts {
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
};

/// Writes the two databases of one generation into a folder of its own that nobody reads yet.
/// Documents and passages are numbered in the order of the source. What failed leaves files behind
/// that the next build removes.
/// @throws Error: the disk is full or fails; and what the source throws.
IndexCounts write_index(const std::filesystem::path& generation, const Vocabulary& vocabulary,
                        const RecordSource& source, const WritingOptions& options);

}  // namespace entrepot
