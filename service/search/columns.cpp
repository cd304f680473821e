#include "service/search/columns.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

namespace entrepot {
namespace {

Column read_column(const Xapian::Database& database, unsigned slot, std::uint32_t end) {
  std::vector<std::pair<std::uint32_t, std::vector<std::string>>> rows;
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
    rows.emplace_back(at.get_docid(), unpack_values(*at));
    for (const std::string& value : rows.back().second) numbers.emplace(value, 0);
  }
  Column column;
  column.values.reserve(numbers.size());
  for (const auto& [value, number] : numbers) column.values.push_back(value);
  std::sort(column.values.begin(), column.values.end());
  for (std::uint32_t i = 0; i < column.values.size(); ++i) numbers[column.values[i]] = i;

  column.first.assign(end + 1, 0);
  std::uint32_t docid = 0;
  for (const auto& [owner, values] : rows) {
    const auto so_far = static_cast<std::uint32_t>(column.ordinals.size());
    while (docid <= owner) column.first[docid++] = so_far;
    for (const std::string& value : values) column.ordinals.push_back(numbers[value]);
  }
  while (docid <= end) column.first[docid++] = static_cast<std::uint32_t>(column.ordinals.size());
  return column;
}

std::vector<std::uint32_t> read_days(const Xapian::Database& database, unsigned slot,
                                     std::uint32_t end) {
  std::vector<std::uint32_t> days(end, 0);
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
    const std::string day = *at;
    std::from_chars(day.data(), day.data() + day.size(), days[at.get_docid()]);
  }
  return days;
}

}  // namespace

std::int64_t Column::find(std::string_view value) const {
  const auto found = std::lower_bound(values.begin(), values.end(), value);
  return found != values.end() && *found == value ? found - values.begin() : -1;
}

Columns read_columns(const Xapian::Database& database) {
  Columns columns{.end = database.get_lastdocid() + 1};
  columns.exists.assign(columns.end, 0);
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
    columns.exists[*at] = 1;
  columns.count = database.get_doccount();
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    columns.facets[i] = read_column(database, kFacets[i].slot, columns.end);
  columns.document = read_column(database, kDocumentSlot, columns.end);
  columns.first_day = read_days(database, kFirstDaySlot, columns.end);
  columns.last_day = read_days(database, kLastDaySlot, columns.end);
  return columns;
}

}  // namespace entrepot
