#include "indexer/body/markdown_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "indexer/body/markdown_limits.h"
#include "indexer/body/markdown_tree.h"
#include "indexer/body/note_label.h"

namespace entrepot {
namespace {

/// What ends an HTML block within a line.
constexpr std::array<std::string_view, 8> kHtmlEnds{
    "-->", "?>", "]]>", "</script>", "</pre>", "</style>", "</textarea>", ">"};

/// A line that begins with "|", after the marks of what it stands in, has no inlines that matter to
/// blocks. Without them a table takes cmark no more than its rows' number, as inlines may take it
/// the square of a paragraph's length.
std::string without_inlines(std::string_view line) {
  const std::optional<std::size_t> bar = find_leading_bar(line);
  if (!bar) return std::string(line);
  std::string out(line.substr(0, *bar + 1));
  const std::string_view rest = line.substr(*bar + 1);
  if (rest.find_first_not_of(" \t") == std::string_view::npos) return out;
  out += " <";  // no address: a definition would take one for its own
  if (rest.find('>') == std::string_view::npos) return out;
  std::string lower(rest);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const std::string_view end : kHtmlEnds)
    if (lower.find(end) != std::string::npos) out.append(" ").append(end);
  return out;
}

/// A note that begins within a list or quotation might be a link definition, which leaves no block.
std::string without_inner_note(std::string_view line) {
  std::string out(line);
  const std::size_t at = line.find_first_not_of(" \t>-*+.)0123456789");
  if (at != std::string_view::npos && parse_note_beginning(line.substr(at))) out[at] = 'x';
  return out;
}

class OutlineReader {
 public:
  OutlineReader(const BodyLines& lines, Diagnostics& problems)
      : lines_(lines), problems_(problems) {}

  std::optional<MarkdownOutline> read() {
    const Tree tree = parse_tree(skeleton());
    bool whole = true;
    std::size_t depth = 0;
    walk(tree.get(), [&](cmark_node* node, bool entering) {
      const cmark_node_type type = cmark_node_get_type(node);
      if (!entering) {
        --depth;
        if (type == CMARK_NODE_BLOCK_QUOTE) --quotes_;
        return;
      }
      if (type == CMARK_NODE_BLOCK_QUOTE) ++quotes_;
      if (!is_leaf(type) && ++depth > kMaxDepth && whole) {
        whole = false;
        report(Severity::Error, {.line = line_of(node), .begin = begin_of(node)},
               fmt::format("nested more than {} deep; write it flatter", kMaxDepth));
      }
      if (type == CMARK_NODE_ITEM) read_item(node);
      if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) whole &= read_text(node);
    });
    if (!whole || too_many_notes_) return {};
    return std::move(out_);
  }

 private:
  /// The body such that CommonMark sees the blocks that are meant: a note is an item of a list.
  std::string skeleton() {
    std::string text;
    for (std::size_t line = 1; line <= lines_.size(); ++line) {
      if (std::optional<NoteBeginning> note = parse_note_beginning(lines_[line])) {
        const std::string_view rest = lines_[line].substr(note->text_begin);
        text += kNoteAsItem;
        // An empty item would not end a paragraph; a comment might end another.
        text += rest.empty() ? "***" : without_inlines(rest);
        beginnings_.emplace(line, std::move(*note));
      } else {
        text += without_inlines(without_inner_note(lines_[line]));
      }
      text += '\n';
    }
    return text + "\n\n";
  }

  static std::size_t line_of(cmark_node* node) {
    return std::max<std::size_t>(to_size(cmark_node_get_start_line(node)), 1);
  }

  /// The byte of the body's line at which a block begins.
  [[nodiscard]] std::size_t begin_of(cmark_node* node) const {
    const std::size_t column = std::max<std::size_t>(to_size(cmark_node_get_start_column(node)), 1);
    const auto note = beginnings_.find(line_of(node));
    if (note == beginnings_.end() || column <= kNoteAsItem.size()) return column - 1;
    return column - 1 - kNoteAsItem.size() + note->second.text_begin;
  }

