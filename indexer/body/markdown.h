#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.h"
#include "model/document.h"
#include "model/vocabulary.h"

namespace entrepot {

/// A link from one document to another (or to a place in itself), for the corpus to check.
struct InternalLink {
  std::string document{};  ///< Id; empty = the same document.
  std::string anchor{};    ///< May be empty.
  Location where{};
  bool operator==(const InternalLink&) const = default;
};

struct MarkdownText {
  std::vector<Section> sections{};
  std::vector<Passage> passages{};
  std::vector<InternalLink> links{};
  bool operator==(const MarkdownText&) const = default;
};

/// What a body is read with.
struct MarkdownContext {
  std::string file{};          ///< For messages.
  std::size_t first_line = 1;  ///< The line of `file` that the body begins on.
  std::string title{};         ///< A body H1 equal to it is dropped; any other H1 is an error.
};

/// Reads a document's body (CommonMark, pipe tables, notes): sections, passages with kinds and
/// anchors, safe HTML. Link targets other than http, https, mailto, other documents and own anchors
/// are errors; raw HTML other than the passage comment and images are warnings. A paragraph,
/// heading, row of a table or list item's paragraph over 32 KiB is an error (cmark's time is
/// quadratic in it).
/// @pre valid UTF-8, lines end in LF.
[[nodiscard]] MarkdownText parse_markdown(std::string_view body, const MarkdownContext& context,
                                          const Vocabulary& vocabulary, Diagnostics& problems);

}  // namespace entrepot
