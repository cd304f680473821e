#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/generation_check.h"

/// Files cut into the pieces that they are described by, for several threads to work on.
namespace entrepot {

[[nodiscard]] inline std::size_t pieces_of(std::uint64_t bytes) {
  return (bytes + kPieceBytes - 1) / kPieceBytes;
}

/// How long one of the pieces of a file of so many bytes is.
[[nodiscard]] inline std::size_t piece_bytes(std::uint64_t bytes, std::size_t piece) {
  const std::uint64_t rest = bytes - piece * kPieceBytes;
  return rest < kPieceBytes ? rest : kPieceBytes;
}

/// What is read and written at once. Longer writes into a file take several times as long on
/// virtual machines: for those the system takes memory that the machine has not given it yet.
inline constexpr std::size_t kStepBytes = std::size_t{64} << 10U;
static_assert(kPieceBytes % kStepBytes == 0);

/// Some pieces of one of several files.
struct Stretch {
  std::size_t file = 0;
  std::size_t first = 0, end = 0;  ///< Pieces.
};

/// What a thread does at a time: enough that the disk gets long writes, little enough that the last
/// thread does not work alone for long. @param bytes of each file.
[[nodiscard]] std::vector<Stretch> stretches_of(const std::vector<std::uint64_t>& bytes);

}  // namespace entrepot
