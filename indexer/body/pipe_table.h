#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tables as people write them in Markdown (GitHub's rules): a head, a rule that says how columns
/// are aligned, and rows; "|" stands between cells, "\|" within one.
namespace entrepot {

inline constexpr std::size_t kMaxTableColumns = 50;
inline constexpr std::size_t kMaxTableRows = 1000;  ///< Below the head.

/// Where the text of a column stands: by the direction of writing, not left and right, so that
/// numbers end a cell in Arabic too.
enum class Alignment { None, Start, Center, End };

/// Bytes of a line, without the white space around them; empty for a cell without text.
struct TableCell {
  std::size_t begin = 0, end = 0;
  bool operator==(const TableCell&) const = default;
};

/// The cells of a row; one for a line without "|". Their places are counted from `row`'s beginning.
[[nodiscard]] std::vector<TableCell> split_row(std::string_view row);

/// The columns of the line below a table's head, "| :-- | --: |"; nothing for any other line.
[[nodiscard]] std::optional<std::vector<Alignment>> parse_table_rule(std::string_view line);

/// The "|" that a line's text begins with, after the marks of quotations and lists.
[[nodiscard]] std::optional<std::size_t> find_leading_bar(std::string_view line);

/// A cell's Markdown: each "\|" is "|".
/// @param dropped gets, for each backslash left out, the place in the result of what stood after
/// it.
[[nodiscard]] std::string unescape_cell(std::string_view cell, std::vector<std::size_t>& dropped);

}  // namespace entrepot
