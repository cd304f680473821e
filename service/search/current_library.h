#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "service/search/library.h"

namespace entrepot {

/// The generation a data folder calls current, followed as it changes. A request takes get() once
/// and keeps it, so that no answer mixes two generations; an old one closes with its last request.
///
/// A generation is opened if the ends of its files are as they were built; that every byte is, is
/// looked at right after, while it is served. One that is damaged gives way to the newest sound one
/// before it.
class CurrentLibrary {
 public:
  struct Options {
    std::chrono::milliseconds interval{250};  ///< Between two looks at DATA/current.
    /// Told of a switch, or of a generation that could not be opened or is damaged (another stays
    /// in use).
    std::function<void(const std::string& message)> log{};
    Lexicons lexicons{};  ///< As of Library, for every generation.
  };

  /// What is known of the files of what is served.
  struct State {
    bool is_checked = false;  ///< Every byte is as it was built.
    bool is_damaged = false;  ///< It is not, and nothing sound is there to be served instead.
    /// One sentence on the generation that is not served, or should not be; empty: there is none.
    std::string problem{};
  };

  /// @throws Error: there is no generation, or none can be opened.
  CurrentLibrary(std::filesystem::path data, Options options);
  ~CurrentLibrary();
  CurrentLibrary(const CurrentLibrary&) = delete;
  CurrentLibrary& operator=(const CurrentLibrary&) = delete;

  /// Never null. Any thread. Shared because requests outlive the switch to the next generation.
  [[nodiscard]] std::shared_ptr<const Library> get() const;

  /// Any thread.
  [[nodiscard]] State state() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
