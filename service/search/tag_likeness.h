#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/index_schema.h"
#include "service/search/columns.h"

namespace Xapian {
class Database;
}

namespace entrepot {

/// The values of one facet that two documents have in common.
struct CommonTags {
  std::vector<std::string> values{};  ///< In the order of the first document.
  double closeness = 0;  ///< From 0, none, to 1, all: the cosine of their values by rarity, the
                         ///< main one of each counting more.
};

/// Compares documents by one facet. Lives as long as what it is made of; for one thread.
class TagLikeness {
 public:
  /// @param columns of `documents`.
  TagLikeness(const Xapian::Database& documents, const Columns& columns, std::string_view facet);

  /// Of a document, main one first.
  [[nodiscard]] std::vector<std::string> values(std::uint32_t docid) const;
  [[nodiscard]] std::string term(const std::string& value) const;
  /// ln(1 + N / n), of N documents n that have it. @throws Xapian::Error.
  [[nodiscard]] double rarity(const std::string& value) const;
  [[nodiscard]] CommonTags common(std::uint32_t first, std::uint32_t second) const;

 private:
  [[nodiscard]] std::vector<double> weights(const std::vector<std::string>& values) const;

  const Xapian::Database& documents_;
  const Columns& columns_;
  const Facet& facet_;
  const Column& column_;
  mutable std::map<std::string, double> rarities_{};
};

}  // namespace entrepot
