#include "indexer/markdown.h"

#include <cmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "indexer/heading_kind.h"
#include "indexer/link_target.h"
#include "indexer/markdown_limits.h"
#include "indexer/passage_comment.h"
#include "indexer/passages.h"
#include "indexer/unsupported_markdown.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// No document needs more; browsers give up at 512, and cmark checks a node's ancestors whenever it
/// is moved.
constexpr std::size_t kMaxDepth = 100;

constexpr std::size_t kMaxCommentBytes = 2000;
constexpr std::string_view kCommentBegin = "<!--", kCommentEnd = "-->";

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

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

/// Visits a node and all below it in document order: visit(node, entering).
template <typename Visit>
void walk(cmark_node* root, Visit visit) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get()))
    visit(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
}

std::string render_html(cmark_node* node) {
  char* html = cmark_render_html(node, CMARK_OPT_DEFAULT);
  std::string out(html);
  cmark_get_default_mem_allocator()->free(html);
  return out;
}

void remove(cmark_node* node) {
  cmark_node_unlink(node);
  cmark_node_free(node);
}

/// Leaves what is in it where it stood.
void unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  remove(node);
}

/// Blocks end in LF.
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

/// Without the tags of the heading itself, whose level and id are the service's.
std::string heading_html(cmark_node* heading) {
  const std::string html = render_html(heading);
  const std::size_t begin = html.find('>') + 1;
  return html.substr(begin, html.rfind("</h") - begin);
}

/// What stands within <li>. Paragraphs of tight lists come without tags, as cmark looks up to see.
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

/// Places in the source, for messages.
class Source {
 public:
  Source(std::string_view body, const MarkdownContext& context) : body_(body), context_(context) {
    starts_.push_back(0);
    for (std::size_t at = 0; (at = body.find('\n', at)) != std::string_view::npos;)
      starts_.push_back(++at);
  }

  /// @param line from 1, of the body.
  [[nodiscard]] std::size_t begin_of(std::size_t line) const {
    return starts_[std::clamp<std::size_t>(line, 1, starts_.size()) - 1];
  }
  [[nodiscard]] std::size_t end_of(std::size_t line) const {
    return line < starts_.size() ? starts_[line] : body_.size();
  }
  [[nodiscard]] std::string_view text() const { return body_; }
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const {
    return body_.substr(begin, end - begin);
  }

  [[nodiscard]] Location locate(std::size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const std::size_t start = *(after - 1);
    return {.file = context_.file,
            .line = context_.first_line + static_cast<std::size_t>(after - starts_.begin()) - 1,
            .column = 1 + count_code_points(body_.substr(start, offset - start))};
  }

  /// Of a block.
  [[nodiscard]] std::size_t offset_of(cmark_node* node) const {
    const std::size_t line = to_size(cmark_node_get_start_line(node));
    const std::size_t column = std::max<std::size_t>(to_size(cmark_node_get_start_column(node)), 1);
    return std::min(begin_of(line) + column - 1, body_.size());
  }

 private:
  std::string_view body_;
  const MarkdownContext& context_;
  std::vector<std::size_t> starts_{};
};

/// Something in the tree that is changed or reported, in document order.
struct Found {
  cmark_node* node = nullptr;
  std::size_t first_line = 0, last_line = 0;  ///< Of the paragraph or heading it stands in.
  bool in_heading = false;
};

class BodyReader {
 public:
  BodyReader(std::string_view body, const MarkdownContext& context, const Vocabulary& vocabulary,
             Diagnostics& problems)
      : source_(body, context),
        vocabulary_(vocabulary),
        problems_(problems),
        tree_(cmark_parse_document(body.data(), body.size(), CMARK_OPT_DEFAULT)) {}

  /// @return false if it is nested too deep.
  bool clean() {
    std::vector<Found> found;
    if (!collect(found)) return false;
    warn_of_unsupported();
    for (const Found& one : found) change(one);
    return true;
  }

