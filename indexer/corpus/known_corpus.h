#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/corpus/corpus.h"
#include "indexer/corpus/document_reading.h"

namespace entrepot {

/// What a corpus was when an index was made of it, as the index keeps it. Who reads the corpus
/// again need not read what has not changed since. Immutable; threads may share it.
class KnownCorpus {
 public:
  /// A document in short.
  struct Entry {
    std::string_view path{}, sha256{};
    bool is_searched = false;
    std::string_view superseded_by{}, primary_account{};
    std::string_view rest{};  ///< For document().

    [[nodiscard]] std::string_view id() const;
  };

  /// @param bytes of pack_corpus().
  /// @throws Error: they are damaged.
  explicit KnownCorpus(std::string bytes);
  KnownCorpus(const KnownCorpus&) = delete;
  KnownCorpus& operator=(const KnownCorpus&) = delete;

  /// See Corpus::vocabulary_state.
  [[nodiscard]] std::string_view vocabulary_state() const { return vocabulary_state_; }
  [[nodiscard]] const std::vector<Entry>& documents() const { return documents_; }
  /// @param path relative to the corpus. @return nullptr if it is not known.
  [[nodiscard]] const Entry* find(std::string_view path) const;
  /// How far it was read when it was an outline; nothing that follows from other documents.
  /// @throws Error: damaged.
  [[nodiscard]] ReadDocument document(const Entry& entry) const;
  /// How its file was.
  [[nodiscard]] FileState file(const Entry& entry) const;

 private:
  std::string bytes_;
  std::string_view vocabulary_state_{};
  std::vector<Entry> documents_{};
  std::unordered_map<std::string_view, std::size_t> places_{};  ///< By path.
};

/// @pre the documents are outlines.
[[nodiscard]] std::string pack_corpus(const Corpus& corpus);

/// What of a document that was read is for the corpus to check or to tell: CorpusDocument::ties.
[[nodiscard]] std::string pack_ties(const ReadDocument& read);

}  // namespace entrepot
