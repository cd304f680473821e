#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/name_index.h"

/// The words that references to agreements and instruments are made of, in the languages of labels.
namespace entrepot {

enum class ReferenceWord {
  Other,         ///< Any word that is none of these.
  Number,        ///< "7.6"; not of the table.
  Tfa,           ///< WTO Trade Facilitation Agreement.
  Rkc,           ///< Revised Kyoto Convention.
  Safe,          ///< SAFE Framework of Standards.
  Hs,            ///< Harmonized System.
  Foreign,       ///< A law, or an agreement that is none of these.
  Agreement,     ///< "the Agreement": which one, the words around it show.
  Organisation,  ///< Whose an instrument is: WTO, WCO.
  Article,
  Measure,  ///< As an article, where the agreement is named.
  Paragraph,
  Chapter,
  Standard,
  Annex,
  GeneralAnnex,
  SpecificAnnex,
  Pillar,
  Edition,
  Numero,  ///< "no." before a number.
  Link,    ///< "of the"
  And,
  Counter,  ///< What follows a quantity: "7.6 million".
};

/// A phrase of the table that begins at a unit.
struct ReferencePhrase {
  ReferenceWord word = ReferenceWord::Other;
  std::size_t units = 0;  ///< 0: none begins there.
};

/// The longest phrase that begins at `units[first]`.
[[nodiscard]] ReferencePhrase reference_phrase(const std::vector<NameUnit>& units,
                                               std::size_t first);

/// Of one word.
[[nodiscard]] ReferenceWord reference_word(const std::string& folded);

/// What an Arabic ordinal stands for ("السابعة" is 7); 0: it is none.
[[nodiscard]] unsigned arabic_ordinal(const std::string& folded);

}  // namespace entrepot
