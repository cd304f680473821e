#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/index_schema.h"

namespace Xapian {
class Database;
}

/// Value slots of one database as flat arrays, made once when a generation is opened: what facets
/// are counted and dates compared from, without touching the disk again.
namespace entrepot {

/// The values of one facet by document number. Immutable; threads may share it.
struct Column {
  std::vector<std::string> values{};   ///< Each once, in byte order; an ordinal is an index here.
  std::vector<std::uint32_t> first{};  ///< By document number: where its ordinals begin.
  std::vector<std::uint32_t> ordinals{};  ///< Of all documents, one after the other.

  /// @return -1 for a value no document has.
  [[nodiscard]] std::int64_t find(std::string_view value) const;
};

struct Columns {
  std::uint32_t end = 1;                               ///< One past the last document number.
  std::vector<char> exists{};                          ///< By document number.
  std::uint64_t count = 0;                             ///< Documents.
  std::array<Column, kFacets.size()> facets{};         ///< In kFacets order.
  Column document{};                                   ///< Document ids.
  std::vector<std::uint32_t> first_day{}, last_day{};  ///< 20220208; 0 = undated.
};

/// @throws Xapian::Error: the database cannot be read.
[[nodiscard]] Columns read_columns(const Xapian::Database& database);

}  // namespace entrepot
