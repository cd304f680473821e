#include "indexer/body/markdown_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "indexer/body/note_html.h"
#include "indexer/body/note_label.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// The literal of a text node; nothing for others.
std::string_view literal_of(cmark_node* node) {
  if (node == nullptr || cmark_node_get_type(node) != CMARK_NODE_TEXT) return {};
  return text_of(cmark_node_get_literal(node));
}

/// A link's text, if it is one plain text.
std::string_view only_text(cmark_node* link) {
  cmark_node* child = cmark_node_first_child(link);
  return child == nullptr || cmark_node_next(child) != nullptr ? std::string_view()
                                                               : literal_of(child);
}

void insert_text(cmark_node* before, const char* literal) {
  cmark_node* text = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(text, literal);
  cmark_node_insert_before(before, text);
}

/// Puts back what cmark took for parts of a link: the "!" of "indeed![^1]" and the text of
/// "[text][^1]".
void restore_text(cmark_node* link) {
  if (cmark_node_get_type(link) == CMARK_NODE_IMAGE) insert_text(link, "!");
  if (only_text(link).starts_with('^')) return;
  insert_text(link, "[");
  while (cmark_node* child = cmark_node_first_child(link)) cmark_node_insert_before(link, child);
  insert_text(link, "]");
}

/// Whether a mark stands where a note would begin: "> [^1]: text".
bool begins_note(cmark_node* link) {
  cmark_node* before = cmark_node_previous(link);
  const bool begins = before == nullptr || cmark_node_get_type(before) == CMARK_NODE_SOFTBREAK ||
                      cmark_node_get_type(before) == CMARK_NODE_LINEBREAK;
  return begins && literal_of(cmark_node_next(link)).starts_with(':');
}

/// Whether cmark refused a link because there is a mark in its text.
bool breaks_link(cmark_node* link) {
  for (cmark_node* next = cmark_node_next(link); next != nullptr; next = cmark_node_next(next)) {
    const std::string_view text = literal_of(next);
    if (text.find("](") != std::string_view::npos) return true;
    if (text.empty() || text.find('[') != std::string_view::npos) return false;
  }
  return false;
}

}  // namespace

MarkdownNotes::MarkdownNotes(cmark_node* root, const MarkdownOutline& outline,
                             const RewrittenBody& rewritten, Diagnostics& problems)
    : problems_(problems), labels_(rewritten.labels) {
  const auto remove_comments = [&](cmark_node* next) {
    while (next != nullptr) {
      cmark_node* node = std::exchange(next, cmark_node_next(next));
      if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK &&
          std::binary_search(rewritten.comment_lines.begin(), rewritten.comment_lines.end(),
                             to_size(cmark_node_get_start_line(node))))
        remove(node);
    }
  };
  if (!outline.notes.empty()) {
    list_ = cmark_node_first_child(root);
    cmark_node_set_list_tight(list_, 0);  // so that paragraphs are printed as such
    cmark_node* item = cmark_node_first_child(list_);
    for (const OutlineNote& note : outline.notes) {
      notes_.push_back({.note = &note, .item = item});
      remove_comments(cmark_node_first_child(item));
      item = cmark_node_next(item);
    }
  }
  remove_comments(cmark_node_first_child(root));
  check_labels();
}

void MarkdownNotes::check_labels() {
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const OutlineNote& note = *notes_[i].note;
    if (!is_good_label(note.label))
      report(Severity::Error, note.where,
             fmt::format("the label '{}' has a space in it; write a label without, here and at the "
                         "mark",
                         note.label));
    if (by_label_.emplace(fold_case(note.label), i).second) continue;
    notes_[i].repeats = true;
    report(Severity::Error, note.where,
           fmt::format("there is a note '[^{}]' above already; give this one another label",
                       note.label));
  }
}

std::optional<std::string> MarkdownNotes::label_of(cmark_node* link) const {
  std::string_view url = text_of(cmark_node_get_url(link));
  if (!url.starts_with(kMarkScheme)) return {};
  url.remove_prefix(kMarkScheme.size());
  std::size_t index = labels_.size();
  std::from_chars(url.data(), url.data() + url.size(), index);
  if (index >= labels_.size()) return {};
  return labels_[index];
}

bool MarkdownNotes::looks_like_mark(cmark_node* link) const {
  const std::string_view text = only_text(link);
  return text.starts_with('^') &&
         std::binary_search(labels_.begin(), labels_.end(), text.substr(1), std::less<>());
}

std::string MarkdownNotes::mistake(const FoundMark& mark) const {
  if (marks_ > kMaxMarks)
    return fmt::format("more than {} marks of notes; write fewer, or divide the document",
                       kMaxMarks);
  if (mark.in_note) return "a note within a note; write its words into this one";
  if (mark.in_heading) return "a mark of a note in a heading; write it in the text below";
  if (!is_good_label(mark.label))
    return fmt::format(
        "the label '{}' has a space in it; write one without, or \\[^{}] if no note "
        "is meant",
        mark.label, mark.label);
  if (!by_label_.contains(fold_case(mark.label)))
    return fmt::format(
        "there is no note '[^{}]'; write '[^{}]: ' and its words on a line of their "
        "own, or \\[^{}] if no note is meant",
        mark.label, mark.label, mark.label);
  if (breaks_link(mark.link)) return "a mark of a note in a link's words; write it behind the link";
  return {};
}

void MarkdownNotes::change(const FoundMark& mark) {
  restore_text(mark.link);
  // What begins a note where none can begin has been reported.
  if (++marks_ > kMaxMarks + 1 || begins_note(mark.link)) return remove(mark.link);
  if (const std::string wrong = mistake(mark); !wrong.empty()) {
    report(Severity::Error, mark.where, wrong);
    return remove(mark.link);
  }
  State& state = notes_[by_label_.at(fold_case(mark.label))];
  if (!state.index) state.index = cited_++;
  NodeMeaning& meaning = meanings_.emplace_back(
      NodeMeaning{.role = Role::NoteMark, .note = *state.index, .mark = marks_});
  cmark_node_insert_before(mark.link,
                           new_inline(meaning, note_mark_html(meaning.note + 1, meaning.mark), ""));
  remove(mark.link);
}

std::vector<BodyNote> MarkdownNotes::take() {
  std::vector<BodyNote> out(cited_);
  for (const State& one : notes_) {
    std::string text = plain_text(one.item);
    if (text.find_first_not_of(" \t\n") == std::string::npos)
      report(Severity::Error, one.note->where, "a note without words; write them behind the colon");
    if (!text.ends_with('\n')) text += '\n';
    if (one.index)
      out[*one.index] = {
          .text = std::move(text), .html = item_html(one.item), .where = one.note->where};
    else if (!one.repeats)
      report(Severity::Warning, one.note->where,
             fmt::format("nothing cites this note, so that it is not printed; write [^{}] where it "
                         "belongs, or delete it",
                         one.note->label));
  }
  if (list_ != nullptr) remove(std::exchange(list_, nullptr));
  return out;
}

std::vector<BodyMark> MarkdownNotes::marks_in(cmark_node* root) {
  std::vector<BodyMark> out;
  walk(root, [&](cmark_node* node, bool entering) {
    const NodeMeaning* meaning = meaning_of(node);
    if (entering && meaning != nullptr && meaning->role == Role::NoteMark)
      out.push_back({.note = meaning->note, .mark = meaning->mark});
  });
  return out;
}

void MarkdownNotes::report(Severity severity, const Location& where, std::string message) {
  problems_.push_back({.where = where, .severity = severity, .message = std::move(message)});
}

}  // namespace entrepot
