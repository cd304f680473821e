#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace entrepot {

/// A file that is read and written at places, from several threads at a time if these differ.
class OpenFile {
 public:
  enum class For { Reading, Writing };

  /// For writing it is made, or emptied. @throws Error, as all of it: "cannot read '...': ...".
  OpenFile(std::filesystem::path path, For purpose);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] std::uint64_t size() const;
  /// Fills `bytes`, which lie in the file.
  void read(std::uint64_t at, std::string& bytes) const;
  void write(std::uint64_t at, std::string_view bytes);
  /// Asks for what was written there to go to the disk, and does not wait for it.
  void begin_to_sync(std::uint64_t at, std::uint64_t bytes) noexcept;
  /// Makes it the same as another by sharing its blocks. @return false if the file system does not.
  [[nodiscard]] bool share_blocks_of(const OpenFile& other);

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  For purpose_;
  int descriptor_ = -1;
};

}  // namespace entrepot
