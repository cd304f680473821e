#include "indexer/body/markdown_rewriting.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/body/note_label.h"

namespace entrepot {
namespace {

constexpr std::string_view kComment = "<!---->", kHeading = "###### ", kHeadingEnd = " #";

class Rewriter {
 public:
  Rewriter(const BodyLines& lines, const MarkdownOutline& outline)
      : lines_(lines), outline_(outline) {
    for (std::size_t line = 1; line <= lines.size(); ++line) body_.emplace_back(lines[line]);
  }

  RewrittenBody rewrite() {
    for (const OutlineTable& table : outline_.tables) take_out(table);
    add_labels();
    for (const OutlineNote& note : outline_.notes) move(note);
    if (!outline_.notes.empty()) {
      add(kComment, {});
      comment_lines_.push_back(origins_.size());
    }
    for (const OutlineTable& table : outline_.tables)
      for (const std::vector<OutlineCell>& row : table.rows)
        for (const OutlineCell& cell : row)
          if (cell.begin < cell.end) copy(cell);
    add({}, {});

    std::vector<std::size_t> table_lines;
    for (const OutlineTable& table : outline_.tables) {
      const auto moved = moved_.find(table.paragraph_line);
      table_lines.push_back(moved == moved_.end() ? origins_.size() + table.paragraph_line
                                                  : moved->second);
    }
    for (const OutlineNote& note : outline_.notes)
      comment_lines_.push_back(origins_.size() + note.first_line);
    for (const std::string& line : body_) text_.append(line).append("\n");
    return {.source = MarkdownSource(std::move(text_), std::move(origins_), lines_),
            .labels = std::move(labels_),
            .table_lines = std::move(table_lines),
            .comment_lines = std::move(comment_lines_)};
  }

 private:
  void add(std::string_view line, LineOrigin origin) {
    text_.append(line).append("\n");
    origins_.push_back(std::move(origin));
  }

  void take_out(const OutlineTable& table) {
    for (std::size_t line = table.first_line; line <= table.last_line; ++line)
      body_[line - 1] =
          std::string(lines_[line].substr(0, table.text_begins[line - table.first_line])) +
          std::string(kTableLine);
    // As it is it would make a heading of what stands in the table's place.
    if (table.break_line)
      body_[*table.break_line - 1] =
          std::string(lines_[*table.break_line].substr(0, table.text_begins.back())) + "***";
  }

  void add_labels() {
    for (std::size_t line = 1; line <= lines_.size(); ++line)
      for (std::string& label : find_labels(lines_[line])) labels_.push_back(std::move(label));
    std::sort(labels_.begin(), labels_.end());
    labels_.erase(std::unique(labels_.begin(), labels_.end()), labels_.end());
    for (std::size_t i = 0; i < labels_.size(); ++i)
      add(fmt::format("[^{}]: <{}{}>", labels_[i], kMarkScheme, i), {});
    add({}, {});
  }

  void move(const OutlineNote& note) {
    for (std::size_t line = note.first_line; line <= note.last_line; ++line) {
      std::string& text = body_[line - 1];
      if (line > note.first_line) {
        add(text, {.line = line});
      } else {
        const std::string_view rest = std::string_view(text).substr(note.text_begin);
        add(fmt::format("{}{}", kNoteAsItem, rest.empty() ? kComment : rest),
            {.line = line, .begin = note.text_begin, .prefix = kNoteAsItem.size()});
        if (rest.empty()) comment_lines_.push_back(origins_.size());
      }
      moved_.emplace(line, origins_.size());
      text.clear();
    }
    body_[note.first_line - 1] = kComment;  // what is above and below stays apart
  }

  void copy(const OutlineCell& cell) {
    LineOrigin origin{.line = cell.line, .begin = cell.begin, .prefix = kHeading.size()};
    std::string text(kHeading);
    text +=
        unescape_cell(lines_[cell.line].substr(cell.begin, cell.end - cell.begin), origin.dropped);
    add(text + std::string(kHeadingEnd), std::move(origin));
  }

  const BodyLines& lines_;
  const MarkdownOutline& outline_;
  std::vector<std::string> body_{};
  std::string text_{};
  std::vector<LineOrigin> origins_{};
  std::vector<std::string> labels_{};
  std::vector<std::size_t> comment_lines_{};
  std::map<std::size_t, std::size_t> moved_{};  ///< Lines of notes: from the body's to the text's.
};

}  // namespace

RewrittenBody rewrite_body(const BodyLines& lines, const MarkdownOutline& outline) {
  return Rewriter(lines, outline).rewrite();
}

}  // namespace entrepot