  void read_item(cmark_node* item) {
    const auto note = beginnings_.find(line_of(item));
    if (note == beginnings_.end() || cmark_node_get_start_column(item) != 1) return;
    std::size_t last = std::min(to_size(cmark_node_get_end_line(item)), lines_.size());
    while (last > note->first && lines_[last].find_first_not_of(" \t") == std::string_view::npos)
      --last;
    if (out_.notes.size() == kMaxNotes) {
      if (!std::exchange(too_many_notes_, true))
        report(Severity::Error, {.line = note->first},
               fmt::format("more than {} notes; write fewer, or divide the document", kMaxNotes));
      return;
    }
    out_.notes.push_back({.label = note->second.label,
                          .first_line = note->first,
                          .last_line = last,
                          .text_begin = note->second.text_begin,
                          .where = lines_.locate(note->first, 0)});
  }

  /// The byte at which the text of a paragraph's further line begins: after white space and the
  /// marks of the quotations around it, of which it may lack some.
  [[nodiscard]] std::size_t text_begin(std::size_t line) const {
    const std::string_view text = lines_[line];
    std::size_t at = std::min(text.find_first_not_of(" \t"), text.size());
    for (std::size_t left = quotes_; left > 0 && at < text.size() && text[at] == '>'; --left)
      at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
    return at;
  }

  /// A paragraph, or what cmark takes for a heading because a line of "---" ends a table.
  /// @return false if it may not be read on.
  bool read_text(cmark_node* node) {
    const std::size_t first = line_of(node);
    std::size_t last = to_size(cmark_node_get_end_line(node));
    const bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING && last > first;
    if (heading) --last;  // cmark says it ends on the line after, which skeleton() sees to there is
    std::vector<std::size_t> begins{begin_of(node)};
    for (std::size_t line = first + 1; line <= std::min(last, lines_.size()); ++line)
      begins.push_back(text_begin(line));
    return read_text(first, std::move(begins), heading);
  }

  bool read_text(std::size_t first, std::vector<std::size_t> begins, bool heading) {
    const std::size_t last = first + begins.size() - 1;
    bool told = false;
    std::size_t bytes = 0;
    std::optional<std::size_t> before;  // cells of the line above
    for (std::size_t line = first; line <= last; ++line) {
      const std::string_view text = lines_[line].substr(begins[line - first]);
      if (parse_note_beginning(text))
        report(Severity::Error, {.line = line, .begin = begins[line - first]},
               "a note begins at the beginning of a line; write it there, outside of lists, "
               "quotations and other notes");
      const std::size_t cells = split_row(text).size();
      if (const auto rule = parse_table_rule(text); rule && before) {
        if (*before == rule->size()) {
          begins.erase(begins.begin(),
                       begins.begin() + static_cast<std::ptrdiff_t>(line - 1 - first));
          OutlineTable table{.paragraph_line = first,
                             .first_line = line - 1,
                             .last_line = last,
                             .text_begins = std::move(begins),
                             .columns = *rule};
          if (heading) end_at_underline(table);
          return read_table(std::move(table));
        }
        if (!std::exchange(told, true))
          report(
              Severity::Warning, {.line = line, .begin = begins[line - first]},
              fmt::format("no table begins here, as this line has {} part{} and the one above {}; "
                          "write as many --- here as there are cells above",
                          rule->size(), rule->size() == 1 ? "" : "s", *before));
      }
      before = cells;
      bytes += lines_[line].size() + 1;
    }
    if (bytes <= kMaxParagraphBytes) return true;
    report(Severity::Error, {.line = first},
           fmt::format("{} bytes without a blank line; divide them into paragraphs of at most {} "
                       "bytes",
                       bytes, kMaxParagraphBytes));
    return false;
  }

  /// The last line is no row: it made a heading of all for cmark.
  void end_at_underline(OutlineTable& table) {
    table.break_line = table.last_line--;
    const std::size_t begin = table.text_begins.back();
    if (!lines_[*table.break_line].substr(begin).starts_with("---"))
      report(Severity::Warning, {.line = *table.break_line, .begin = begin},
             "a line right under a table, printed as one across the text; leave a blank line above "
             "it, or delete it");
  }

