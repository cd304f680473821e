#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace entrepot {

/// The land of the world, as the map of documents draws it: site/map/world.json, which
/// script/world-map.mjs writes. Immutable once read; threads may share it.
class MapShapes {
 public:
  struct Dot {
    unsigned x = 0, y = 0;
  };
  /// One has an outline, a dot, or both.
  struct Shape {
    std::string outline{};     ///< An SVG path; empty for what is too small.
    std::optional<Dot> dot{};  ///< Where what is small is marked, so that it can be hit.
  };

  /// @throws Error: the file cannot be read, or is not such a map.
  explicit MapShapes(const std::filesystem::path& file);

  [[nodiscard]] unsigned width() const { return width_; }    ///< In the units of the paths.
  [[nodiscard]] unsigned height() const { return height_; }  ///< In the same.
  /// By ISO 3166-1 alpha-2 code, and XK.
  [[nodiscard]] const std::map<std::string, Shape>& shapes() const { return shapes_; }
  /// A path of land without a code; may be empty.
  [[nodiscard]] const std::string& other() const { return other_; }
  /// Changes whenever the file does.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  unsigned width_ = 0, height_ = 0;
  std::map<std::string, Shape> shapes_{};
  std::string other_{}, hash_{};
};

}  // namespace entrepot
