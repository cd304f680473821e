#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/generation.h"

/// Whether the files of a generation are still those that were built: disks and people change them.
namespace entrepot {

/// How much of each file is looked at.
enum class CheckDepth {
  Ends,   ///< Its length, its first and its last block: the same cost whatever the index holds.
  Whole,  ///< Every byte.
};

/// A file is described piece by piece, so that whoever changed a part of it need not read the rest
/// again. Every piece but the last has this many bytes.
inline constexpr std::uint64_t kPieceBytes = std::uint64_t{1} << 20U;

/// The hash of a file: SHA-256 over the SHA-256 of each of its pieces, all in hexadecimal digits.
/// @param pieces sha256_hex() of each, in order; none of an empty file.
[[nodiscard]] std::string hash_of_pieces(const std::vector<std::string>& pieces);

/// Of a file that holds these bytes.
[[nodiscard]] std::string hash_of_bytes(std::string_view bytes);

/// @throws Error: it cannot be read.
[[nodiscard]] Manifest::File describe_file(const std::filesystem::path& path);

/// Of a file whose pieces are known, of which no more than the ends are read.
/// @throws Error: it cannot be read.
[[nodiscard]] Manifest::File describe_file(const std::filesystem::path& path,
                                           const std::vector<std::string>& pieces);

/// What is wrong with the files that a manifest lists, a sentence each, by path:
/// "documents/postlist.glass has 8192 bytes, not 16384". Files it does not list are nobody's
/// business.
/// @param go_on told the bytes read since it was last asked, at least once a mebibyte; once it says
/// false nothing more is looked at.
[[nodiscard]] std::vector<std::string> damaged_files(
    const std::filesystem::path& generation, const Manifest& manifest, CheckDepth depth,
    const std::function<bool(std::uint64_t bytes)>& go_on = {});

}  // namespace entrepot
