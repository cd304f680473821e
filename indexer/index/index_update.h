#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/index/index_writer.h"
#include "indexer/index/mentions.h"

namespace entrepot {

/// What a written index lacks to be that of another corpus.
struct IndexChanges {
  std::vector<std::string> removed{};  ///< Ids of documents; those that are written anew, too.
  RecordSource written{};              ///< Asked in order, each once, by one thread.
};

/// Changes the two databases of a generation that nobody reads yet. Whatever is written stands
/// behind all that was there, the passages of a document one after the other. What failed leaves
/// the databases unusable.
/// @param lexicon knows the languages of the written documents.
/// @param progress how many are written; one call at a time.
/// @return what the databases hold then.
/// @throws Error: the disk is full or fails; and what the source throws.
IndexCounts update_index(const std::filesystem::path& generation, const Lexicon& lexicon,
                         const IndexChanges& changes,
                         const std::function<void(std::size_t done)>& progress = {});

/// Whether many more numbers have been given away than there are entries: changed documents get new
/// ones, and who reads an index keeps some bytes for each.
[[nodiscard]] bool are_numbers_sparse(const std::filesystem::path& generation);

/// Bytes of both databases on the disk.
[[nodiscard]] std::uint64_t index_bytes(const std::filesystem::path& generation);

/// Writes both databases anew without the room that changes left in them.
/// @throws Error: the disk is full or fails.
void compact_index(const std::filesystem::path& generation, unsigned jobs);

}  // namespace entrepot
