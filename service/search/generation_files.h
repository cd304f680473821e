#pragma once

#include <filesystem>
#include <string_view>

#include "model/error.h"
#include "model/generation.h"
#include "model/vocabulary.h"

/// What a generation's folder holds beside its databases.
namespace entrepot {

/// A shared lock on a generation, so that no builder removes it while it is read.
class ReaderLock {
 public:
  /// @throws Error: there is no such generation, or it is being removed.
  explicit ReaderLock(const std::filesystem::path& generation);
  ~ReaderLock();
  ReaderLock(const ReaderLock&) = delete;
  ReaderLock& operator=(const ReaderLock&) = delete;

 private:
  int descriptor_ = -1;
};

/// @throws Error: missing, damaged, or of another schema or analysis; the hint names the command
/// that rebuilds.
[[nodiscard]] Manifest read_manifest(const std::filesystem::path& generation);

/// As read_manifest(), and looks at each of its files: see CheckDepth::Ends.
/// @throws Error: as read_manifest(), or a file is damaged.
[[nodiscard]] Manifest read_manifest_of_files(const std::filesystem::path& generation);

/// @throws Error: missing, or not the one the manifest names.
[[nodiscard]] Vocabulary read_vocabulary(const std::filesystem::path& generation,
                                         const Manifest& manifest);

/// "the index in '…' is damaged: WHAT", with the command that rebuilds as its hint.
[[nodiscard]] Error damaged(const std::filesystem::path& generation, std::string_view what);

}  // namespace entrepot
