#include "indexer/index/file_pieces.h"

#include <algorithm>

namespace entrepot {

std::vector<Stretch> stretches_of(const std::vector<std::uint64_t>& bytes) {
  constexpr std::size_t kPiecesAtOnce = 16;
  std::vector<Stretch> out;
  for (std::size_t file = 0; file < bytes.size(); ++file) {
    const std::size_t pieces = pieces_of(bytes[file]);
    for (std::size_t first = 0; first < pieces; first += kPiecesAtOnce)
      out.push_back({file, first, std::min(first + kPiecesAtOnce, pieces)});
  }
  // Two threads that write into one file wait for each other.
  std::stable_sort(out.begin(), out.end(),
                   [](const Stretch& a, const Stretch& b) { return a.first < b.first; });
  return out;
}

}  // namespace entrepot
