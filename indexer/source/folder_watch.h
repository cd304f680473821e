#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace entrepot {

/// Notices that something below a folder was written, made, moved or removed: at once where the
/// system tells (inotify), else by looking every few seconds. One thread.
class FolderWatch {
 public:
  enum class By { Events, Looking };

  /// What changes from now on is noticed. @param by Looking: do not ask the system.
  explicit FolderWatch(std::filesystem::path folder, By by = By::Events);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// How it notices: Looking also where the system has no more watches to give.
  [[nodiscard]] By by() const { return events_ < 0 ? By::Looking : By::Events; }

  /// Waits for a change, or until `most` has passed, or until `stop`, a file descriptor, can be
  /// read. @return whether something changed since the last call.
  [[nodiscard]] bool wait(std::chrono::milliseconds most, int stop);

 private:
  /// Folders can be new since the last time. @return false if one cannot be watched.
  bool watch_all();
  void give_up_events();
  /// Of every name and file state below.
  [[nodiscard]] std::uint64_t look() const;

  std::filesystem::path folder_;
  int events_ = -1;
  std::uint64_t last_look_ = 0;
};

}  // namespace entrepot
