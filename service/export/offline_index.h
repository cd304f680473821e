#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/export/offline_facets.h"
#include "service/export/offline_names.h"
#include "service/export/offline_parts.h"
#include "service/export/offline_words.h"
#include "service/search/library.h"

namespace entrepot {

/// What the offline search finds documents and passages by. Documents are numbered newest first,
/// passages by document and within it; places of words are numbered so that each document has one
/// for its title and summary, then one for each passage.
class OfflineIndex {
 public:
  /// Told of how many documents of how many are read.
  using ReadProgress = std::function<void(std::size_t, std::size_t)>;

  /// Reads the whole library. @throws Error: the index cannot be read.
  explicit OfflineIndex(const Library& library, const ReadProgress& progress = {});

  /// Parts "index", "passages", "names-00"… and "words-00"….
  void write(const WriteFile& write) const;

  [[nodiscard]] const OfflineFacets& facets() const { return facets_; }
  /// Of all documents, by number.
  [[nodiscard]] std::vector<std::string> ids() const;

 private:
  struct DocumentEntry {
    std::string id{}, earliest_first{}, title{};
    std::uint32_t row = 0, passages = 0, terms = 0;
    std::uint32_t first_day = 0, last_day = 0;  ///< 20220208; 0 = undated.
    double standing = 1;                        ///< What is left of its weight.
  };
  struct PassageEntry {
    std::uint32_t row = 0, terms = 0;
  };

  void add(const IndexedDocument& document);
  std::uint32_t add_front(const IndexedDocument& document);
  [[nodiscard]] nlohmann::json index_json(std::size_t word_parts,
                                          const std::vector<std::size_t>& name_parts) const;
  [[nodiscard]] nlohmann::json documents_json() const;
  /// Numbers of documents in the order of one of their keys.
  [[nodiscard]] std::vector<std::uint32_t> ordered(std::string DocumentEntry::*key) const;
  [[nodiscard]] std::vector<std::size_t> write_names(const WriteFile& write) const;

  const Library& library_;
  OfflineFacets facets_{};
  OfflineWords words_{};
  OfflineNames names_{};
  std::vector<DocumentEntry> documents_{};
  std::vector<PassageEntry> passages_{};
  std::uint32_t place_ = 0;
};

}  // namespace entrepot
