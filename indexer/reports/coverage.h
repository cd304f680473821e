#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "indexer/corpus/corpus.h"
#include "model/date.h"
#include "model/document.h"

namespace entrepot {

/// How much of a corpus there is of one facet value.
struct CoverageRow {
  std::string value{};
  std::string label{};
  std::size_t documents = 0;
  std::size_t passages = 0;
  bool operator==(const CoverageRow&) const = default;
};

/// All values of one facet that occur, most documents first, then most passages, then by value.
/// What is counted is what the search counts when the same corpus is built.
struct CoverageTable {
  std::string facet{};
  std::vector<CoverageRow> rows{};
  bool operator==(const CoverageTable&) const = default;
};

/// A document that lacks something or is due.
struct CoverageGap {
  std::string id{};
  std::string title{};
  std::string detail{};  ///< The day its review was due; empty elsewhere.
  bool operator==(const CoverageGap&) const = default;
};

/// What a corpus holds and what it lacks, of the documents that readers would find.
struct Coverage {
  std::size_t documents = 0;
  std::size_t passages = 0;
  std::size_t typed_passages = 0;                               ///< With a kind other than context.
  std::map<KindOrigin, std::size_t> kinds_found_by{};           ///< Of all passages with a kind.
  std::map<std::string, std::vector<std::string>> not_shown{};  ///< Status -> ids.
  std::vector<CoverageTable> tables{};
  /// Without a country, date, conclusion, licence; in this order, each by id. A conclusion is a
  /// passage of that kind; a licence that is not known is none.
  std::vector<std::pair<std::string, std::vector<CoverageGap>>> without{};
  std::vector<CoverageGap> overdue{};  ///< `review_by` has passed; longest first.
  /// Themes and regions of the vocabulary that no document is tagged with; of themes, with no
  /// narrower one either. Retired ones are not missed.
  std::vector<CoverageTable> nothing{};
};

/// @param today reviews due before it are overdue.
[[nodiscard]] Coverage measure_coverage(const Corpus& corpus, const Date& today);

}  // namespace entrepot
