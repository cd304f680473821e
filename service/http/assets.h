#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "service/http/compression.h"

namespace entrepot {

/// One file of site/assets/, in memory with its compressed forms.
struct Asset {
  std::string content_type{};
  std::string hash{};  ///< First 16 digits of its SHA-256: in its URL, and its ETag.
  std::map<Encoding, std::string> bodies{};  ///< Identity always; others where they are smaller.
};

/// The files of one folder by name, "site.css" or "icons/logo.svg"; read once, then immutable, so
/// threads may share it. A name leads to what is in this list and to nothing else on the disk.
class Assets {
 public:
  /// @throws Error: the folder cannot be read, or holds a file of a type not known here.
  explicit Assets(const std::filesystem::path& folder);

  /// @return nullptr if there is none of that name.
  [[nodiscard]] const Asset* find(std::string_view name) const;

  /// SHA-256 over all of them.
  [[nodiscard]] std::string hash() const;

  /// "/assets/site.css?v=0123456789abcdef", for links; may be cached for ever.
  /// @pre there is one of that name.
  [[nodiscard]] std::string url(std::string_view name) const;

 private:
  std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace entrepot
