#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/file_state.h"
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
  FileState file{};      ///< Of the file before it was read.
  bool is_outline = false;
  // Of an outline alone:
  std::string anchors{};                 ///< See anchors_of(), each with an LF after it.
  std::size_t text_bytes = 0;            ///< Of the text that its record would hold.
  std::vector<std::string> languages{};  ///< In which it has texts: primary subtags, or empty.
  std::string ties{};                    ///< See pack_ties().
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
  std::string vocabulary_state{};  ///< See VocabularyReading.
  /// Whether the vocabulary is the one that was known, and so documents could be taken from there.
  bool is_vocabulary_known = false;
};

class KnownCorpus;

/// Called as work goes on: how many of how many files are done. From one thread at a time.
using ProgressCallback = std::function<void(std::size_t done, std::size_t total)>;

struct ReadingOptions {
  bool outlines = false;  ///< Keep outlines of documents: a tenth of the memory.
  /// Take outlines of files that are as they were from here; the corpus is the same. It and the
  /// vocabulary, to_json() of what it was read with, outlive the call. nullptr: read all.
  const KnownCorpus* known = nullptr;
  std::string_view known_vocabulary{};
  bool with_notes =
      true;           ///< Whether notes will be shown, for which Corpus::sources has text, too.
  unsigned jobs = 1;  ///< Threads that read at a time; the corpus is the same.
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
