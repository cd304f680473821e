#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace entrepot {

/// Lies at the top of every export and says what it is of; a folder without it is not overwritten.
inline constexpr std::string_view kExportMark = "entrepot-export.json";

/// A folder that is written aside and takes its place as a whole: whoever reads the place finds the
/// export before it or this one, also when the program is killed. Meanwhile it is the folder beside
/// it, PLACE.partial; what a killed export left there is cleared away by the next.
class ExportFolder {
 public:
  /// @throws Error: the place holds something else, another export to it is running, or the folder
  /// beside it cannot be written.
  explicit ExportFolder(const std::filesystem::path& place);
  ~ExportFolder();  ///< Removes what was not published.
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;

  /// Writes a file anew; folders on the way are made. @param name with '/' between its parts.
  /// @throws Error: the disk is full, or the like.
  void write(std::string_view name, std::string_view bytes);

  /// A file that was written here. @throws Error: it cannot be read.
  [[nodiscard]] std::string read(std::string_view name) const;

  /// Puts it into its place. Last of all. @throws Error: it cannot be moved there.
  void publish();

 private:
  void claim();

  std::filesystem::path place_, partial_;
  int mark_ = -1;  ///< The mark of `partial_`, held locked while this lives.
};

}  // namespace entrepot
