#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/concept_names.h"
#include "model/name_scope.h"
#include "model/record.h"
#include "model/text/analyser.h"
#include "model/vocabulary.h"

namespace entrepot {

/// What the vocabulary knows of words and names, made once for a whole index. Immutable; threads
/// may share it.
struct Lexicon {
  /// @param languages of the texts that it is asked about, as primary subtags; left out: any. One
  /// of a single language is made in a fraction of the time.
  explicit Lexicon(const Vocabulary& from,
                   const std::optional<std::vector<std::string>>& languages = std::nullopt);
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  const Vocabulary& vocabulary;  ///< Outlives this.
  Analyser analyser;
  ConceptNames subjects;
  ConceptNames terms;  ///< The words of the trade, which count inside longer names too: a customs
                       ///< service is customs.
};

/// Finds the concepts that a document names, in the light of its tags and its language.
class Mentions {
 public:
  /// @param lexicon outlives this.
  Mentions(const Lexicon& lexicon, const DocumentRecord& record);

  /// The concept of each name, as often as it stands there; of a name that several share and
  /// nothing settles, each of them; and the measures that it refers to by number, with what they
  /// are part of. In order.
  /// @param tokens of the text, as of tokenize().
  [[nodiscard]] NamedConcepts in(std::string_view text, const std::vector<Token>& tokens,
                                 std::string_view language) const;

 private:
  const Lexicon& lexicon_;
  NameContext context_{};
};

}  // namespace entrepot
