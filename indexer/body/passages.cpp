#include "indexer/body/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "indexer/body/note_html.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::string_view kNothingFollows =
    "no text follows this passage comment; write it right before a heading, paragraph or list item";

void report(Diagnostics& problems, Severity severity, const Location& where, std::string message) {
  problems.push_back({.where = where, .severity = severity, .message = std::move(message)});
}

bool has_text(const std::string& text) {
  return text.find_first_not_of(" \t\n") != std::string::npos;
}

/// Every anchor of a document, each given once.
class Anchors {
 public:
  explicit Anchors(Diagnostics& problems) : problems_(problems) {}

  /// The comment's id if it has one, else `wanted`, made unique.
  std::string take(const std::string& wanted, const std::optional<PassageComment>& comment) {
    if (comment) remember(*comment);
    if (comment && !comment->id.empty()) {
      if (used_.insert(comment->id).second) return comment->id;
      report(problems_, Severity::Error, comment->id_where,
             fmt::format("the anchor '{}' is taken by a passage above; write another id",
                         comment->id));
    }
    if (used_.insert(wanted).second) return wanted;
    unsigned& count = repeats_[wanted];  // so that many equal headings take no quadratic time
    count = std::max(count, 1U);
    std::string anchor;
    do anchor = fmt::format("{}~{}", wanted, ++count);
    while (!used_.insert(anchor).second);
    return anchor;
  }

  /// Former anchors must not be in use.
  void check_former() {
    std::set<std::string> former;
    for (const auto& [anchor, where] : former_)
      if (used_.contains(anchor))
        report(problems_, Severity::Error, where,
               fmt::format("'{}' is still the anchor of a passage; write a former one after was=",
                           anchor));
      else if (!former.insert(anchor).second)
        report(problems_, Severity::Error, where,
               fmt::format("'{}' is a former anchor of two passages; leave it at one", anchor));
  }

 private:
  void remember(const PassageComment& comment) {
    for (const std::string& anchor : comment.was) former_.emplace_back(anchor, comment.was_where);
  }

  Diagnostics& problems_;
  std::set<std::string> used_{};
  std::map<std::string, unsigned> repeats_{};
  std::vector<std::pair<std::string, Location>> former_{};
};

/// What stands below one heading, before it is decided what of it is a passage.
struct Draft {
  const BodyBlock* heading = nullptr;  ///< nullptr: the section `top`.
  std::optional<PassageComment> comment{};
  struct Part {
    const BodyBlock* block = nullptr;
    std::optional<PassageComment> comment{};
  };
  std::vector<Part> parts{};
};

/// Prints the notes of a body's passages.
class Notes {
 public:
  Notes(const std::vector<BodyNote>& notes, Diagnostics& problems)
      : notes_(notes), copies_(notes.size()), problems_(problems) {}

  /// The notes that one passage cites, by their index.
  using Cited = std::map<std::size_t, NotePrint>;

  /// Takes up what a block or item of a passage cites, and leads its marks to the passage's notes.
  void cite(const std::vector<BodyMark>& marks, Cited& cited, std::string& html) {
    for (const BodyMark& mark : marks) {
      const auto [print, is_new] = cited.try_emplace(mark.note);
      if (is_new) {
        print->second.number = mark.note + 1;
        print->second.copy = ++copies_[mark.note];
      }
      print->second.marks.push_back(mark.mark);
    }
    for (const BodyMark& mark : marks)
      if (const NotePrint& print = cited.at(mark.note); print.copy > 1)
        lead_to_copy(html, print.number, print.copy);
  }

  /// Puts them at a passage's end.
  void print(const Cited& cited, std::string& text, std::string& html) {
    if (cited.empty() || full_) return;
    html += "<div class=\"ep-notes\">\n";
    for (const auto& [note, print] : cited) {
      const BodyNote& one = notes_[note];
      bytes_ += one.html.size() + one.text.size();
      if (bytes_ > kMaxNotesBytes) {
        full_ = true;
        report(
            problems_, Severity::Error, one.where,
            fmt::format("the notes of all passages come to more than {} KiB, this one printed in "
                        "{}; shorten it, or cite it in fewer",
                        kMaxNotesBytes / 1024, copies_[note]));
        break;
      }
      text += fmt::format("[{}] {}", print.number, one.text);
      html += note_html(print, one.html);
    }
    html += "</div>\n";
  }

