#pragma once

#include <string_view>

#include "service/occurrences.h"
#include "service/search_page.h"

namespace entrepot {

/// The stretch of whole sentences, of about 240 characters, that has most of the groups; a longer
/// sentence is cut between words. Without any match the beginning. What is left out before or after
/// shows as "…". Looks at the first 64 KiB.
/// @param language of `text`, for its stems.
/// @param names to find concepts by.
[[nodiscard]] Snippet make_snippet(std::string_view text, std::string_view language,
                                   const SoughtWords& words, const Analyser& analyser,
                                   const TextNames& names = {});

}  // namespace entrepot