  [[nodiscard]] std::vector<BodyBlock> blocks() {
    std::vector<BodyBlock> out;
    for (cmark_node* node = cmark_node_first_child(tree_.get()); node != nullptr;
         node = cmark_node_next(node)) {
      const Location where = source_.locate(source_.offset_of(node));
      switch (cmark_node_get_type(node)) {
        case CMARK_NODE_HEADING:
          out.push_back({.kind = BodyBlock::Kind::Heading,
                         .where = where,
                         .text = heading_text(node),
                         .html = heading_html(node),
                         .level = static_cast<unsigned>(cmark_node_get_heading_level(node))});
          break;
        case CMARK_NODE_HTML_BLOCK:
          for (const PassageComment& comment : comments_[node])
            out.push_back(
                {.kind = BodyBlock::Kind::Comment, .where = comment.where, .comment = comment});
          break;
        case CMARK_NODE_LIST:
          out.push_back(list(node, where));
          break;
        default:
          out.push_back({.where = where, .text = plain_text(node), .html = render_html(node)});
          break;
      }
    }
    return out;
  }

  [[nodiscard]] std::vector<InternalLink> take_links() { return std::move(links_); }

 private:
  bool collect(std::vector<Found>& found) {
    std::size_t depth = 0;
    cmark_node* too_deep = nullptr;
    Found block;
    walk(tree_.get(), [&](cmark_node* node, bool entering) {
      const cmark_node_type type = cmark_node_get_type(node);
      if (!entering) {
        --depth;
        return;
      }
      if (!is_leaf(type) && ++depth > kMaxDepth && too_deep == nullptr) too_deep = node;
      if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK) mark_literal(node);
      if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        block = {.first_line = to_size(cmark_node_get_start_line(node)),
                 .last_line = to_size(cmark_node_get_end_line(node)),
                 .in_heading = type == CMARK_NODE_HEADING};
      const bool nested_heading =
          type == CMARK_NODE_HEADING && cmark_node_parent(node) != tree_.get();
      if (nested_heading || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE ||
          type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK) {
        found.push_back(block);
        found.back().node = node;
      }
    });
    if (too_deep != nullptr)
      report(Severity::Error, source_.offset_of(too_deep),
             fmt::format("nested more than {} deep; write it flatter", kMaxDepth));
    return too_deep == nullptr;
  }

  void mark_literal(cmark_node* node) {
    const std::size_t last = to_size(cmark_node_get_end_line(node));
    is_literal_.resize(std::max(is_literal_.size(), last + 1));
    for (std::size_t line = to_size(cmark_node_get_start_line(node)); line <= last; ++line)
      is_literal_[line] = true;
  }

  void warn_of_unsupported() {
    for (const UnsupportedLine& one : find_unsupported(source_.text(), is_literal_))
      report(Severity::Warning, source_.begin_of(one.line), std::string(one.message));
  }

  void change(const Found& found) {
    switch (cmark_node_get_type(found.node)) {
      case CMARK_NODE_LINK:
        return change_link(found);
      case CMARK_NODE_IMAGE:
        report(Severity::Warning, place(found, {"!["}),
               "images are not supported; only the alternative text is printed");
        return unwrap(found.node);
      case CMARK_NODE_HTML_INLINE:
        return change_inline_html(found);
      case CMARK_NODE_HTML_BLOCK:
        return change_html_block(found.node);
      default:
        return change_nested_heading(found.node);
    }
  }

  void change_link(const Found& found) {
    const std::string url(text_of(cmark_node_get_url(found.node)));
    const LinkTarget target = parse_link_target(url);
    if (target.kind != LinkTarget::Kind::Web) {
      const std::size_t at = place_of_link(found, url);
      if (target.kind == LinkTarget::Kind::Refused) {
        report(Severity::Error, at,
               fmt::format("the link '{}' is not allowed; {}", cut_utf8(url, 80), target.advice));
        return unwrap(found.node);
      }
      links_.push_back(
          {.document = target.document, .anchor = target.anchor, .where = source_.locate(at)});
      const std::string anchor = target.anchor.empty() ? "" : "#" + target.anchor;
      const std::string document = target.document.empty() ? "" : "entrepot:" + target.document;
      cmark_node_set_url(found.node, (document + anchor).c_str());
    }
    if (found.in_heading) unwrap(found.node);  // a contents list of links is made of headings
  }

  /// Its address, else (a reference) its text.
  std::size_t place_of_link(const Found& found, const std::string& url) {
    cmark_node* child = cmark_node_first_child(found.node);
    while (child != nullptr && cmark_node_get_type(child) != CMARK_NODE_TEXT)
      child = cmark_node_first_child(child);
    const std::string text(child == nullptr ? "" : text_of(cmark_node_get_literal(child)));
    return place(found, {url, text});
  }

  void change_inline_html(const Found& found) {
    const std::string html(text_of(cmark_node_get_literal(found.node)));
    const std::size_t at = place(found, {html});
    if (!html.starts_with(kCommentBegin))
      report_html(at, html);
    else if (is_passage_comment(std::string_view(html).substr(kCommentBegin.size())))
      report(Severity::Error, at,
             "a passage comment within text; write it on a line of its own before the heading, "
             "paragraph or list item");
    else
      report_comment(at);
    remove(found.node);
  }

  /// Passage comments of the body stay for blocks(), those of items are kept for list().
  void change_html_block(cmark_node* node) {
    std::vector<PassageComment> comments = read_html_block(node);
    cmark_node* parent = cmark_node_parent(node);
    if (parent == tree_.get()) {
      comments_[node] = std::move(comments);
      return;
    }
    cmark_node* owner = comments.empty() ? nullptr : commented_item(node);
    for (PassageComment& comment : comments) {
      if (owner == nullptr)
        report_at(Severity::Error, comment.where,
                  "a passage comment where none can stand; write it before a heading, a paragraph "
                  "or an item, outside of quotations and of lists within lists");
      else
        comments_[owner].push_back(std::move(comment));
    }
    remove(node);
  }

  /// The item that a comment within a list speaks of: the one it begins, or the one after the one
  /// it ends. nullptr: none.
  [[nodiscard]] cmark_node* commented_item(cmark_node* comment) const {
    cmark_node* item = cmark_node_parent(comment);
    if (cmark_node_get_type(item) != CMARK_NODE_ITEM) return nullptr;
    if (cmark_node_parent(cmark_node_parent(item)) != tree_.get()) return nullptr;
    if (cmark_node_previous(comment) == nullptr) return item;
    return cmark_node_next(comment) == nullptr ? cmark_node_next(item) : nullptr;
  }

  std::vector<PassageComment> read_html_block(cmark_node* node) {
    const std::string html(text_of(cmark_node_get_literal(node)));
    std::vector<PassageComment> out;
    constexpr std::string_view kSpace = " \t\n";
    for (std::size_t at = 0; (at = html.find_first_not_of(kSpace, at)) != std::string::npos;) {
      const bool comment = html.compare(at, kCommentBegin.size(), kCommentBegin) == 0;
      const std::size_t inside = at + kCommentBegin.size();
      const std::size_t close = comment ? html.find(kCommentEnd, inside) : std::string::npos;
      if (close == std::string::npos) {
        const std::string rest = html.substr(at);
        if (comment)
          report(Severity::Error, place_in(node, html, at),
                 "a comment without an end hides the text below it; write --> after it");
        else if (out.empty())
          report_html(place_in(node, html, at), rest);
        else
          report(Severity::Error, place_in(node, html, at),
                 "text on the line of a passage comment; write it on a line of its own");
        return out;
      }
      const CommentText text{.inside = std::string_view(html).substr(inside, close - inside),
                             .locate =
                                 [&](std::size_t offset) {
                                   return source_.locate(place_in(node, html, inside + offset));
                                 },
                             .where = source_.locate(place_in(node, html, at))};
      if (is_passage_comment(text.inside) && text.inside.size() > kMaxCommentBytes)
        report_at(Severity::Error, text.where,
                  fmt::format("a passage comment of {} bytes; write at most {}", text.inside.size(),
                              kMaxCommentBytes));
      else if (is_passage_comment(text.inside))
        out.push_back(parse_passage_comment(text, vocabulary_, hints_, problems_));
      else
        report_comment(place_in(node, html, at));
      at = close + kCommentEnd.size();
    }
    return out;
  }

  /// The offset in the source of a byte of an HTML block's text. Its lines lack the marks and
  /// indentation of the quotations and lists around it, hence end as the source's do.
  [[nodiscard]] std::size_t place_in(cmark_node* node, std::string_view html,
                                     std::size_t at) const {
    const std::string_view before = html.substr(0, at);
    const std::size_t line =
        to_size(cmark_node_get_start_line(node)) +
        static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t end = std::min(html.find('\n', at), html.size());
    const std::string_view source = source_.text(source_.begin_of(line), source_.end_of(line));
    const std::size_t found = source.rfind(html.substr(at, end - at));
    return source_.begin_of(line) + (found == std::string_view::npos ? 0 : found);
  }

  /// A heading in a quotation or list is no section's; as one it would spoil the page's outline.
  void change_nested_heading(cmark_node* heading) {
    report(Severity::Warning, source_.offset_of(heading),
           "a heading within a list or quotation begins no section; write it outside, or as **bold "
           "text**");
    cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node* strong = cmark_node_new(CMARK_NODE_STRONG);
    cmark_node_append_child(paragraph, strong);
    while (cmark_node* child = cmark_node_first_child(heading))
      cmark_node_append_child(strong, child);
    cmark_node_replace(heading, paragraph);
    cmark_node_free(heading);
  }

  BodyBlock list(cmark_node* node, const Location& where) {
    BodyBlock out{.kind = BodyBlock::Kind::List, .where = where, .text = plain_text(node)};
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
      out.number = cmark_node_get_list_start(node);
    for (cmark_node* item = cmark_node_first_child(node); item != nullptr;
         item = cmark_node_next(item)) {
      BodyItem one{.text = plain_text(item), .html = item_html(item)};
      if (const auto comments = comments_.find(item); comments != comments_.end()) {
        one.comment = comments->second.front();
        if (comments->second.size() > 1)
          report_at(Severity::Error, comments->second[1].where,
                    "a second passage comment before one item; write both as one");
      }
      out.items.push_back(std::move(one));
    }
    return out;
  }

  /// Where the first of `needles` that the block has stands, after what was found in it before;
  /// else the block's first line. cmark's own columns of inlines are off in paragraphs of several
  /// lines.
  std::size_t place(const Found& found, std::initializer_list<std::string_view> needles) {
    const std::size_t begin = source_.begin_of(found.first_line);
    const std::size_t end = std::max(begin, source_.end_of(found.last_line));
    cursor_ = std::clamp(cursor_, begin, end);
    const std::string_view rest = source_.text(cursor_, end);
    for (const std::string_view needle : needles) {
      if (needle.empty()) continue;
      if (const std::size_t at = rest.find(needle); at != std::string_view::npos) {
        const std::size_t offset = cursor_ + at;
        cursor_ = offset + needle.size();
        return offset;
      }
    }
    return begin;
  }

  void report_html(std::size_t at, std::string_view html) {
    report(Severity::Warning, at,
           fmt::format("raw HTML is not printed: '{}'; write Markdown",
                       cut_utf8(html.substr(0, html.find('\n')), 40)));
  }

  void report_comment(std::size_t at) {
    report(Severity::Warning, at,
           "a comment that is no passage comment; delete it, or begin it with 'passage:'");
  }

  void report(Severity severity, std::size_t offset, std::string message) {
    report_at(severity, source_.locate(offset), std::move(message));
  }

  void report_at(Severity severity, const Location& where, std::string message) {
    problems_.push_back({.where = where, .severity = severity, .message = std::move(message)});
  }

  Source source_;
  const Vocabulary& vocabulary_;
  Diagnostics& problems_;
  Tree tree_;
  std::map<cmark_node*, std::vector<PassageComment>> comments_{};  ///< By HTML block or item.
  std::vector<InternalLink> links_{};
  std::vector<bool> is_literal_{};  ///< By line, from 1: whether it is code or HTML.
  std::size_t hints_ = 0;           ///< Given so far on values of passage comments.
  std::size_t cursor_ = 0;          ///< In the source, after the last thing that was located.
};

}  // namespace

MarkdownText parse_markdown(std::string_view body, const MarkdownContext& context,
                            const Vocabulary& vocabulary, Diagnostics& problems) {
  const Location start{.file = context.file, .line = context.first_line, .column = 1};
  if (!within_markdown_limits(body, start, problems)) return {};
  std::string text(body);
  std::replace(text.begin(), text.end(), '\r', ' ');  // to cmark a lone CR ends a line
  BodyReader reader(text, context, vocabulary, problems);
  if (!reader.clean()) return {};
  MarkdownText out =
      divide_into_passages(reader.blocks(), context.title, HeadingKinds(vocabulary), problems);
  out.links = reader.take_links();
  return out;
}

}  // namespace entrepot
