#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/generation.h"

namespace entrepot {

/// Where files of a generation are copied from, and to. They have the same paths in both.
struct CopyPlaces {
  std::filesystem::path from{};
  std::filesystem::path to{};
};

/// What was copied, as far as the copy can be described by it once some of it is changed.
struct CopiedFiles {
  std::filesystem::path from{};
  std::map<std::string, std::vector<std::string>> pieces{};  ///< Their hashes, by path.
  std::string damage{};  ///< What is wrong with a file that is not as it was built; then the copy
                         ///< is to be thrown away.
};

/// Copies the files that a manifest lists below `folders`. Each is compared with its hash on the
/// way: what is written is what was hashed. Where files can share blocks they do, and are only read
/// for their hash.
/// @param jobs threads that copy.
/// @throws Error: the disk is full or fails.
[[nodiscard]] CopiedFiles copy_files(const CopyPlaces& places, const Manifest& manifest,
                                     const std::vector<std::string>& folders, unsigned jobs);

}  // namespace entrepot
