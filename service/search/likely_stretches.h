#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "service/search/occurrences.h"

namespace entrepot {

/// The stretches of a text, from byte to byte, that may hold a word of a query: to split a text and
/// to find the stems of its words costs a hundred times what it costs to look at how they begin.
/// What is left out has nothing of what find_occurrences() looks for. In order, cut at white space.
/// @param language of the text: stems begin as their words do in some languages, not in all.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> likely_stretches(
    std::string_view text, std::string_view language, const SoughtWords& words);

}  // namespace entrepot
