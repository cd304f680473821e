#pragma once

#include <string_view>

/// What one line of text does to the page it is shown on.
namespace entrepot {

/// Whether something of it can be seen: more than spaces, controls and characters without width.
/// @pre valid UTF-8.
[[nodiscard]] bool has_visible_character(std::string_view text);

/// The last control that turns the direction of the text around (U+202A-U+202E, U+2066-U+2069) and
/// that nothing closes; 0 if there is none. @pre valid UTF-8.
[[nodiscard]] char32_t open_direction(std::string_view text);

}  // namespace entrepot
