#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/text/analyser.h"

namespace Xapian {
class Database;
}

namespace entrepot {

/// A term of what a passage says.
struct GistTerm {
  std::string term{};  ///< Of the index of passages: a mention, or a stem.
  double weight = 0;   ///< Above 0; how rare it is, less the share of the passages of its document
                       ///< that have it, too: what they all say is their subject or their manner.
                       ///< Stems weigh less than what is named.
  bool theme = false;  ///< It names a theme: what a thing is about.
  bool operator==(const GistTerm&) const = default;
};
using Gist = std::vector<GistTerm>;  ///< Ordered by term, each once.

/// What a passage says, in terms that can be compared with those of another: the themes, words of
/// the trade and measures that it names, which are the same in every language, and the stems of its
/// other words, which are the same in one. No function words, no numbers, no names of places or
/// organisations, nothing else of scripts without spaces.
/// @throws Xapian::Error; Error: its record cannot be read.
[[nodiscard]] Gist passage_gist(const Xapian::Database& passages, std::uint32_t docid,
                                const Analyser& analyser);

struct GistOverlap {
  double share = 0;   ///< Of the shorter one, from 0, nothing, to 1, all.
  double weight = 0;  ///< Of what they have in common besides themes, as the shorter one weighs it.
};
/// How much of the shorter of two the other says as well. The same both ways.
[[nodiscard]] GistOverlap overlap(const Gist& a, const Gist& b);

}  // namespace entrepot
