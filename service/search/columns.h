#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/index_schema.h"
#include "service/search/bits.h"

namespace Xapian {
class Database;
}

/// Value slots of one database as flat arrays, made once when a generation is opened: what facets
/// are counted and dates compared from, without touching the disk again.
///
/// Most documents have the same few combinations of a facet's values, and all passages of a
/// document the same values of nearly every facet. So each combination is kept once, as a *set*;
/// what has the same sets throughout shares a *row*.
namespace entrepot {

/// Numbers from 0 on, of one, two or four bytes each, as few as the largest needs.
class PackedNumbers {
 public:
  PackedNumbers() = default;
  explicit PackedNumbers(const std::vector<std::uint32_t>& numbers);

  [[nodiscard]] std::uint32_t operator[](std::size_t i) const {
    if (!narrow_.empty()) return narrow_[i];
    return wide_.empty() ? middle_[i] : wide_[i];
  }

 private:
  std::vector<std::uint8_t> narrow_{};  ///< One of the three has the numbers.
  std::vector<std::uint16_t> middle_{};
  std::vector<std::uint32_t> wide_{};
};

/// The row of each document number; shared by the columns of a database.
using Rows = std::shared_ptr<const std::vector<std::uint32_t>>;

/// The values of one facet by document number. Immutable; threads may share it.
struct Column {
  std::vector<std::string> values{};   ///< Each once, in byte order; an ordinal is an index here.
  std::vector<std::uint32_t> first{};  ///< By set, and one more: where its ordinals begin.
  std::vector<std::uint32_t> ordinals{};  ///< Of all sets, one after the other. Set 0 has none.
  Rows rows{};                            ///< None: a document number is its own row.
  PackedNumbers set{};                    ///< By row.

  [[nodiscard]] std::uint32_t set_of(std::uint32_t docid) const {
    return set[rows ? (*rows)[docid] : docid];
  }
  [[nodiscard]] std::size_t sets() const { return first.size() - 1; }
  /// @return -1 for a value no document has.
  [[nodiscard]] std::int64_t find(std::string_view value) const;
};

/// Days by document number: 20220208; 0 = undated.
struct DayColumn {
  std::vector<std::uint32_t> days{};
  Rows rows{};
  PackedNumbers which{};  ///< By row, of `days`.

  [[nodiscard]] std::uint32_t operator[](std::uint32_t docid) const {
    return days[which[(*rows)[docid]]];
  }
};

/// Which document a number is of, or the passage of that number.
struct DocumentColumn {
  /// Numbers from `first` to `last`; of none that of nothing, 0.
  struct Range {
    std::uint32_t first = 0, last = 0;
    bool operator==(const Range&) const = default;
  };

  std::string ids{};                  ///< One after the other, in byte order.
  std::vector<std::uint32_t> ends{};  ///< Of each in `ids`.
  Rows rows{};
  std::vector<std::uint32_t> which{};  ///< By row; from 1, 0 = none.
  /// Of each in `ids`, the least that has all its numbers: its passages stand together.
  std::vector<Range> ranges{};

  /// @return 0 for a document that is not here.
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  /// @pre number from 1 to the number of `ends`.
  [[nodiscard]] std::string_view id(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t of(std::uint32_t docid) const { return which[(*rows)[docid]]; }
};

struct Columns {
  std::uint32_t end = 1;                        ///< One past the last document number.
  Bits exists{};                                ///< Which document numbers are in use.
  std::uint64_t count = 0;                      ///< Documents.
  std::array<Column, kFacets.size()> facets{};  ///< In kFacets order.
  DocumentColumn document{};
  DayColumn first_day{}, last_day{};
  std::vector<std::uint32_t> lengths{};  ///< By document number, words of its text; or none.
};

/// @pre facet is one of kFacets.
[[nodiscard]] const Column& facet_column(const Columns& columns, std::string_view facet);

/// @param with_lengths whether they are wanted: of passages they would take too much.
/// @throws Xapian::Error: the database cannot be read.
[[nodiscard]] Columns read_columns(const Xapian::Database& database, bool with_lengths);

}  // namespace entrepot
