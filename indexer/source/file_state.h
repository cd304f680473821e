#pragma once

#include <cstdint>
#include <filesystem>

namespace entrepot {

/// What the file system tells of a file without reading it. Whoever finds two of them equal knows
/// that nobody wrote to the file in between.
struct FileState {
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;  ///< Nanoseconds since 1970.
  std::int64_t changed = 0;   ///< The same of what nobody can set: also its last change of a name.
  bool is_certain = false;    ///< See file_state(); one that is not is equal to none.

  [[nodiscard]] bool is_same(const FileState& other) const {
    return is_certain && other.is_certain && bytes == other.bytes && modified == other.modified &&
           changed == other.changed;
  }
};

/// Of what a path leads to, taken before it is read. Uncertain if it is no plain file, cannot be
/// asked, or was written so recently that it might be written again within one tick of the file
/// system's clock and look the same.
[[nodiscard]] FileState file_state(const std::filesystem::path& path);

}  // namespace entrepot