 private:
  const std::vector<BodyNote>& notes_;
  std::vector<std::size_t> copies_;  ///< Printed or to be printed so far.
  std::size_t bytes_ = 0;
  bool full_ = false;
  Diagnostics& problems_;
};

/// A section's HTML. Lists of one sort that only a comment divides are one list to a reader.
class SectionHtml {
 public:
  void begin_list(const BodyBlock& list) {
    const bool goes_on =
        open_ && ordered_ == list.number.has_value() && (!ordered_ || *list.number == next_number_);
    if (!goes_on) {
      end_list();
      ordered_ = list.number.has_value();
      next_number_ = list.number.value_or(1);
      html_ += !ordered_           ? "<ul>\n"
               : next_number_ == 1 ? "<ol>\n"
                                   : fmt::format("<ol start=\"{}\">\n", next_number_);
    }
    open_ = true;
  }

  void add_item(const std::string& anchor, const std::vector<std::string>& former,
                const std::string& html) {
    html_ += anchor.empty() ? "<li>" : fmt::format("<li id=\"{}\">", anchor);
    add_former(former);
    html_ += html + "</li>\n";
    ++next_number_;
  }

  void add_block(const std::string& html) {
    end_list();
    html_ += html;
  }

  void add_passage(const Passage& passage, const std::string& html) {
    end_list();
    html_ += fmt::format("<div id=\"{}\">\n", passage.anchor);
    add_former(passage.former_anchors);
    html_ += html + "</div>\n";
  }

  std::string finish() {
    end_list();
    return std::move(html_);
  }

 private:
  void add_former(const std::vector<std::string>& former) {
    for (const std::string& anchor : former)
      html_ += fmt::format("<span id=\"{}\"></span>", anchor);
  }

  void end_list() {
    if (open_) html_ += ordered_ ? "</ol>\n" : "</ul>\n";
    open_ = false;
  }

  std::string html_{};
  bool open_ = false, ordered_ = false;
  int next_number_ = 1;
};

class Divider {
 public:
  Divider(const Body& body, const std::string& title, const HeadingKinds& kinds,
          Diagnostics& problems)
      : body_(body),
        title_(fold_case(title)),
        kinds_(kinds),
        problems_(problems),
        anchors_(problems),
        notes_(body.notes, problems) {}

  MarkdownText divide() {
    for (const BodyBlock& block : body_.blocks) add(block);
    if (pending_) report(problems_, Severity::Error, pending_->where, std::string(kNothingFollows));
    finish_section();
    anchors_.check_former();
    for (std::size_t i = 0; i < out_.passages.size(); ++i)
      out_.passages[i].position = static_cast<unsigned>(i);
    return std::move(out_);
  }

 private:
  void add(const BodyBlock& block) {
    switch (block.kind) {
      case BodyBlock::Kind::Comment:
        if (pending_)
          report(problems_, Severity::Error, block.where,
                 "a second passage comment before one block; write both as one");
        pending_ = block.comment;
        return;
      case BodyBlock::Kind::Heading:
        begin_section(block);
        return;
      case BodyBlock::Kind::List:
      case BodyBlock::Kind::Other:
        draft_.parts.push_back({.block = &block, .comment = std::exchange(pending_, {})});
        return;
    }
  }

  void begin_section(const BodyBlock& heading) {
    if (heading.level == 1) {
      if (path_.empty() && !title_dropped_ && fold_case(heading.text) == title_) {
        title_dropped_ = true;
        return;
      }
      report(problems_, Severity::Error, heading.where,
             "a heading of level 1 is the title's; write ## " + std::string(cut(heading.text)));
    }
    finish_section();
    draft_ = {.heading = &heading, .comment = std::exchange(pending_, {})};
    if (!has_text(heading.text))
      report(problems_, Severity::Warning, heading.where,
             "a heading without text; write one or delete the line");
    const unsigned level = std::max(heading.level, 2U);
    if (level > last_level_ + 1)
      report(problems_, Severity::Warning, heading.where,
             fmt::format("a heading of level {} below one of level {}; write {} {}", level,
                         last_level_, std::string(last_level_ + 1, '#'), cut(heading.text)));
    while (!path_.empty() && path_.back().first >= level) path_.pop_back();
    path_.emplace_back(level, title_of(heading));
    last_level_ = level;
  }

