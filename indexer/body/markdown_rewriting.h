#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/body/markdown_outline.h"
#include "indexer/body/markdown_source.h"

namespace entrepot {

/// Addresses that marks of notes lead to, with a number behind: an index of `labels`.
inline constexpr std::string_view kMarkScheme = "entrepot-note:";

/// The text of each line of a table, which stands where the table belongs. It cannot be an address,
/// a tag or the end of one, so that cmark leaves every such line a text of its own.
inline constexpr std::string_view kTableLine = "<";

/// A body such that CommonMark alone reads what it does not know: before it stand, in this order, a
/// link definition for each label, a list with an item for each note, if there are any, and a
/// comment that ends it, and a heading of level 6 for each cell that has text. Marks are like
/// links; nothing in an item reaches beyond it; headings hold inlines alone.
///
/// Where they stood there are a comment for each note and kTableLine for each line of a table.
struct RewrittenBody {
  MarkdownSource source;
  std::vector<std::string> labels{};         ///< As written, each spelling once.
  std::vector<std::size_t> table_lines{};    ///< Of `source`: where each table's paragraph begins.
  std::vector<std::size_t> comment_lines{};  ///< Of `source`, sorted: the comments that are ours.
};

/// @param lines outlive the result.
[[nodiscard]] RewrittenBody rewrite_body(const BodyLines& lines, const MarkdownOutline& outline);

}  // namespace entrepot
