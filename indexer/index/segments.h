#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

namespace entrepot {

/// A part of an index: the entries of some documents that follow each other, as two databases of
/// their own. Small ones are written several times as fast as one large one, and by several threads
/// at a time.
struct Segment {
  std::size_t first = 0, count = 0;  ///< Of documents.
};

/// Cuts documents into segments of about `segment_bytes` of text; into no more than can be open at
/// a time. At least one, which may be empty.
[[nodiscard]] std::vector<Segment> segments_of(const std::vector<std::size_t>& bytes,
                                               std::size_t segment_bytes);

/// Where segment `number` keeps database `name` of a generation.
[[nodiscard]] std::filesystem::path segment_path(const std::filesystem::path& generation,
                                                 std::string_view name, std::size_t number);

}  // namespace entrepot