  static std::string_view cut(const std::string& title) { return cut_utf8(title, 60); }

  /// Every passage below repeats it, so that its length is bounded.
  [[nodiscard]] std::string title_of(const BodyBlock& heading) {
    if (heading.text.size() > kMaxHeadingBytes)
      report(problems_, Severity::Error, heading.where,
             fmt::format("a heading of {} bytes; write one of at most {}", heading.text.size(),
                         kMaxHeadingBytes));
    return std::string(cut_utf8(heading.text, kMaxHeadingBytes));
  }

  void finish_section() {
    const Draft draft = std::exchange(draft_, {});
    const bool top = draft.heading == nullptr;
    if (top && std::none_of(draft.parts.begin(), draft.parts.end(), [](const Draft::Part& part) {
          return part.comment || has_text(part.block->text) || !part.block->items.empty() ||
                 !part.block->html.empty();
        }))
      return;
    const std::string title = top ? std::string() : path_.back().second;
    const HeadingKind heading = kinds_.find(title);
    const bool stated = draft.comment && !draft.comment->kind.empty();

    own_ = {.anchor = anchors_.take(top ? "top" : anchor_of(title), draft.comment),
            .kind = stated ? draft.comment->kind : heading.kind,
            .origin = stated                 ? KindOrigin::Comment
                      : heading.kind.empty() ? KindOrigin::None
                                             : KindOrigin::Heading,
            .title = title,
            .tags = draft.comment ? draft.comment->tags : Tags{}};
    for (const auto& [level, above] : path_) own_.heading_path.push_back(above);
    divided_ = heading.form == HeadingKind::Form::Plural ||
               (heading.form == HeadingKind::Form::ByContent && is_a_list(draft));
    count_ = 0;
    own_text_.clear();
    own_cited_.clear();
    parts_.clear();
    html_ = {};
    for (const Draft::Part& part : draft.parts) add_part(part);
    finish_section(draft);
  }

  void finish_section(const Draft& draft) {
    const bool top = draft.heading == nullptr;
    std::string own_notes;
    notes_.print(own_cited_, own_text_, own_notes);
    if (!own_notes.empty()) html_.add_block(own_notes);
    Section section{
        .anchor = own_.anchor,
        .level = top ? 1 : path_.back().first,
        .title = own_.title,
        .title_html = top ? std::string() : draft.heading->html,
        .kind = own_.kind,
        .html = html_.finish(),
        .former_anchors = draft.comment ? draft.comment->was : std::vector<std::string>{}};
    const bool has_own = has_text(own_text_);
    if (section.kind.empty() && !has_own && !parts_.empty() &&
        std::all_of(parts_.begin(), parts_.end(),
                    [&](const Passage& one) { return one.kind == parts_.front().kind; }))
      section.kind = parts_.front().kind;
    out_.sections.push_back(std::move(section));
    if (has_own) {
      own_.text = std::move(own_text_);
      out_.passages.push_back(std::move(own_));
    }
    out_.passages.insert(out_.passages.end(), std::make_move_iterator(parts_.begin()),
                         std::make_move_iterator(parts_.end()));
  }

  static std::string anchor_of(const std::string& title) {
    std::string anchor(cut_utf8(to_anchor(title), kMaxAnchorBytes));
    while (anchor.ends_with('-')) anchor.pop_back();
    return anchor.empty() ? "section" : anchor;
  }

  /// Nothing but lists, a paragraph that leads to them apart.
  static bool is_a_list(const Draft& draft) {
    std::size_t lists = 0, others = 0;
    for (const Draft::Part& part : draft.parts) {
      const bool list = part.block->kind == BodyBlock::Kind::List;
      if (!list && (lists > 0 || ++others > 1)) return false;
      if (list) ++lists;
    }
    return lists > 0;
  }

