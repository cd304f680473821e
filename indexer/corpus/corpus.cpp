#include "indexer/corpus/corpus.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "indexer/corpus/corpus_checks.h"
#include "indexer/corpus/corpus_files.h"
#include "indexer/corpus/document_reading.h"
#include "indexer/corpus/known_corpus.h"
#include "indexer/corpus/known_vocabulary.h"
#include "indexer/corpus/primary_accounts.h"
#include "indexer/source/parallel.h"
#include "indexer/source/source_text.h"
#include "indexer/vocabulary/vocabulary_reader.h"
#include "model/error.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kVocabularyFolder = "vocabulary";
constexpr std::size_t kMaxShownBytes = 1024 * 1024;  // of a file that a problem names

/// Tells each superseded document by which it is, so that its readers find the newer one.
void name_successors(std::vector<CorpusDocument>& documents) {
  std::map<std::string, std::string> successors;
  for (const CorpusDocument& one : documents)
    if (is_searched(one.record.document))
      for (const std::string& older : one.record.document.supersedes)
        successors.emplace(older, one.record.document.id);
  for (CorpusDocument& one : documents)
    if (const auto successor = successors.find(one.record.document.id);
        successor != successors.end())
      one.record.superseded_by = successor->second;
}

/// Finds the files of the documents and reads the vocabulary.
std::vector<CorpusFile> read_vocabulary_and_names(Corpus& corpus, const ReadingOptions& options) {
  std::vector<CorpusFile> found;
  const fs::path folder = corpus.folder / kVocabularyFolder;
  VocabularyReading read;
  const KnownVocabulary known = options.known == nullptr
                                    ? KnownVocabulary{}
                                    : KnownVocabulary{.state = options.known->vocabulary_state(),
                                                      .json = options.known_vocabulary};
  // What is said first if neither can be read is said of the documents.
  for_each_parallel(2, options.jobs, [&](std::size_t i) {
    if (i == 0) {
      found = find_corpus_files(corpus.folder, corpus.problems);
    } else {
      read = read_vocabulary(folder, std::string(kVocabularyFolder), known);
    }
  });
  std::move(read.problems.begin(), read.problems.end(), std::back_inserter(corpus.problems));
  corpus.vocabulary = std::move(read.vocabulary);
  corpus.vocabulary_state = std::move(read.state);
  corpus.is_vocabulary_known = read.is_known;
  // The trees and checks of the vocabulary are gone, and threads have heaps of their own: what this
  // one does not need goes back to the system before they begin.
  if (!read.is_known) ::malloc_trim(0);
  return found;
}

/// Reads documents, each of which is known if its file is as it was.
class DocumentReader {
 public:
  /// @param corpus has its vocabulary.
  DocumentReader(const Corpus& corpus, const ReadingOptions& options)
      : vocabulary_(corpus.vocabulary),
        known_(corpus.is_vocabulary_known && options.outlines ? options.known : nullptr),
        outlines_(options.outlines) {}

  [[nodiscard]] ReadDocument read(const CorpusFile& file) const {
    if (std::optional<ReadDocument> unchanged = find(file)) return std::move(*unchanged);
    ReadDocument read = read_document(file, vocabulary_);
    if (outlines_) make_outline(read);
    return read;
  }

 private:
  [[nodiscard]] std::optional<ReadDocument> find(const CorpusFile& file) const {
    const KnownCorpus::Entry* const entry =
        known_ == nullptr ? nullptr : known_->find(file.shown_as);
    if (entry == nullptr) return std::nullopt;
    const FileState now = file_state(file.path);
    if (!now.is_same(known_->file(*entry)) && hash_of_file(file.path) != entry->sha256)
      return std::nullopt;
    ReadDocument out = known_->document(*entry);
    out.document.file = now;
    out.document.record.document.id = file.id;
    out.document.record.document.type = file.type;
    return out;
  }

  const Vocabulary& vocabulary_;
  const KnownCorpus* known_;
  bool outlines_;
};

/// Reads the documents, checks what they say of each other, and adds all problems.
void read_documents(Corpus& corpus, const std::vector<CorpusFile>& found,
                    const ReadingOptions& options) {
  corpus.documents.resize(found.size());
  std::vector<DocumentTies> ties(found.size());
  std::vector<Diagnostics> problems(found.size());
  const DocumentReader reader(corpus, options);
  std::mutex one_at_a_time;
  std::size_t done = 0;
  for_each_parallel(found.size(), options.jobs, [&](std::size_t i) {
    ReadDocument read = reader.read(found[i]);
    problems[i] = std::move(read.problems);
    CorpusDocument& document = corpus.documents[i] = std::move(read.document);
    ties[i] = {.id = found[i].id,
               .path = found[i].shown_as,
               .is_read = read.has_body && !has_errors(problems[i]),
               .document = read.has_body ? &document : nullptr,
               .references = std::move(read.references),
               .links = std::move(read.links)};
    const std::lock_guard hold(one_at_a_time);
    if (options.progress) options.progress(++done, found.size());
  });
  for (Diagnostics& own : problems)
    std::move(own.begin(), own.end(), std::back_inserter(corpus.problems));
  check_ties(ties, corpus.problems);
}

