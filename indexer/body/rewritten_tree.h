#pragma once

#include "indexer/body/markdown_rewriting.h"
#include "indexer/body/markdown_tree.h"

namespace entrepot {

/// A rewritten body and what cmark makes of it.
struct RewrittenTree {
  RewrittenBody body;
  Tree tree{};
};

/// Rewrites a body and parses it. The outline was found with the inlines of rows left out, which a
/// link definition may have been among; so it is seen to that each table and note is where it was
/// put. One that is not is taken out of the outline, stays plain text and is reported.
/// @param lines outlive the result.
[[nodiscard]] RewrittenTree parse_rewritten(const BodyLines& lines, MarkdownOutline& outline,
                                            Diagnostics& problems);

/// Whether a node is the text that stands for one line of a table.
[[nodiscard]] bool is_table_line(cmark_node* node);
/// Whether a node ends a line of a paragraph.
[[nodiscard]] bool is_line_end(cmark_node* node);

}  // namespace entrepot
