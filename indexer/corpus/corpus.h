#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/diagnostics.h"
#include "model/record.h"
#include "model/vocabulary.h"

namespace entrepot {

/// A document that passed its checks, ready to be written.
struct CorpusDocument {
  DocumentRecord record{};
  std::string path{};    ///< Relative to the corpus: "case-studies/a.md".
  std::string sha256{};  ///< Of the file's bytes.
};

/// A whole corpus, read and checked.
struct Corpus {
  /// By id; only files without errors. Whatever their status: whoever publishes them leaves out
  /// drafts and documents in review, and keeps of withdrawn ones no more than why they are gone.
  std::vector<CorpusDocument> documents{};
  Vocabulary vocabulary{};
  Diagnostics problems{};  ///< Of vocabularies, then of documents, by place.
  std::map<std::string, std::string>
      sources{};          ///< Text of every file that `problems` names a line of, for carets.
  std::size_t files = 0;  ///< Document files seen, good or bad.
};

/// Called as work goes on: how many of how many files are done.
using ProgressCallback = std::function<void(std::size_t done, std::size_t total)>;

/// Reads every document and vocabulary of a corpus folder. No fault of one file keeps another from
/// being checked.
/// @throws Error: the folder is not there or cannot be read.
[[nodiscard]] Corpus read_corpus(const std::filesystem::path& folder,
                                 const ProgressCallback& progress = {});

/// Reads the vocabularies alone, so that there are no documents.
/// @throws Error: the folder is not there or cannot be read.
[[nodiscard]] Corpus read_corpus_vocabulary(const std::filesystem::path& folder);

}  // namespace entrepot
