#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/body/markdown_source.h"
#include "indexer/body/pipe_table.h"
#include "model/diagnostics.h"

namespace entrepot {

inline constexpr std::size_t kMaxNotes = 1000;

/// To CommonMark a note is an item of a list: these columns are what its further lines are indented
/// by. Of the marks of items it is the one that makes no line across the text with what follows it.
inline constexpr std::string_view kNoteAsItem = "+   ";

/// A place in a body: bytes of one line, which is counted from 1.
struct OutlineCell {
  std::size_t line = 1;
  std::size_t begin = 0, end = 0;
  bool operator==(const OutlineCell&) const = default;
};

/// A table, as it stands in a body.
struct OutlineTable {
  std::size_t paragraph_line =
      1;  ///< The first line of the paragraph that CommonMark takes it for.
  std::size_t first_line = 1, last_line = 1;  ///< Its own, from head to last row.
  std::optional<std::size_t> break_line{};  ///< A line of "---" or "===" under it, which is no row.
  std::vector<std::size_t> text_begins{};   ///< By line: the byte at which its text begins.
  std::vector<Alignment> columns{};
  std::vector<std::vector<OutlineCell>> rows{};  ///< The head first; none has too many cells.
  bool operator==(const OutlineTable&) const = default;
};

/// A note, as it stands in a body.
struct OutlineNote {
  std::string label{};
  std::size_t first_line = 1, last_line = 1;
  std::size_t text_begin = 0;  ///< The byte of the first line at which its text begins.
  Location where{};
  bool operator==(const OutlineNote&) const = default;
};

/// What a body holds that CommonMark does not know, in the order of lines.
struct MarkdownOutline {
  std::vector<OutlineTable> tables{};
  std::vector<OutlineNote> notes{};
  bool operator==(const MarkdownOutline&) const = default;
};

/// Finds tables and notes. A note begins at the beginning of a line, in no list or quotation, and
/// goes on as a list item does that is indented by four columns. Tables stand wherever a paragraph
/// may, also in notes. Code and HTML hold neither.
///
/// Rows with more or fewer cells than the head are warnings. Over-large tables are errors, as are
/// more than kMaxNotes, blocks nested too deep and paragraphs over kMaxParagraphBytes.
/// @return nothing if the body may not be read on.
[[nodiscard]] std::optional<MarkdownOutline> read_outline(const BodyLines& lines,
                                                          Diagnostics& problems);

}  // namespace entrepot
