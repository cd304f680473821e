#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/reference_words.h"

namespace entrepot {

/// A word, a name or a number of a text, as find_measure_references() reads it.
struct ReferenceItem {
  ReferenceWord word = ReferenceWord::Other;
  std::size_t begin = 0, end = 0;    ///< Bytes of the text.
  std::string text{};                ///< Folded; of a name its first unit.
  std::vector<std::string> parts{};  ///< Of Number: {"7", "6"}, without leading zeros.
  unsigned sentence = 0;             ///< Counted from 0; a block or cell ends one.
};

/// The items of a text in order, none overlapping. Numbers come in ASCII digits whatever the script
/// ("第七条" is Article and 7), apart from the words they are glued to ("HS2022"). Linear.
/// @pre valid UTF-8.
[[nodiscard]] std::vector<ReferenceItem> reference_items(std::string_view text);

}  // namespace entrepot
