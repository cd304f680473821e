#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "service/pages/pages.h"
#include "service/routes/routes.h"
#include "service/search/library.h"

namespace entrepot {

/// What is exported. All outlive the call; the library is the one that `routes` answers from.
struct ExportSource {
  const Library& library;
  const Pages& pages;
  const Routes& routes;
};

struct ExportOptions {
  std::filesystem::path folder{};
  std::vector<std::string> languages{};  ///< Of the interface: "fr"; none = all.
  std::string public_url{};       ///< Where links to what no file can be lead; empty: nowhere.
  std::FILE* progress = nullptr;  ///< Where to; nullptr for nowhere. Not owned.
};

struct ExportReport {
  std::size_t pages = 0, files = 0;  ///< Pages are files, too.
  std::uint64_t bytes = 0;
  std::vector<std::string> dead{};  ///< "/x, on /y": links of the site that lead to nothing.
};

/// Writes the whole site as files that need no server, with a search that runs in the browser. What
/// is in them depends on the index, the site and the options alone. An earlier export in the folder
/// is replaced as a whole in the end.
/// @throws Error: the folder holds something else, the index cannot be read, or the disk is full.
ExportReport export_site(const ExportSource& source, const ExportOptions& options);

/// The languages of the interface, for a mistyped one. @return what is wrong with it, or empty.
[[nodiscard]] std::string check_export_language(std::string_view language);

}  // namespace entrepot
