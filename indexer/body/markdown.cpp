#include "indexer/body/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "indexer/body/heading_kind.h"
#include "indexer/body/link_target.h"
#include "indexer/body/markdown_limits.h"
#include "indexer/body/markdown_notes.h"
#include "indexer/body/markdown_outline.h"
#include "indexer/body/markdown_tables.h"
#include "indexer/body/passage_comment.h"
#include "indexer/body/passages.h"
#include "indexer/body/rewritten_tree.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::size_t kMaxCommentBytes = 2000;
constexpr std::string_view kCommentBegin = "<!--", kCommentEnd = "-->";

/// Something in the tree that is changed or reported, in document order.
struct Found {
  cmark_node* node = nullptr;
  std::size_t begin = 0, end = 0;  ///< Bytes of the paragraph, heading or cell it stands in.
  bool in_heading = false, in_note = false;
};

class BodyReader {
 public:
  BodyReader(RewrittenTree rewritten, const MarkdownOutline& outline, const Vocabulary& vocabulary,
             Diagnostics& problems)
      : rewritten_(std::move(rewritten)), vocabulary_(vocabulary), problems_(problems) {
    insert_tables(rewritten_, outline, meanings_);
    notes_.emplace(tree_.get(), outline, rewritten_.body, problems);
  }

  /// @return false if it is nested too deep.
  bool clean() {
    std::vector<Found> found;
    if (!collect(found)) return false;
    for (const Found& one : found) change(one);
    return true;
  }

  [[nodiscard]] Body body() {
    Body out{.notes = notes_->take()};
    out.blocks = blocks();
    return out;
  }

  [[nodiscard]] std::vector<InternalLink> take_links() { return std::move(links_); }

