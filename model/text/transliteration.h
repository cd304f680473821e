#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entrepot {

/// What a word of Cyrillic or Greek letters is in Latin ones, as names of places are (the rules of
/// BGN/PCGN for Russian, of UNGEGN for Greek): "катуна" is "katuna". A Cyrillic word may be in any
/// case: "в Катуне". Few, the word as it is written first; none for other letters.
/// @param folded as Token::folded. @throws Error: ICU has no such rules.
[[nodiscard]] std::vector<std::string> in_other_letters(std::string_view folded);

}  // namespace entrepot
