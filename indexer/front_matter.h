#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/diagnostics.h"
#include "model/document.h"
#include "model/vocabulary.h"

namespace entrepot {

/// A corpus file split in two.
struct ParsedDocument {
  Document document{};        ///< `id` and `type` are the caller's to set from the path.
  std::size_t body_line = 1;  ///< The line `document.markdown` begins on.
};

/// Reads one corpus file, given its whole text; opens nothing, `file` is for messages only.
/// Unknown, repeated, missing and wrong keys and values are all reported in one pass. Whether ids
/// named in `related` and the like exist is not known here.
/// @pre valid UTF-8, no byte order mark, lines end in LF.
/// @return the document, or nothing if `problems` grew by an error.
[[nodiscard]] std::optional<ParsedDocument> parse_document(std::string_view text,
                                                           const std::string& file,
                                                           const Vocabulary& vocabulary,
                                                           Diagnostics& problems);

}  // namespace entrepot
