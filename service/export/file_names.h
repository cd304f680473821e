#pragma once

#include <map>
#include <string>
#include <string_view>

/// Addresses of the site as names of files that every file system takes.
namespace entrepot {

/// The file that an address of the site becomes, relative to the export's folder: "/" is
/// "index.html", "/countries/BO" "countries/BO.html", "/documents/x.md" itself, "/map?theme=x"
/// "map~3Ftheme~3Dx.html". Bytes other than letters, digits, points, hyphens and underscores are
/// written as "~3A", and so is the first one of a name that Windows keeps for itself ("con"), so
/// that different addresses have different names. Of long parameters a hash stands for what has no
/// room.
/// @param address its path decoded, beginning with a slash. @param is_page gets ".html".
[[nodiscard]] std::string file_name(std::string_view address, bool is_page);

/// A link from one file of an export to another: from "fr/countries/BO.html" to "index.html" it is
/// "../../index.html".
[[nodiscard]] std::string relative_link(std::string_view from, std::string_view to);

/// The names of one export. None is another's in capitals, or a folder's.
class FileNames {
 public:
  /// Names the file of an address. The same address may come again.
  /// @throws Error: the name is taken where letter case does not count, or too long.
  const std::string& add(const std::string& address, bool is_page);

  /// @return nullptr if the address has none.
  [[nodiscard]] const std::string* find(const std::string& address) const;

 private:
  void take(const std::string& key, const std::string& path);

  std::map<std::string, std::string> names_{};  ///< By address.
  std::map<std::string, std::string> taken_{};  ///< Addresses by name in small letters.
};

}  // namespace entrepot
