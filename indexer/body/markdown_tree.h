#pragma once

#include <cmark.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

/// cmark's tree, in C++. Only what reads bodies includes this.
namespace entrepot {

/// No document needs more; browsers give up at 512, and cmark checks a node's ancestors whenever it
/// is moved.
inline constexpr std::size_t kMaxDepth = 100;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

/// What a node that CommonMark does not know stands for.
enum class Role { Table, Row, Cell, NoteMark };

/// The user data of such a node. Whoever makes the node keeps it for as long as the tree lives.
struct NodeMeaning {
  Role role = Role::Table;
  std::size_t begin = 0, end = 0;  ///< Of a cell, or the line a table
                                   ///< begins on: bytes of what cmark was given.
  std::size_t note = 0;            ///< Of a mark: which note, from 0,
  std::size_t mark = 0;            ///< and the how-manieth mark of the document, from 1.
};

/// @return nullptr for a node of CommonMark's own.
[[nodiscard]] const NodeMeaning* meaning_of(cmark_node* node);

/// A block or inline that is printed as `enter`, what is in it, `exit`. @pre `meaning` outlives it.
[[nodiscard]] cmark_node* new_block(NodeMeaning& meaning, const std::string& enter,
                                    const std::string& exit);
[[nodiscard]] cmark_node* new_inline(NodeMeaning& meaning, const std::string& enter,
                                     const std::string& exit);

[[nodiscard]] Tree parse_tree(std::string_view text);

/// cmark's texts may be null, its numbers are signed.
[[nodiscard]] std::string_view text_of(const char* text);
[[nodiscard]] std::size_t to_size(int number);

/// Whether a node of this type has no events of leaving.
[[nodiscard]] bool is_leaf(cmark_node_type type);

/// Visits a node and all below it in document order: visit(node, entering).
template <typename Visit>
void walk(cmark_node* root, Visit visit) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get()))
    visit(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
}

void remove(cmark_node* node);
/// Leaves what is in it where it stood.
void unwrap(cmark_node* node);
/// Moves what is in `from` to the end of `to`.
void move_children(cmark_node* from, cmark_node* to);

[[nodiscard]] std::string render_html(cmark_node* node);
/// What stands within <li>. Paragraphs of tight lists come without tags, as cmark looks up to see.
[[nodiscard]] std::string item_html(cmark_node* item);
/// Without the tags of the heading itself, whose level and id are the service's.
[[nodiscard]] std::string heading_html(cmark_node* heading);

/// Blocks and rows of tables end in LF, a tab stands between cells. Marks of notes leave nothing.
[[nodiscard]] std::string plain_text(cmark_node* root);
/// On one line.
[[nodiscard]] std::string heading_text(cmark_node* heading);

}  // namespace entrepot
