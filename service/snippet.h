#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/library.h"
#include "service/query_text.h"

namespace entrepot {

/// What to mark in extracts: the words of a query in every form, by the number of their group.
struct SnippetWords {
  std::unordered_map<std::string, unsigned> terms{};
  std::vector<std::pair<std::string, unsigned>> beginnings{};  ///< Of wildcards.
  std::vector<std::pair<std::vector<QueryWord>, unsigned>> phrases{};
  std::map<ConceptRef, unsigned> concepts{};  ///< Marked by whatever name.
};

/// Words that are excluded, or looked for in titles only, are not among them.
[[nodiscard]] SnippetWords snippet_words(const QueryText& text, bool expand);

/// The stretch of whole sentences, of about 240 characters, that has most of the groups; a longer
/// sentence is cut between words. Without any match the beginning. What is left out before or after
/// shows as "…". Looks at the first 64 KiB.
/// @param language of `text`, for its stems.
/// @param names to find concepts by; nullptr: none is marked.
[[nodiscard]] Snippet make_snippet(std::string_view text, std::string_view language,
                                   const SnippetWords& words, const Analyser& analyser,
                                   const ConceptNames* names = nullptr);

}  // namespace entrepot
