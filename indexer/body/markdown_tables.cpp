#include "indexer/body/markdown_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <string>

namespace entrepot {
namespace {

std::string_view class_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::Start:
      return " class=\"ep-start\"";
    case Alignment::Center:
      return " class=\"ep-center\"";
    case Alignment::End:
      return " class=\"ep-end\"";
    case Alignment::None:
      break;
  }
  return "";
}

/// Takes the lines that stand for a table off a paragraph's end.
void take_off_lines(cmark_node* paragraph, std::size_t lines) {
  for (; lines > 0; --lines) {
    remove(cmark_node_last_child(paragraph));
    if (cmark_node* before = cmark_node_last_child(paragraph); before != nullptr) remove(before);
  }
}

class TableBuilder {
 public:
  TableBuilder(const RewrittenTree& rewritten, bool with_notes, std::deque<NodeMeaning>& meanings)
      : source_(rewritten.body.source), meanings_(meanings) {
    cmark_node* root = rewritten.tree.get();
    walk(root, [&](cmark_node* node, bool entering) {
      if (entering && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
        paragraphs_.emplace(to_size(cmark_node_get_start_line(node)), node);
    });
    next_cell_ = cmark_node_first_child(root);
    if (with_notes)  // a list and the comment that ends it
      next_cell_ = cmark_node_next(cmark_node_next(next_cell_));
  }

  void insert(const OutlineTable& table, std::size_t line) {
    cmark_node* paragraph = paragraphs_.at(line);
    NodeMeaning& meaning = meanings_.emplace_back(NodeMeaning{.role = Role::Table});
    const std::size_t column = to_size(cmark_node_get_start_column(paragraph));
    meaning.begin = source_.begin_of(line) + std::max<std::size_t>(column, 1) - 1;
    meaning.end = source_.end_of(line);
    cmark_node* node = build(table, meaning);
    take_off_lines(paragraph, table.last_line - table.first_line + 1);
    cmark_node_insert_after(paragraph, node);
    if (cmark_node_first_child(paragraph) == nullptr) remove(paragraph);
  }

 private:
  cmark_node* block(Role role, const std::string& enter, const std::string& exit) {
    return new_block(meanings_.emplace_back(NodeMeaning{.role = role}), enter, exit);
  }

  cmark_node* build(const OutlineTable& table, NodeMeaning& meaning) {
    cmark_node* all = new_block(meaning, "<div class=\"ep-table\">\n<table>", "</table>\n</div>");
    cmark_node* part = block(Role::Table, "<thead>", "</thead>");
    cmark_node_append_child(all, part);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (i == 1) {
        part = block(Role::Table, "<tbody>", "</tbody>");
        cmark_node_append_child(all, part);
      }
      cmark_node* row = block(Role::Row, "<tr>", "</tr>");
      cmark_node_append_child(part, row);
      const std::vector<OutlineCell>& cells = table.rows[i];
      for (std::size_t k = 0; k < cells.size(); ++k)
        cmark_node_append_child(row, cell(cells[k], table.columns[k], i == 0));
      // One for all that are missing: many short rows would print many times what they are.
      if (const std::size_t missing = table.columns.size() - cells.size(); missing > 0)
        cmark_node_append_child(
            row, new_inline(meanings_.emplace_back(NodeMeaning{.role = Role::Cell}),
                            missing == 1 ? "<td>" : fmt::format("<td colspan=\"{}\">", missing),
                            "</td>"));
    }
    return all;
  }

  cmark_node* cell(const OutlineCell& cell, Alignment alignment, bool head) {
    NodeMeaning& meaning = meanings_.emplace_back(NodeMeaning{.role = Role::Cell});
    const bool empty = cell.begin == cell.end;
    const bool names = head && !empty;  // an empty corner heads nothing
    cmark_node* node = new_inline(
        meaning, fmt::format("<{}{}>", names ? "th scope=\"col\"" : "td", class_of(alignment)),
        names ? "</th>" : "</td>");
    if (empty) return node;
    cmark_node* heading = next_cell_;
    assert(heading != nullptr && cmark_node_get_type(heading) == CMARK_NODE_HEADING);
    next_cell_ = cmark_node_next(heading);
    const std::size_t line = to_size(cmark_node_get_start_line(heading));
    meaning.begin = source_.begin_of(line);
    meaning.end = source_.end_of(line);
    move_children(heading, node);
    remove(heading);
    return node;
  }

  const MarkdownSource& source_;
  std::deque<NodeMeaning>& meanings_;
  std::map<std::size_t, cmark_node*> paragraphs_{};  ///< By their first line.
  cmark_node* next_cell_ = nullptr;
};

}  // namespace

void insert_tables(const RewrittenTree& rewritten, const MarkdownOutline& outline,
                   std::deque<NodeMeaning>& meanings) {
  TableBuilder builder(rewritten, !outline.notes.empty(), meanings);
  for (std::size_t i = 0; i < outline.tables.size(); ++i)
    builder.insert(outline.tables[i], rewritten.body.table_lines[i]);
}

}  // namespace entrepot