/// Each is moved but once, however they lie: a record is large.
void sort_by_id(std::vector<CorpusDocument>& documents) {
  std::vector<std::pair<std::string_view, std::size_t>> order;
  for (const CorpusDocument& one : documents)
    order.emplace_back(one.record.document.id, order.size());
  std::sort(order.begin(), order.end());
  std::vector<CorpusDocument> sorted;
  sorted.reserve(documents.size());
  for (const auto& [id, place] : order) sorted.push_back(std::move(documents[place]));
  documents = std::move(sorted);
}

/// What problems name a line of, for carets. What a link out of the corpus leads to is not ours to
/// show; it is named as a whole.
void read_sources(Corpus& corpus, const fs::path& folder, bool with_notes) {
  for (const Diagnostic& problem : corpus.problems)
    if ((with_notes || problem.severity != Severity::Note) && problem.where.line > 0 &&
        !corpus.sources.contains(problem.where.file))
      corpus.sources[problem.where.file] =
          read_for_display(folder / problem.where.file, kMaxShownBytes);
}

}  // namespace

std::vector<std::string> anchors_of(const CorpusDocument& document) {
  std::vector<std::string> anchors;
  if (document.is_outline) {
    for (std::size_t at = 0; at < document.anchors.size();) {
      const std::size_t end = document.anchors.find('\n', at);
      anchors.push_back(document.anchors.substr(at, end - at));
      at = end + 1;
    }
    return anchors;
  }
  for (const Section& section : document.record.sections) {
    anchors.push_back(section.anchor);
    anchors.insert(anchors.end(), section.former_anchors.begin(), section.former_anchors.end());
  }
  for (const Passage& passage : document.record.passages) {
    anchors.push_back(passage.anchor);
    anchors.insert(anchors.end(), passage.former_anchors.begin(), passage.former_anchors.end());
  }
  return anchors;
}

Corpus read_corpus(const fs::path& folder, const ReadingOptions& options) {
  Corpus corpus{.folder = folder};
  const std::vector<CorpusFile> found = read_vocabulary_and_names(corpus, options);
  corpus.files = found.size();
  read_documents(corpus, found, options);
  sort_by_place(corpus.problems);
  // What is wrong with a vocabulary may be the cause of what seems wrong with the documents.
  std::stable_partition(corpus.problems.begin(), corpus.problems.end(), [](const Diagnostic& one) {
    return one.where.file.starts_with(std::string(kVocabularyFolder) + "/");
  });
  read_sources(corpus, folder, options.with_notes);
  std::set<std::string_view> faulty;
  for (const Diagnostic& problem : corpus.problems)
    if (problem.severity == Severity::Error) faulty.insert(problem.where.file);
  std::erase_if(corpus.documents,
                [&](const CorpusDocument& one) { return faulty.contains(one.path); });
  sort_by_id(corpus.documents);
  name_successors(corpus.documents);
  name_primary_accounts(corpus.documents);
  return corpus;
}

DocumentRecord whole_record(const Corpus& corpus, const CorpusDocument& document) {
  if (!document.is_outline) return document.record;
  const CorpusFile file{.path = corpus.folder / document.path,
                        .shown_as = document.path,
                        .id = document.record.document.id,
                        .type = document.record.document.type};
  ReadDocument read = read_document(file, corpus.vocabulary);  // its problems are told already
  if (read.document.sha256 != document.sha256)
    throw Error(fmt::format("'{}' changed while the index was built", file.path),
                "what was current stays so; build again");
  DocumentRecord record = std::move(read.document.record);
  record.superseded_by = document.record.superseded_by;
  record.primary_account = document.record.primary_account;
  return record;
}

Corpus read_corpus_vocabulary(const fs::path& folder) {
  Corpus corpus{.folder = folder};
  corpus.vocabulary =
      read_vocabulary(folder / kVocabularyFolder, std::string(kVocabularyFolder), corpus.problems);
  sort_by_place(corpus.problems);
  read_sources(corpus, folder, true);
  return corpus;
}

}  // namespace entrepot