  /// @return false if it is too large.
  bool read_table(OutlineTable table) {
    const std::size_t columns = table.columns.size();
    if (columns > kMaxTableColumns)
      return refuse(table, fmt::format("a table of {} columns; write at most {}, or divide it",
                                       columns, kMaxTableColumns));
    const std::size_t rows = table.last_line - table.first_line - 1;
    if (rows > kMaxTableRows)
      return refuse(table, fmt::format("a table of {} rows; divide it into tables of at most {}",
                                       rows, kMaxTableRows));
    WrongRows wrong;
    for (std::size_t line = table.first_line; line <= table.last_line; ++line) {
      if (line == table.first_line + 1) continue;
      const std::size_t begin = table.text_begins[line - table.first_line];
      const std::string_view text = lines_[line].substr(begin);
      std::vector<OutlineCell> row;
      for (const TableCell& cell : split_row(text))
        row.push_back({.line = line, .begin = begin + cell.begin, .end = begin + cell.end});
      wrong.add(row, columns, {.line = line, .begin = begin, .end = begin + text.size()});
      if (row.size() > columns) row.resize(columns);
      table.rows.push_back(std::move(row));
    }
    warn_of(wrong, columns);
    out_.tables.push_back(std::move(table));
    return true;
  }

  /// Rows without as many cells as the head. One message tells of all of a sort: a column forgotten
  /// everywhere is one mistake.
  struct WrongRows {
    struct Sort {
      std::size_t rows = 0, cells = 0;  ///< How many rows, and the cells of the first.
      OutlineCell where{};
    };
    Sort long_rows{}, short_rows{}, plain_lines{};

    void add(const std::vector<OutlineCell>& row, std::size_t columns, const OutlineCell& line) {
      if (row.size() == columns) return;
      const bool plain = row.size() == 1 && row[0].begin == line.begin && row[0].end == line.end;
      Sort& sort = row.size() > columns ? long_rows : plain ? plain_lines : short_rows;
      if (sort.rows++ > 0) return;
      sort.cells = row.size();
      sort.where = row.size() > columns ? row[columns] : line;
    }
  };

  void warn_of(const WrongRows& wrong, std::size_t columns) {
    const auto tell = [&](const WrongRows::Sort& sort, std::string_view what) {
      if (sort.rows == 0) return;
      report(Severity::Warning, sort.where,
             fmt::format("this row has {} cell{} and the table's head {}{}; {}", sort.cells,
                         sort.cells == 1 ? "" : "s", columns,
                         sort.rows == 1   ? ""
                         : sort.rows == 2 ? " (like 1 row below)"
                                          : fmt::format(" (like {} rows below)", sort.rows - 1),
                         what));
    };
    tell(wrong.long_rows,
         "what begins here is not printed: write \\| for a bar within a cell, or give the head "
         "more cells");
    tell(wrong.short_rows, "write the missing ones, each with its |");
    tell(wrong.plain_lines,
         "leave a blank line above it if it is no row of the table, else write its | marks");
  }

  bool refuse(const OutlineTable& table, std::string message) {
    report(Severity::Error, {.line = table.first_line, .begin = table.text_begins.front()},
           std::move(message));
    return false;
  }

  void report(Severity severity, const OutlineCell& where, std::string message) {
    problems_.push_back({.where = lines_.locate(where.line, where.begin),
                         .severity = severity,
                         .message = std::move(message)});
  }

  const BodyLines& lines_;
  Diagnostics& problems_;
  std::map<std::size_t, NoteBeginning> beginnings_{};  ///< By line: what may begin a note.
  std::size_t quotes_ = 0;                             ///< Around the node that is visited.
  bool too_many_notes_ = false;
  MarkdownOutline out_{};
};

}  // namespace

std::optional<MarkdownOutline> read_outline(const BodyLines& lines, Diagnostics& problems) {
  return OutlineReader(lines, problems).read();
}

}  // namespace entrepot
