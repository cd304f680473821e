#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot {

/// A place its author can open. Counted from 1; 0 means "as a whole" (a file, a line).
struct Location {
  std::string file{};      ///< As the author would type it, relative to the corpus.
  std::size_t line = 0;    ///< Lines end at LF; a CR before it belongs to the line's end.
  std::size_t column = 0;  ///< In code points, so that editors jump to the right place.
  bool operator==(const Location&) const = default;
};

enum class Severity {
  Error,    ///< Nothing is published while there is one.
  Warning,  ///< Published; an error under `--strict`.
  Note,     ///< Could be better, and harms nothing: never an error, and told on request only.
};

/// One thing that is wrong with somebody's text: data, never an exception.
struct Diagnostic {
  Location where{};
  Severity severity = Severity::Error;
  std::string message{};  ///< "what is wrong; what to write"
  bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// "a.md:3:12: error: unknown country 'BOL'; write the two-letter code 'BO'". One line whatever the
/// text it speaks of: controls in it are shown as U+FFFD. Without file, line or column if absent.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// By file, line and column; what was found at one place keeps its order.
void sort_by_place(Diagnostics& diagnostics);

/// The source line with a caret under the place, two lines ending in LF, for terminals:
/// "countries: BOL\n           ^\n". Empty if `where` names no line of `source`. A line as a whole
/// has the caret under its first character that is no space. Long lines are cut to about 100
/// columns around the place; tabs are kept and wide characters count two, so that the caret stays
/// under it.
[[nodiscard]] std::string caret_excerpt(std::string_view source, const Location& where);

/// The line and column (from 1, in code points) of a byte of `source`. @pre offset <= size.
[[nodiscard]] Location locate(std::string_view source, std::size_t offset, std::string file);

/// The candidate that differs least from `word` (Damerau-Levenshtein over code points, no place
/// edited twice, letter case ignored) or empty if none is near: one in `share` of the longer word's
/// letters at most, and one letter of three or more in any case. Among equals the one with the
/// longer beginning in common, then the first.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates,
                                  std::size_t share = 3);

}  // namespace entrepot
