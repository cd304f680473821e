#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace entrepot {

/// The world failed: no index, a full disk, a file that cannot be read. Never used for text that
/// somebody wrote wrongly; that is a Diagnostic. Caught in `main` (exit 3) and around request
/// handlers (503), nowhere else.
class Error : public std::runtime_error {
 public:
  /// @param what one sentence without a full stop: what could not be done, and to which thing.
  /// @param hint what to do next, usually a command; empty if there is nothing to be done.
  explicit Error(const std::string& what, std::string hint = {})
      : std::runtime_error(what), hint_(std::move(hint)) {}

  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  std::string hint_;
};

}  // namespace entrepot
