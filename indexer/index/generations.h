#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace entrepot {

/// A data folder, held for writing by this process alone from construction to destruction. Removes
/// what a killed build left behind. The kernel frees the lock with the process; the lock file
/// stays.
class GenerationStore {
 public:
  /// Makes the folder if it is missing. @throws Error: another process is building here ("...";
  /// names its pid), or the folder cannot be written.
  explicit GenerationStore(std::filesystem::path data);
  ~GenerationStore();
  GenerationStore(const GenerationStore&) = delete;
  GenerationStore& operator=(const GenerationStore&) = delete;

  /// A new, empty folder "gen-N.building" for the next generation, where N follows every number in
  /// use. First
  /// removes what readers held when it was replaced and have given up since: on a tight disk the
  /// new one may need its room.
  [[nodiscard]] std::filesystem::path begin();

  /// Syncs the folder of begin() to disk, gives it its final name and makes it current by
  /// rename(2); then removes generations older than the previous one that no reader holds. @return
  /// its number.
  /// @throws Error: the disk fails; what is current is as it was.
  std::uint64_t publish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
