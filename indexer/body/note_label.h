#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How notes are written: "[^label]" marks the place, "[^label]: text" at the beginning of a line
/// begins the note.
namespace entrepot {

inline constexpr std::size_t kMaxLabelBytes = 100;

/// "[^label]: text"
struct NoteBeginning {
  std::string label{};
  std::size_t text_begin = 0;  ///< The byte of the line at which the note's text begins.
  bool operator==(const NoteBeginning&) const = default;
};

/// @return nothing for a line that begins no note. The label may be no good one.
[[nodiscard]] std::optional<NoteBeginning> parse_note_beginning(std::string_view line);

/// Whether people may call a note so: no white space in it.
[[nodiscard]] bool is_good_label(std::string_view label);

/// What stands between "[^" and "]" anywhere in a text, each spelling once, sorted.
[[nodiscard]] std::vector<std::string> find_labels(std::string_view text);

}  // namespace entrepot
