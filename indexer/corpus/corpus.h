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
  /// Of an outline only what other documents, checks across documents and the manifest ask for:
  /// whole_record() has the rest.
  DocumentRecord record{};
  std::string path{};    ///< Relative to the corpus: "case-studies/a.md".
  std::string sha256{};  ///< Of the file's bytes.
  bool is_outline = false;
  std::string anchors{};       ///< Of an outline: see anchors_of(), each with an LF after it.
  std::size_t text_bytes = 0;  ///< Of an outline: of the text that its record would hold.
};

/// What can be linked to in a document, former anchors among them: of sections, then of passages.
[[nodiscard]] std::vector<std::string> anchors_of(const CorpusDocument& document);

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
  std::filesystem::path folder{};  ///< Where it lies.
};

/// Called as work goes on: how many of how many files are done. From one thread at a time.
using ProgressCallback = std::function<void(std::size_t done, std::size_t total)>;

struct ReadingOptions {
  bool outlines = false;  ///< Keep outlines of documents: a tenth of the memory.
  unsigned jobs = 1;      ///< Threads that read at a time; the corpus is the same.
  ProgressCallback progress{};
};

/// Reads every document and vocabulary of a corpus folder. No fault of one file keeps another from
/// being checked.
/// @throws Error: the folder is not there or cannot be read.
[[nodiscard]] Corpus read_corpus(const std::filesystem::path& folder,
                                 const ReadingOptions& options = {});

/// The record of one of the documents, of an outline by reading its file again. Threads may share
/// the corpus.
/// @throws Error: the file is not what it was when it was checked.
[[nodiscard]] DocumentRecord whole_record(const Corpus& corpus, const CorpusDocument& document);

/// Reads the vocabularies alone, so that there are no documents.
/// @throws Error: the folder is not there or cannot be read.
[[nodiscard]] Corpus read_corpus_vocabulary(const std::filesystem::path& folder);

}  // namespace entrepot
