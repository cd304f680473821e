#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/text/analyser.h"
#include "service/words/tag_names.h"

namespace Xapian {
class Database;
}

namespace entrepot {

/// What is known of words, whichever text they stand in.
struct Lexis {
  const Analyser& analyser;
  const TagNames& tag_names;
};

/// A word that says what one text is about, beside the others of its index.
struct CharacteristicWord {
  std::string word{};  ///< As it is indexed: whole, in small letters, with its accents.
  double weight = 0;   ///< Comparable within one text.
  bool operator==(const CharacteristicWord&) const = default;
};

/// The words that mark a document, the most telling first: written words that it has more than
/// once, and other documents too, but few of its language. No function words, no numbers, nothing
/// of scripts without spaces, and none that stands in the name of one of its tags: the tag says it
/// better.
/// @throws Xapian::Error.
[[nodiscard]] std::vector<CharacteristicWord> characteristic_words(
    const Xapian::Database& documents, std::uint32_t docid, const Lexis& lexis);

/// Those of `words` that each of some documents has more than once, in their order; documents
/// without any are left out. @throws Xapian::Error.
[[nodiscard]] std::map<std::uint32_t, std::vector<CharacteristicWord>> words_in(
    const Xapian::Database& documents, std::vector<std::uint32_t> docids,
    const std::vector<CharacteristicWord>& words);

}  // namespace entrepot
