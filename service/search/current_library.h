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
class CurrentLibrary {
 public:
  struct Options {
    std::chrono::milliseconds interval{250};  ///< Between two looks at DATA/current.
    /// Told of a switch, or of a new generation that could not be opened (the old one stays in
    /// use).
    std::function<void(const std::string& message)> log{};
    Lexicons lexicons{};  ///< As of Library, for every generation.
  };

  /// @throws Error: there is no generation, or it cannot be opened.
  CurrentLibrary(std::filesystem::path data, Options options);
  ~CurrentLibrary();
  CurrentLibrary(const CurrentLibrary&) = delete;
  CurrentLibrary& operator=(const CurrentLibrary&) = delete;

  /// Never null. Any thread. Shared because requests outlive the switch to the next generation.
  [[nodiscard]] std::shared_ptr<const Library> get() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
