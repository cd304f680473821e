#pragma once

#include <array>
#include <string_view>

/// The numbers that decide the order of matches, all of them.
namespace entrepot {

/// How much a word as written adds to the weight it has together with its stems and accent-free
/// forms: a text with the very word stands above one with a relative of it.
inline constexpr double kExactWeight = 0.5;

/// Documents that stand below others of the same match, and what is left of their weight.
struct Standing {
  std::string_view facet, value;
  double weight;
};
/// A superseded document, because a newer one says what holds now; a rewritten article, because the
/// words of those who did it come before somebody's retelling, which likes to repeat the subject.
inline constexpr std::array kStandings{Standing{"status", "superseded", 0.5},
                                       Standing{"source_kind", "rewritten", 0.75}};

/// How much an unbroken run of Han, kana or Hangul adds where it stands whole.
inline constexpr double kRunWeight = 1.0;

/// Words a wildcard may stand for: the most frequent that begin so.
inline constexpr unsigned kWildcardWords = 100;

}  // namespace entrepot
