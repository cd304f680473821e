#include "indexer/index/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace entrepot {
namespace {

/// A database keeps four files open while it is joined with the others, and those of documents and
/// of passages are joined at a time; a process may have 1024 by custom.
constexpr std::size_t kMostSegments = 100;

}  // namespace

std::vector<Segment> segments_of(const std::vector<std::size_t>& bytes, std::size_t segment_bytes) {
  const std::size_t all = std::accumulate(bytes.begin(), bytes.end(), std::size_t{0});
  const std::size_t most = std::max(segment_bytes, all / kMostSegments + 1);
  std::vector<Segment> out{{}};
  std::size_t filled = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (filled >= most) {
      out.push_back({.first = i});
      filled = 0;
    }
    ++out.back().count;
    filled += bytes[i];
  }
  return out;
}

std::filesystem::path segment_path(const std::filesystem::path& generation, std::string_view name,
                                   std::size_t number) {
  return generation / fmt::format("{}.{:06}", name, number);
}

}  // namespace entrepot
