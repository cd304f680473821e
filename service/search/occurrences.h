#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/record.h"
#include "service/words/query_text.h"

/// Where the words of a query stand in a text that matches it.
namespace entrepot {

/// What to look for: the words of a query in every form, by the number of their group. Groups are
/// counted from 0 through `required`, `groups` and `preferred` of a QueryText.
struct SoughtWords {
  std::unordered_map<std::string, unsigned> terms{};
  std::vector<std::pair<std::string, unsigned>> beginnings{};  ///< Of wildcards.
  std::vector<std::pair<std::vector<QueryWord>, unsigned>> phrases{};
  std::map<ConceptRef, unsigned> concepts{};  ///< Met by whatever name or number.
};

/// Bytes [begin, end) of a text, matched for a group.
struct Occurrence {
  std::size_t begin = 0, end = 0;
  unsigned group = 0;
};

/// Words that are excluded, or looked for in titles only, are not among them.
[[nodiscard]] SoughtWords sought_words(const QueryText& text, bool expand);

constexpr std::size_t kMaxSearchedBytes = std::size_t{64} * 1024;  // of one text

/// In order; they may overlap. Linear in the text, of which it reads kMaxSearchedBytes.
/// @param language of `text`, for its stems.
/// @param names that the index knows in `text` or what it is the beginning of.
[[nodiscard]] std::vector<Occurrence> find_occurrences(std::string_view text,
                                                       std::string_view language,
                                                       const SoughtWords& words,
                                                       const Analyser& analyser,
                                                       const NamedConcepts& names = {});

}  // namespace entrepot