 private:
  std::vector<BodyBlock> blocks() {
    std::vector<BodyBlock> out;
    for (cmark_node* node = cmark_node_first_child(tree_.get()); node != nullptr;
         node = cmark_node_next(node)) {
      const Location where = source_.locate(offset_of(node));
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
          out.push_back({.where = where,
                         .text = plain_text(node),
                         .html = render_html(node),
                         .marks = MarkdownNotes::marks_in(node)});
          break;
      }
    }
    return out;
  }

  bool collect(std::vector<Found>& found) {
    std::size_t depth = 0;
    cmark_node* too_deep = nullptr;
    bool is_note = false;
    Found block;
    walk(tree_.get(), [&](cmark_node* node, bool entering) {
      const cmark_node_type type = cmark_node_get_type(node);
      if (!entering) {
        --depth;
        return;
      }
      if (!is_leaf(type) && ++depth > kMaxDepth && too_deep == nullptr) too_deep = node;
      if (cmark_node_parent(node) == tree_.get()) is_note = notes_->is_list(node);
      if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        block = {.begin = source_.begin_of(to_size(cmark_node_get_start_line(node))),
                 .end = source_.end_of(to_size(cmark_node_get_end_line(node))),
                 .in_heading = type == CMARK_NODE_HEADING};
      if (const NodeMeaning* meaning = meaning_of(node);
          meaning != nullptr && meaning->role == Role::Cell)
        block = {.begin = meaning->begin, .end = meaning->end};
      const bool nested_heading =
          type == CMARK_NODE_HEADING && cmark_node_parent(node) != tree_.get();
      if (nested_heading || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE ||
          type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK) {
        found.push_back(block);
        found.back().node = node;
        found.back().in_note = is_note;
      }
    });
    if (too_deep != nullptr)
      report(Severity::Error, offset_of(too_deep),
             fmt::format("nested more than {} deep; write it flatter", kMaxDepth));
    return too_deep == nullptr;
  }

  void change(const Found& found) {
    switch (cmark_node_get_type(found.node)) {
      case CMARK_NODE_LINK:
        return change_link(found);
      case CMARK_NODE_IMAGE:
        if (change_mark(found)) return;
        report(Severity::Warning, place(found, {"!["}),
               "images are not supported; only the alternative text is printed");
        return unwrap(found.node);
      case CMARK_NODE_HTML_INLINE:
        return change_inline_html(found);
      case CMARK_NODE_HTML_BLOCK:
        return change_html_block(found);
      default:
        return change_nested_heading(found.node);
    }
  }

  void change_link(const Found& found) {
    if (change_mark(found)) return;
    const std::string url(text_of(cmark_node_get_url(found.node)));
    const LinkTarget target = parse_link_target(url);
    const bool like_mark = notes_->looks_like_mark(found.node);
    if (target.kind != LinkTarget::Kind::Web || like_mark) {
      const std::size_t at = place_of_link(found, url);
      if (like_mark) {
        report(Severity::Error, at,
               "a mark of a note right before '(' is a link; write a space between them");
        return unwrap(found.node);
      }
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

  /// Another spelling of the label may stand in the text: [^A] for [^a].
  std::size_t place_of_mark(const Found& found, const std::string& label) {
    cmark_node* text = cmark_node_first_child(found.node);
    const std::string written(text == nullptr ? "" : text_of(cmark_node_get_literal(text)));
    return place(found, {fmt::format("[{}]", written), fmt::format("[^{}]", label)});
  }

  /// @return whether it is the mark of a note.
  bool change_mark(const Found& found) {
    const std::optional<std::string> label = notes_->label_of(found.node);
    if (!label) return false;
    notes_->change({.link = found.node,
                    .label = *label,
                    .in_heading = found.in_heading,
                    .in_note = found.in_note,
                    .where = source_.locate(place_of_mark(found, *label))});
    return true;
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
  void change_html_block(const Found& found) {
    cmark_node* node = found.node;
    std::vector<PassageComment> comments = read_html_block(node);
    cmark_node* parent = cmark_node_parent(node);
    if (parent == tree_.get()) {
      comments_[node] = std::move(comments);
      return;
    }
    cmark_node* owner = comments.empty() || found.in_note ? nullptr : commented_item(node);
    for (PassageComment& comment : comments) {
      if (owner == nullptr)
        report_at(Severity::Error, comment.where,
                  "a passage comment where none can stand; write it before a heading, a paragraph "
                  "or an item, outside of quotations, notes and lists within lists");
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
    report(Severity::Warning, offset_of(heading),
           "a heading within a list, quotation or note begins no section; write it outside, or as "
           "**bold text**");
    cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node* strong = cmark_node_new(CMARK_NODE_STRONG);
    cmark_node_append_child(paragraph, strong);
    move_children(heading, strong);
    cmark_node_replace(heading, paragraph);
    cmark_node_free(heading);
  }

  BodyBlock list(cmark_node* node, const Location& where) {
    BodyBlock out{.kind = BodyBlock::Kind::List, .where = where, .text = plain_text(node)};
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
      out.number = cmark_node_get_list_start(node);
    for (cmark_node* item = cmark_node_first_child(node); item != nullptr;
         item = cmark_node_next(item)) {
      BodyItem one{.text = plain_text(item),
                   .html = item_html(item),
                   .marks = MarkdownNotes::marks_in(item)};
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
  /// else where that begins. cmark's own columns of inlines are off in paragraphs of several
  /// lines.
  std::size_t place(const Found& found, std::initializer_list<std::string_view> needles) {
    const std::size_t begin = found.begin, end = std::max(found.begin, found.end);
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

  /// Of a block.
  [[nodiscard]] std::size_t offset_of(cmark_node* node) const {
    while (const NodeMeaning* meaning = meaning_of(node)) {
      if (meaning->begin < meaning->end) return meaning->begin;
      node = cmark_node_parent(node);
    }
    const std::size_t line = to_size(cmark_node_get_start_line(node));
    const std::size_t column = std::max<std::size_t>(to_size(cmark_node_get_start_column(node)), 1);
    return std::min(source_.begin_of(line) + column - 1, source_.text().size());
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

  RewrittenTree rewritten_;
  const MarkdownSource& source_ = rewritten_.body.source;
  const Tree& tree_ = rewritten_.tree;
  const Vocabulary& vocabulary_;
  Diagnostics& problems_;
  std::map<cmark_node*, std::vector<PassageComment>> comments_{};  ///< By HTML block or item.
  std::vector<InternalLink> links_{};
  std::deque<NodeMeaning> meanings_{};  ///< Of nodes that CommonMark does not know.
  std::optional<MarkdownNotes> notes_{};
  std::size_t hints_ = 0;   ///< Given so far on values of passage comments.
  std::size_t cursor_ = 0;  ///< In the source, after the last thing that was located.
};

}  // namespace

MarkdownText parse_markdown(std::string_view body, const MarkdownContext& context,
                            const Vocabulary& vocabulary, Diagnostics& problems) {
  const Location start{.file = context.file, .line = context.first_line, .column = 1};
  if (!within_markdown_limits(body, start, problems)) return {};
  std::string text(body);
  std::replace(text.begin(), text.end(), '\r', ' ');  // to cmark a lone CR ends a line
  const BodyLines lines(text, context);
  // What follows is for tables and notes alone, which not all bodies have.
  std::optional<MarkdownOutline> outline = MarkdownOutline{};
  if (text.find('|') != std::string::npos || text.find("[^") != std::string::npos)
    outline = read_outline(lines, problems);
  if (!outline) return {};
  RewrittenTree rewritten = parse_rewritten(lines, *outline, problems);
  BodyReader reader(std::move(rewritten), *outline, vocabulary, problems);
  if (!reader.clean()) return {};
  MarkdownText out =
      divide_into_passages(reader.body(), context.title, HeadingKinds(vocabulary), problems);
  out.links = reader.take_links();
  return out;
}

}  // namespace entrepot
