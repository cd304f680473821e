#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model/generation.h"

/// Whether the files of a generation are still those that were built: disks and people change them.
namespace entrepot {

/// How much of each file is looked at.
enum class CheckDepth {
  Ends,   ///< Its length, its first and its last block: the same cost whatever the index holds.
  Whole,  ///< Every byte.
};

/// @throws Error: it cannot be read.
[[nodiscard]] Manifest::File describe_file(const std::filesystem::path& path);

/// What is wrong with the files that a manifest lists, a sentence each, by path:
/// "documents/postlist.glass has 8192 bytes, not 16384". Files it does not list are nobody's
/// business.
/// @param go_on told the bytes read since it was last asked, at least once a mebibyte; once it says
/// false nothing more is looked at.
[[nodiscard]] std::vector<std::string> damaged_files(
    const std::filesystem::path& generation, const Manifest& manifest, CheckDepth depth,
    const std::function<bool(std::uint64_t bytes)>& go_on = {});

}  // namespace entrepot
