#include "indexer/body/markdown_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "indexer/body/note_label.h"
#include "indexer/body/pipe_table.h"

namespace entrepot {
namespace {

/// A line without the quotation marks it begins with.
struct Line {
  std::size_t quotes = 0;
  std::size_t indent = 0;
  std::string_view text{};
};

Line read_line(std::string_view text) {
  Line line;
  for (;;) {
    std::size_t indent = 0, i = 0;
    for (; i < text.size() && (text[i] == ' ' || text[i] == '\t'); ++i)
      indent += text[i] == '\t' ? 4 : 1;
    const bool quoted = indent < 4 && i < text.size() && text[i] == '>';
    if (!quoted) {
      line.indent = indent;
      line.text = text.substr(i);
      return line;
    }
    ++line.quotes;
    text.remove_prefix(i + 1);
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_heading(const Line& line) {
  const std::size_t level = std::min(line.text.find_first_not_of('#'), line.text.size());
  return line.indent < 4 && level >= 1 && level <= 6 &&
         (level == line.text.size() || line.text[level] == ' ' || line.text[level] == '\t');
}

enum class Marker { None, Any, Numbered };  ///< Numbered: 2. and up, which needs an item before it.

/// The list marker a line begins with; None where cmark might see text of a paragraph.
Marker marker_of(const Line& line) {
  if (line.indent >= 4 || line.text.empty()) return Marker::None;
  std::size_t i = 0;
  Marker marker = Marker::Any;
  if (is_digit(line.text[0])) {
    while (i < line.text.size() && is_digit(line.text[i])) ++i;
    if (i > 9 || i == line.text.size() || (line.text[i] != '.' && line.text[i] != ')'))
      return Marker::None;
    if (line.text.substr(0, i) != "1") marker = Marker::Numbered;
  } else if (line.text[0] != '-' && line.text[0] != '*' && line.text[0] != '+') {
    return Marker::None;
  }
  ++i;
  const bool spaced = i < line.text.size() && (line.text[i] == ' ' || line.text[i] == '\t');
  const bool filled = line.text.find_first_not_of(" \t", i) != std::string_view::npos;
  return spaced && filled ? marker : Marker::None;
}

/// Whether a line may begin a link definition: "[a]: http://example.org".
bool may_define(std::string_view text) {
  if (const std::optional<NoteBeginning> note = parse_note_beginning(text))
    text.remove_prefix(note->text_begin);
  const std::size_t at = text.find_first_not_of(" \t>-*+.)0123456789");
  return at != std::string_view::npos && text[at] == '[';
}

/// Measures runs of lines and says which are too long.
class Runs {
 public:
  Runs(Location start, Diagnostics& problems) : start_(std::move(start)), problems_(problems) {}

  void add(std::string_view text, std::size_t index) {
    const Line line = read_line(text);
    const Marker marker = marker_of(line);
    const bool item = marker == Marker::Any || (marker == Marker::Numbered && after_item(line));
    const bool heading = is_heading(line);
    const bool note = parse_note_beginning(text).has_value();
    if (line.text.empty() || item || heading || note) end();
    if (line.text.empty()) return;
    if (bytes_ == 0 && rows_ == 0) line_ = start_.line + index;
    if (find_leading_bar(text)) {
      add_row(text, start_.line + index);
    } else {
      bytes_ += text.size() + 1;
    }
    brackets_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), ']'));
    begins_definition_ = begins_definition_ || may_define(text);
    defines_ = defines_ || (begins_definition_ && text.find("]:") != std::string_view::npos);
    if (item) item_ = line;
    in_item_ = in_item_ || item;
    if (heading) end();
  }

  void end() {
    if (bytes_ > kMaxParagraphBytes)
      report(line_, fmt::format("{} bytes without a blank line; divide them into paragraphs of at "
                                "most {} bytes",
                                bytes_, kMaxParagraphBytes));
    if (rows_ > kMaxTableRows + 2)
      report(line_, fmt::format("{} lines that begin with | without a blank line; divide them into "
                                "tables of at most {} rows",
                                rows_, kMaxTableRows));
    if (defines_ && bytes_ + row_bytes_ > definition_bytes_) {
      definition_bytes_ = bytes_ + row_bytes_;
      definition_line_ = line_;
    }
    bytes_ = rows_ = row_bytes_ = 0;
    begins_definition_ = defines_ = in_item_ = false;
  }

  void finish() {
    end();
    if (definition_bytes_ > 0 && brackets_ > kMaxDefinitionBytes / definition_bytes_)
      report(definition_line_,
             fmt::format("link definitions of {} bytes for {} brackets; write addresses where they "
                         "are used",
                         definition_bytes_, brackets_));
  }

 private:
  void add_row(std::string_view text, std::size_t line) {
    ++rows_;
    row_bytes_ += text.size() + 1;
    if (text.size() >= kMaxParagraphBytes)
      report(line, fmt::format("a row of {} bytes; write at most {} on a line that begins with |",
                               text.size() + 1, kMaxParagraphBytes));
  }

  /// "2." begins an item where it stands no deeper than the item before it in the same run;
  /// elsewhere it may be the text of a paragraph.
  [[nodiscard]] bool after_item(const Line& line) const {
    return in_item_ && line.quotes == item_.quotes && line.indent <= item_.indent;
  }

  void report(std::size_t line, std::string message) {
    problems_.push_back({.where = {.file = start_.file, .line = line, .column = 1},
                         .severity = Severity::Error,
                         .message = std::move(message)});
  }

  Location start_;
  Diagnostics& problems_;
  std::size_t line_ = 0;                  ///< The run's first,
  std::size_t bytes_ = 0;                 ///< its bytes without rows,
  std::size_t rows_ = 0, row_bytes_ = 0;  ///< and its rows.
  bool begins_definition_ = false, defines_ = false;
  bool in_item_ = false;
  Line item_{};
  std::size_t brackets_ = 0, definition_bytes_ = 0, definition_line_ = 0;
};

}  // namespace

bool within_markdown_limits(std::string_view body, const Location& start, Diagnostics& problems) {
  const std::size_t before = problems.size();
  Runs runs(start, problems);
  for (std::size_t index = 0; !body.empty(); ++index) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    runs.add(body.substr(0, end), index);
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  runs.finish();
  return problems.size() == before;
}

}  // namespace entrepot
