#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/diagnostics.h"

namespace entrepot {

/// cmark's time grows with the square of one paragraph's length: 256 KiB in one takes seconds, the
/// same in paragraphs of 32 KiB a fraction of one.
inline constexpr std::size_t kMaxParagraphBytes = 32 * 1024;

/// Every use of a link definition prints its address anew, so that a short text could print
/// gigabytes: longest paragraph with a definition, times the brackets that could use it.
inline constexpr std::size_t kMaxDefinitionBytes = 16 * 1024 * 1024;

/// Looks at a body before cmark does. A paragraph is taken to be a run of lines that no blank line
/// and no certain beginning of a list item, heading or note divides: never less than what cmark
/// takes for one. So code without a blank line counts as well. Lines that begin with "|" are rows
/// of a table until it is known better: each may be as long as a paragraph, and a run may have
/// kMaxTableRows and a head of them.
/// @return whether it may be parsed; if not, `problems` says where it is too long.
[[nodiscard]] bool within_markdown_limits(std::string_view body, const Location& start,
                                          Diagnostics& problems);

}  // namespace entrepot
