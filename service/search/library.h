#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/generation.h"
#include "model/record.h"
#include "model/vocabulary.h"
#include "service/query/search_page.h"
#include "service/query/search_query.h"
#include "service/search/indexed_document.h"
#include "service/search/like_passages.h"
#include "service/search/related.h"
#include "service/words/lexicons.h"

namespace entrepot {

/// Where an id leads.
struct DocumentLookup {
  std::optional<DocumentRecord> record{};
  std::string moved_to{};                          ///< The id it goes by now, if it was renamed.
  std::optional<Manifest::Tombstone> withdrawn{};  ///< Why it is no longer shown.
};

struct CrossAxis;
struct CrossCounts;

/// Read-only view of one published generation. Threads may share it: each call borrows
/// Xapian databases of its own, because Xapian's objects must not be shared unlocked.
class Library {
 public:
  /// Opens one generation's folder and holds its reader lock.
  /// @throws Error: missing, damaged, or of another schema or analysis (the hint names the rebuild
  /// command).
  explicit Library(const std::filesystem::path& generation, Lexicons lexicons = {});
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  /// @throws Error: the index cannot be read.
  [[nodiscard]] SearchPage search(const SearchQuery& query) const;

  /// SearchPage::found alone. @throws Error: the index cannot be read.
  [[nodiscard]] std::uint64_t count(const SearchQuery& query) const;

  /// How many matches two facets have in common, value by value: see CrossCounts.
  /// @pre the facets exist and differ. @throws Error: the index cannot be read.
  [[nodiscard]] CrossCounts cross_counts(const SearchQuery& query, const CrossAxis& rows,
                                         const CrossAxis& columns) const;

  /// Calls with the first `most` matches in the query's order, one after the other, so that there
  /// may be many of them. They have no extracts: a document comes without passages, a passage with
  /// its whole text and its own tags instead of its document's.
  /// @return how many there are. @throws Error: the index cannot be read.
  std::uint64_t each_match(const SearchQuery& query, std::size_t most,
                           const std::function<void(const Hit&)>& call) const;

  /// Calls with every document, newest first, one after the other.
  /// @throws Error: the index cannot be read.
  void each_document(const std::function<void(const IndexedDocument&)>& call) const;

  [[nodiscard]] DocumentLookup document(std::string_view id) const;

  /// What to read after a document of this library: see related_documents().
  /// @throws Error: the index cannot be read.
  [[nodiscard]] std::vector<RelatedDocument> related(
      const DocumentRecord& record, const std::vector<std::string>& left_out = {}) const;

  /// Where else the lesson of a passage was drawn: see like_passages(). What was found is
  /// remembered, so that a list of results may ask for each of its passages.
  /// @throws Error: the index cannot be read.
  [[nodiscard]] std::vector<LikePassage> like(std::string_view document,
                                              std::string_view anchor) const;

  [[nodiscard]] const Manifest& manifest() const;
  [[nodiscard]] const Vocabulary& vocabulary() const;
  [[nodiscard]] std::string generation() const;  ///< "gen-000007"

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
