#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.h"
#include "model/document.h"
#include "model/vocabulary.h"

namespace entrepot {

/// A document id that a front matter names, for the corpus to check.
struct Reference {
  std::string key{};  ///< related, translation_of, supersedes, formerly.
  std::string id{};
  Location where{};
  bool operator==(const Reference&) const = default;
};

/// A corpus file split in two.
struct ParsedDocument {
  Document document{};                  ///< `id` and `type` are the caller's to set from the path.
  std::size_t body_line = 1;            ///< The line `document.markdown` begins on.
  std::vector<Reference> references{};  ///< In file order.
};

inline constexpr std::size_t kMaxDocumentBytes = 256 * 1024;
inline constexpr std::size_t kMaxFrontMatterBytes = 64 * 1024;
inline constexpr std::size_t kMaxSummaryCharacters = 500;
inline constexpr std::size_t kMaxThemes = 8;

/// Reads one corpus file, given its whole text; opens nothing, `file` is for messages only.
/// Unknown, repeated, missing and wrong keys and values are all reported in one pass. Whether ids
/// named in `related` and the like exist is not known here. Recommended keys that are missing are a
/// warning, once the file has no errors.
/// @pre valid UTF-8, no byte order mark, lines end in LF.
/// @return the document, or nothing if `problems` grew by an error.
[[nodiscard]] std::optional<ParsedDocument> parse_document(std::string_view text,
                                                           const std::string& file,
                                                           const Vocabulary& vocabulary,
                                                           Diagnostics& problems);

/// As parse_document, but gives what could be read of a faulty file too, wrong values left empty,
/// so that its body can be checked in the same run. If the front matter cannot be read at all,
/// `title` is empty.
/// @return nothing only if no body can be told apart.
[[nodiscard]] std::optional<ParsedDocument> parse_faulty_document(std::string_view text,
                                                                  const std::string& file,
                                                                  const Vocabulary& vocabulary,
                                                                  Diagnostics& problems);

}  // namespace entrepot
