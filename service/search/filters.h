#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "service/query/search_query.h"
#include "service/search/columns.h"

/// What filters ask of one document, answered from columns.
namespace entrepot {

/// Calls with the ordinal of each value of a set; of the empty one with that of "none", which
/// follows those of all values.
template <typename Call>
void each_ordinal_of_set(const Column& column, std::size_t set, const Call& call) {
  const std::uint32_t begin = column.first[set], end = column.first[set + 1];
  if (begin == end) return call(column.values.size());
  for (std::uint32_t i = begin; i < end; ++i) call(std::size_t{column.ordinals[i]});
}

/// The same of a document's values.
template <typename Call>
void each_ordinal(const Column& column, std::uint32_t docid, const Call& call) {
  each_ordinal_of_set(column, column.set_of(docid), call);
}

/// The ordinal of a value, kNoValue too. @return -1 for a value no document has.
[[nodiscard]] std::int64_t ordinal_of(const Column& column, const std::string& value);

/// Values of one column, to be looked for in documents.
struct Wanted {
  const Column* column = nullptr;
  std::vector<char> chosen{};           ///< By ordinal; a value no document has is left out.
  std::vector<std::uint32_t> in_set{};  ///< By set: how many of them it has.

  Wanted() = default;
  /// @param of outlives it.
  Wanted(const Column& of, const std::vector<std::string>& values);

  /// How many of them a document has.
  [[nodiscard]] std::size_t count_in(std::uint32_t docid) const {
    return in_set[column->set_of(docid)];
  }
};

/// What narrows every count alike: `in`, dates, and the filters that are no alternatives.
class Bounds {
 public:
  /// @param columns outlive it.
  Bounds(const Columns& columns, const SearchQuery& query);

  [[nodiscard]] bool pass(std::uint32_t docid) const;

 private:
  const Columns& columns_;
  std::vector<Wanted> some_{}, none_{};
  std::vector<std::uint32_t> in_{};  ///< Numbers of documents, in order.
  bool within_ = false;
  std::uint32_t from_ = 0, to_ = std::numeric_limits<std::uint32_t>::max();
  bool dated_ = false;
};

}  // namespace entrepot
