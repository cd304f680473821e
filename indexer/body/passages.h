#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/body/heading_kind.h"
#include "indexer/body/markdown.h"
#include "indexer/body/passage_comment.h"

namespace entrepot {

/// A heading's plain text, in UTF-8.
inline constexpr std::size_t kMaxHeadingBytes = 1000;

/// A body's notes may be printed in several passages; this is what all prints may come to.
inline constexpr std::size_t kMaxNotesBytes = 1024 * 1024;

/// A mark in a text that leads to a note.
struct BodyMark {
  std::size_t note = 0;  ///< Index in Body::notes.
  std::size_t mark = 1;  ///< Its number among the marks of the body, from 1.
  bool operator==(const BodyMark&) const = default;
};

/// One item of a list that is in no other list.
struct BodyItem {
  std::string text{};  ///< Plain text; blocks end in LF.
  std::string html{};  ///< Safe HTML, what stands within <li>.
  std::vector<BodyMark> marks{};
  std::optional<PassageComment> comment{};
  bool operator==(const BodyItem&) const = default;
};

/// One block of a body that is in no other block, rid of its Markdown.
struct BodyBlock {
  enum class Kind { Heading, List, Comment, Other };
  Kind kind = Kind::Other;
  Location where{};
  std::string text{};             ///< Plain text: a heading's title; of others as a passage's.
  std::string html{};             ///< Safe HTML; a heading's without its tags. Not of lists.
  unsigned level = 0;             ///< Of a heading, from 1.
  std::vector<BodyMark> marks{};  ///< Not of lists and headings.
  std::optional<int> number{};    ///< Of an ordered list: its first number.
  std::vector<BodyItem> items{};
  std::optional<PassageComment> comment{};  ///< Of a Comment.
  bool operator==(const BodyBlock&) const = default;
};

/// A note that is cited.
struct BodyNote {
  std::string text{};  ///< Plain text; blocks end in LF.
  std::string html{};  ///< Safe HTML of its blocks.
  Location where{};
  bool operator==(const BodyNote&) const = default;
};

/// A body, rid of its Markdown.
struct Body {
  std::vector<BodyBlock> blocks{};
  std::vector<BodyNote> notes{};  ///< In the order in which they are first cited.
  bool operator==(const Body&) const = default;
};

/// Divides a body into sections and passages.
///
/// A section runs from its heading to the next heading of any level; text before the first one is
/// section and passage `top`. A passage is
/// - each item of a list under a plural typed heading (heading_kind.h says when it is plural),
/// - each item or block with a passage comment right before it (before a list: its first item),
/// - the rest of a section, if it has text. Without any, the section is a group of its passages.
///
/// A kind is, in this order, the one of the comment before the block, of the comment before the
/// section's heading, of the heading. A passage has the tags of its comment and, where that says
/// nothing, of its section's comment.
///
/// Anchors: a section's is to_anchor(title), cut to kMaxAnchorBytes, "section" if that is empty, a
/// repeat with ~2, ~3... Items and blocks with a comment get SECTION.1, SECTION.2...; every item of
/// a section is counted, passage or not, so that a comment added to one leaves the addresses of the
/// others as they are. An id= replaces the anchor of what it stands before, not the count.
///
/// Notes go with the passage that cites them: at the end of its HTML and, each begun by its number
/// in brackets, of its text. So a passage that is quoted alone, or found by a word of a note, has
/// them. Several passages that cite one note each have it.
///
/// A level 1 heading equal to the title (letter case apart) before any other heading is left out.
///
/// @return `links` is empty: they are markdown.h's.
[[nodiscard]] MarkdownText divide_into_passages(const Body& body, const std::string& title,
                                                const HeadingKinds& kinds, Diagnostics& problems);

}  // namespace entrepot
