#include "indexer/body/markdown_tree.h"

#include <algorithm>

namespace entrepot {
namespace {

cmark_node* new_custom(cmark_node_type type, NodeMeaning& meaning, const std::string& enter,
                       const std::string& exit) {
  cmark_node* node = cmark_node_new(type);
  cmark_node_set_user_data(node, &meaning);
  cmark_node_set_on_enter(node, enter.c_str());
  cmark_node_set_on_exit(node, exit.c_str());
  return node;
}

}  // namespace

const NodeMeaning* meaning_of(cmark_node* node) {
  return static_cast<const NodeMeaning*>(cmark_node_get_user_data(node));
}

cmark_node* new_block(NodeMeaning& meaning, const std::string& enter, const std::string& exit) {
  return new_custom(CMARK_NODE_CUSTOM_BLOCK, meaning, enter, exit);
}

cmark_node* new_inline(NodeMeaning& meaning, const std::string& enter, const std::string& exit) {
  return new_custom(CMARK_NODE_CUSTOM_INLINE, meaning, enter, exit);
}

Tree parse_tree(std::string_view text) {
  return Tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
}

std::string_view text_of(const char* text) { return text == nullptr ? "" : text; }

std::size_t to_size(int number) { return number > 0 ? static_cast<std::size_t>(number) : 0; }

bool is_leaf(cmark_node_type type) {
  switch (type) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
      return true;
    default:
      return false;
  }
}

void remove(cmark_node* node) {
  cmark_node_unlink(node);
  cmark_node_free(node);
}

void unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  remove(node);
}

void move_children(cmark_node* from, cmark_node* to) {
  while (cmark_node* child = cmark_node_first_child(from)) cmark_node_append_child(to, child);
}

std::string render_html(cmark_node* node) {
  char* html = cmark_render_html(node, CMARK_OPT_DEFAULT);
  std::string out(html);
  cmark_get_default_mem_allocator()->free(html);
  return out;
}

std::string item_html(cmark_node* item) {
  std::string out;
  for (cmark_node* child = cmark_node_first_child(item); child != nullptr;
       child = cmark_node_next(child)) {
    const std::string html = render_html(child);
    if (html.starts_with('<') && cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH &&
        !out.empty() && out.back() != '\n')
      out += '\n';
    out += html;
  }
  return out;
}

std::string heading_html(cmark_node* heading) {
  const std::string html = render_html(heading);
  const std::size_t begin = html.find('>') + 1;
  return html.substr(begin, html.rfind("</h") - begin);
}

std::string plain_text(cmark_node* root) {
  std::string out;
  const auto end_block = [&] {
    if (!out.empty() && out.back() != '\n') out += '\n';
  };
  walk(root, [&](cmark_node* node, bool entering) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        out += text_of(cmark_node_get_literal(node));
        break;
      case CMARK_NODE_SOFTBREAK:
        out += ' ';
        break;
      case CMARK_NODE_LINEBREAK:
        out += '\n';
        break;
      case CMARK_NODE_CODE_BLOCK:
        out += text_of(cmark_node_get_literal(node));
        end_block();
        break;
      case CMARK_NODE_PARAGRAPH:
        if (!entering) end_block();
        break;
      case CMARK_NODE_CUSTOM_INLINE:
        if (!entering && meaning_of(node)->role == Role::Cell && cmark_node_next(node) != nullptr)
          out += '\t';
        break;
      case CMARK_NODE_CUSTOM_BLOCK:
        if (entering || meaning_of(node)->role != Role::Row) break;
        out.erase(out.find_last_not_of('\t') + 1);  // cells without text at the row's end
        end_block();
        break;
      default:
        break;
    }
  });
  return out;
}

std::string heading_text(cmark_node* heading) {
  std::string text = plain_text(heading);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace entrepot
