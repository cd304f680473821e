#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace entrepot {

/// A line of a body that means more to other programs than to CommonMark.
struct UnsupportedLine {
  std::size_t line = 0;  ///< From 1, of the body.
  std::string_view message{};
  bool operator==(const UnsupportedLine&) const = default;
};

/// The first line of each table of columns and bars, and each line that begins a footnote.
/// @param is_literal whether a line, from 1, is code or HTML, where such things are only shown;
/// lines beyond its end are not.
[[nodiscard]] std::vector<UnsupportedLine> find_unsupported(std::string_view body,
                                                            const std::vector<bool>& is_literal);

}  // namespace entrepot
