#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Unicode as this product needs it. Pure; threads may call anything here at once.
namespace entrepot {

/// The byte at which UTF-8 breaks (RFC 3629; NUL counts as a break), or nothing if it is whole.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Code points in valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// The longest prefix of at most `bytes` bytes that ends between two characters.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t bytes);

/// Letters, marks and digits kept in lower case, every other run one hyphen, trimmed:
/// "Conclusion 4: Performance" -> "conclusion-4-performance". Empty if nothing is left. What nobody
/// sees (soft hyphens, joiners, emoji selectors) leaves no trace.
[[nodiscard]] std::string to_anchor(std::string_view text);

/// The form words have in terms (NFKC, case folding, one apostrophe, digits as 0-9), white space
/// runs to one space, trimmed: for comparing names and headings.
[[nodiscard]] std::string fold_case(std::string_view text);

/// fold_case, and accents off Latin and Greek letters, hamza and alef forms of Arabic, Persian yeh
/// and kaf, and Cyrillic io unified: what a person means who types without them.
[[nodiscard]] std::string fold_accents(std::string_view text);

/// Orders titles as people do (Unicode collation, root, digits by value), as bytes, at most `bytes`
/// of them.
[[nodiscard]] std::string collation_key(std::string_view text, std::size_t bytes);

/// Whether a letter of the text is a small one. Of scripts without letter case none is.
[[nodiscard]] bool has_small_letters(std::string_view text);

/// Whether most letters of the text run right to left.
[[nodiscard]] bool is_right_to_left(std::string_view text);

}  // namespace entrepot
