#pragma once

#include <filesystem>
#include <string_view>

#include "model/error.h"
#include "model/generation.h"

namespace entrepot {

/// The current generation of a data folder, kept from being removed by a build for as long as this
/// lives, as entrepot-serve does.
class HeldGeneration {
 public:
  /// @throws Error: there is none, or its manifest is damaged or of another schema.
  explicit HeldGeneration(const std::filesystem::path& data);
  ~HeldGeneration();
  HeldGeneration(const HeldGeneration&) = delete;
  HeldGeneration& operator=(const HeldGeneration&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const Manifest& manifest() const { return manifest_; }

 private:
  std::filesystem::path folder_{};
  int descriptor_ = -1;
  Manifest manifest_{};
};

/// "the index in '…' cannot be read: WHY", with the command that rebuilds as its hint.
[[nodiscard]] Error unreadable_generation(const std::filesystem::path& folder,
                                          std::string_view why);

}  // namespace entrepot
