#include "indexer/body/rewritten_tree.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace entrepot {
namespace {

/// A table is dropped for a reason that lies in its own paragraph; were there ever another one,
/// this many readings are enough to try.
constexpr int kMostReadings = 3;

/// What the nodes are that rewriting put before the body.
bool begins_as_written(cmark_node* root, const MarkdownOutline& outline) {
  cmark_node* node = cmark_node_first_child(root);
  const auto take = [&](cmark_node_type type) {
    const bool is = node != nullptr && cmark_node_get_type(node) == type;
    if (is) node = cmark_node_next(node);
    return is;
  };
  if (!outline.notes.empty()) {
    std::size_t items = 0;
    for (cmark_node* item = node == nullptr ? nullptr : cmark_node_first_child(node);
         item != nullptr; item = cmark_node_next(item))
      ++items;
    if (items != outline.notes.size() || !take(CMARK_NODE_LIST) || !take(CMARK_NODE_HTML_BLOCK))
      return false;
  }
  for (const OutlineTable& table : outline.tables)
    for (const std::vector<OutlineCell>& row : table.rows)
      for (const OutlineCell& cell : row)
        if (cell.begin < cell.end && !take(CMARK_NODE_HEADING)) return false;
  return true;
}

bool ends_with_table(cmark_node* paragraph, std::size_t lines) {
  cmark_node* node = cmark_node_last_child(paragraph);
  for (; lines > 0; --lines) {
    if (!is_table_line(node)) return false;
    node = cmark_node_previous(node);
    if (node != nullptr && !is_line_end(node)) return false;
    if (node != nullptr) node = cmark_node_previous(node);
  }
  return true;
}

/// The tables that are not where they were put.
std::vector<bool> find_lost(cmark_node* root, const MarkdownOutline& outline,
                            const RewrittenBody& body) {
  std::map<std::size_t, cmark_node*> paragraphs;
  walk(root, [&](cmark_node* node, bool entering) {
    if (entering && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
      paragraphs.emplace(to_size(cmark_node_get_start_line(node)), node);
  });
  std::vector<bool> lost;
  for (std::size_t i = 0; i < outline.tables.size(); ++i) {
    const OutlineTable& table = outline.tables[i];
    const auto paragraph = paragraphs.find(body.table_lines[i]);
    lost.push_back(paragraph == paragraphs.end() ||
                   !ends_with_table(paragraph->second, table.last_line - table.first_line + 1));
  }
  return lost;
}

}  // namespace

RewrittenTree parse_rewritten(const BodyLines& lines, MarkdownOutline& outline,
                              Diagnostics& problems) {
  const auto report = [&](Location where) {
    problems.push_back({.where = std::move(where),
                        .message = "what stands above this takes it for its own; leave a blank "
                                   "line between them"});
  };
  for (int readings = 1;; ++readings) {
    RewrittenBody body = rewrite_body(lines, outline);
    Tree tree = parse_tree(body.source.text());
    const bool last = readings == kMostReadings;
    const bool begins = begins_as_written(tree.get(), outline);
    std::vector<bool> lost = find_lost(tree.get(), outline, body);
    if (begins && std::find(lost.begin(), lost.end(), true) == lost.end())
      return {.body = std::move(body), .tree = std::move(tree)};
    MarkdownOutline left;
    for (std::size_t i = 0; i < lost.size(); ++i)
      if (lost[i] || last || !begins)
        report(lines.locate(outline.tables[i].first_line, outline.tables[i].text_begins.front()));
      else
        left.tables.push_back(std::move(outline.tables[i]));
    if (begins && !last)
      left.notes = std::move(outline.notes);
    else
      for (const OutlineNote& note : outline.notes) report(note.where);
    outline = std::move(left);
  }
}

bool is_table_line(cmark_node* node) {
  if (node == nullptr || cmark_node_get_type(node) != CMARK_NODE_TEXT) return false;
  std::string_view text = text_of(cmark_node_get_literal(node));
  // After "\" at a line's end cmark leaves white space at the beginning of the next.
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text == kTableLine;
}

bool is_line_end(cmark_node* node) {
  return cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
         cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

}  // namespace entrepot
