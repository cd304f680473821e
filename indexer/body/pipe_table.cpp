#include "indexer/body/pipe_table.h"

#include <algorithm>

namespace entrepot {
namespace {

constexpr std::string_view kSpace = " \t";

TableCell trimmed(std::string_view row, std::size_t begin, std::size_t end) {
  while (begin < end && kSpace.find(row[begin]) != std::string_view::npos) ++begin;
  while (end > begin && kSpace.find(row[end - 1]) != std::string_view::npos) --end;
  return {.begin = begin, .end = end};
}

/// ":--", "--:", ":-:" or "--".
std::optional<Alignment> parse_column(std::string_view rule) {
  const bool start = rule.starts_with(':');
  if (start) rule.remove_prefix(1);
  const bool end = rule.ends_with(':');
  if (end) rule.remove_suffix(1);
  if (rule.empty() || rule.find_first_not_of('-') != std::string_view::npos) return {};
  if (start && end) return Alignment::Center;
  if (start) return Alignment::Start;
  return end ? Alignment::End : Alignment::None;
}

}  // namespace

std::vector<TableCell> split_row(std::string_view row) {
  const TableCell all = trimmed(row, 0, row.size());
  std::vector<TableCell> cells;
  std::size_t begin = all.begin;
  if (begin < all.end && row[begin] == '|') ++begin;
  for (std::size_t at = begin; at < all.end; ++at) {
    if (row[at] != '|' || (at > begin && row[at - 1] == '\\')) continue;
    cells.push_back(trimmed(row, begin, at));
    begin = at + 1;
  }
  if (begin < all.end || cells.empty()) cells.push_back(trimmed(row, begin, all.end));
  return cells;
}

std::optional<std::vector<Alignment>> parse_table_rule(std::string_view line) {
  if (line.find('|') == std::string_view::npos ||
      line.find_first_not_of("|-: \t") != std::string_view::npos)
    return {};
  std::vector<Alignment> columns;
  for (const TableCell& cell : split_row(line)) {
    const std::optional<Alignment> column =
        parse_column(line.substr(cell.begin, cell.end - cell.begin));
    if (!column) return {};
    columns.push_back(*column);
  }
  return columns;
}

std::optional<std::size_t> find_leading_bar(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t>-*+.)0123456789");
  if (at == std::string_view::npos || line[at] != '|') return {};
  return at;
}

std::string unescape_cell(std::string_view cell, std::vector<std::size_t>& dropped) {
  std::string out;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (cell[at] == '\\' && at + 1 < cell.size() && cell[at + 1] == '|') {
      dropped.push_back(out.size());
      continue;
    }
    out += cell[at];
  }
  return out;
}

}  // namespace entrepot
