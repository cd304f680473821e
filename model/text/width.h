#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Somebody's text on a terminal: whatever is in it, it moves no cursor and hides nothing.
namespace entrepot {

struct ShownCharacter {
  std::string text{};    ///< U+FFFD for a control, a switch of direction or broken UTF-8.
  unsigned columns = 1;  ///< 2 if wide (UAX 11: Han, kana, Hangul, emoji), 0 for marks and joiners.
  bool operator==(const ShownCharacter&) const = default;
};

/// The character at byte `at`, which moves past it. A tab stays a tab. @pre at < text.size().
[[nodiscard]] ShownCharacter next_shown(std::string_view text, std::size_t& at);

/// On one line: every character as next_shown has it, tabs as U+FFFD too.
[[nodiscard]] std::string one_printable_line(std::string_view text);

}  // namespace entrepot
