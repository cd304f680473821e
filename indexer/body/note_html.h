#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Notes as HTML. Their ids hold "_", which anchors of passages cannot. The service names the links
/// in the reader's language.
namespace entrepot {

/// One print of a note. A note that several passages cite is printed in each of them.
struct NotePrint {
  std::size_t number = 1;            ///< The note's, from 1.
  std::size_t copy = 1;              ///< From 1, for each passage that cites it.
  std::vector<std::size_t> marks{};  ///< Of this passage, by their numbers in the document.
};

/// The sign that leads to a note; to its first print until lead_to_copy says otherwise.
[[nodiscard]] std::string note_mark_html(std::size_t number, std::size_t mark);

/// Lets the marks of a note in a passage's HTML lead to that passage's print of it.
void lead_to_copy(std::string& html, std::size_t number, std::size_t copy);

/// @param html the note's own, safe.
[[nodiscard]] std::string note_html(const NotePrint& print, const std::string& html);

}  // namespace entrepot
