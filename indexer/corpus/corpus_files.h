#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.h"

namespace entrepot {

/// A file that should hold a document.
struct CorpusFile {
  std::string path{};      ///< Where it is opened.
  std::string shown_as{};  ///< Relative to the corpus: "case-studies/a.md".
  std::string id{};        ///< From its name, well formed or not.
  std::string type{};      ///< From its folder; empty if it lies in none of the three.
};

/// Where a document's file belongs in a corpus: "case-studies/a.md". @return empty for an unknown
/// type.
[[nodiscard]] std::string corpus_path(std::string_view type, std::string_view id);

/// Finds every document file of a corpus, by path. Files that lie elsewhere, have a name that is no
/// id, share their id with another, or are links that lead out of the corpus, are reported. Links
/// to folders are not followed.
/// @throws Error: the folder is not there or cannot be read.
[[nodiscard]] std::vector<CorpusFile> find_corpus_files(const std::filesystem::path& folder,
                                                        Diagnostics& problems);

}  // namespace entrepot