  void add_part(const Draft::Part& part) {
    const BodyBlock& block = *part.block;
    if (block.kind == BodyBlock::Kind::List) {
      add_list(part);
    } else if (part.comment && has_text(block.text)) {
      ++count_;
      std::string html = block.html;
      parts_.push_back(part_passage(part.comment, text_with_notes(block, html)));
      html_.add_passage(parts_.back(), html);
    } else {
      if (part.comment)
        report(problems_, Severity::Error, part.comment->where, std::string(kNothingFollows));
      std::string html = block.html;
      notes_.cite(block.marks, own_cited_, html);
      own_text_ += block.text;
      html_.add_block(html);
    }
  }

  void add_list(const Draft::Part& part) {
    html_.begin_list(*part.block);
    std::optional<PassageComment> before = part.comment;
    for (const BodyItem& item : part.block->items) {
      ++count_;
      if (before && item.comment)
        report(problems_, Severity::Error, item.comment->where,
               "a second passage comment before one item; write both as one");
      const std::optional<PassageComment> comment = item.comment ? item.comment : before;
      before.reset();
      if (comment && !has_text(item.text))
        report(problems_, Severity::Error, comment->where, std::string(kNothingFollows));
      std::string html = item.html;
      if ((divided_ || comment) && has_text(item.text)) {
        parts_.push_back(part_passage(comment, text_with_notes(item, html)));
        html_.add_item(parts_.back().anchor, parts_.back().former_anchors, html);
      } else {
        notes_.cite(item.marks, own_cited_, html);
        own_text_ += item.text;
        html_.add_item({}, {}, html);
      }
    }
  }

  /// The text of an item or block that is a passage, and its notes; they are added to `html` too.
  template <typename Part>
  std::string text_with_notes(const Part& part, std::string& html) {
    Notes::Cited cited;
    notes_.cite(part.marks, cited, html);
    std::string text = part.text, printed;
    notes_.print(cited, text, printed);
    if (!printed.empty() && !html.ends_with('\n')) html += '\n';
    html += printed;
    return text;
  }

  /// A passage for one item or block of the section.
  Passage part_passage(const std::optional<PassageComment>& comment, const std::string& text) {
    Passage passage = own_;
    passage.anchor = anchors_.take(fmt::format("{}.{}", own_.anchor, count_), comment);
    passage.text = text;
    if (divided_ && passage.origin == KindOrigin::Heading) passage.origin = KindOrigin::Plural;
    if (!comment) return passage;
    passage.former_anchors = comment->was;
    if (!comment->kind.empty()) {
      passage.kind = comment->kind;
      passage.origin = KindOrigin::Comment;
    }
    for (const auto values : {&Tags::countries, &Tags::regions, &Tags::themes, &Tags::programmes,
                              &Tags::organisations, &Tags::measures})
      if (!(comment->tags.*values).empty()) passage.tags.*values = comment->tags.*values;
    return passage;
  }

  const Body& body_;
  std::string title_;  ///< The document's, folded.
  const HeadingKinds& kinds_;
  Diagnostics& problems_;
  Anchors anchors_;
  Notes notes_;
  MarkdownText out_{};
  std::optional<PassageComment> pending_{};
  bool title_dropped_ = false;
  std::vector<std::pair<unsigned, std::string>> path_{};  ///< Headings above, by level.
  unsigned last_level_ = 1;
  Draft draft_{};

  // Of the section that is being finished.
  Passage own_{};  ///< Its own passage, but for the text.
  std::string own_text_{};
  Notes::Cited own_cited_{};
  std::vector<Passage> parts_{};
  SectionHtml html_{};
  bool divided_ = false;
  std::size_t count_ = 0;
};

}  // namespace

MarkdownText divide_into_passages(const Body& body, const std::string& title,
                                  const HeadingKinds& kinds, Diagnostics& problems) {
  return Divider(body, title, kinds, problems).divide();
}

}  // namespace entrepot
