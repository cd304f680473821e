#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What people mean by one word, where ICU's boundaries say less, for the files of this folder.
namespace entrepot::text {

/// Scripts written without spaces between words, of which characters and pairs are indexed.
enum class Block { None, HanKana, Hangul };

/// A word within a text, at bytes [begin, end).
struct WordPart {
  std::size_t begin = 0, end = 0;
  char dropped = 0;  ///< A sign to leave out: the points of "a.e.o", the commas of "1,000".
  Block block = Block::None;
  bool operator==(const WordPart&) const = default;
};

/// Words of bytes [begin, end) of a normalised text, which ICU keeps together: "snake_case" and
/// "end.Next" are two, elisions and the possessive are cut off. Linear.
[[nodiscard]] std::vector<WordPart> word_parts(std::string_view text, std::size_t begin,
                                               std::size_t end);

/// The word as it is indexed.
[[nodiscard]] std::string written(std::string_view text, const WordPart& part);

}  // namespace entrepot::text
