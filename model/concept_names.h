#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/vocabulary.h"

namespace entrepot {

class Analyser;
struct NameUnit;

/// How a concept bears a name. The earlier, the stronger.
enum class NameKind { Label, Alternative, Acronym, Former };

/// One concept that a name stands for.
struct NameMeaning {
  std::string list{};  ///< "themes"
  std::string id{};    ///< Never a retired one: the names of those stand for what replaced them.
  NameKind kind = NameKind::Label;  ///< The strongest, where it bears the name in several ways.
  std::vector<std::string> languages{};  ///< In which it does, in order; empty: in every one.
  bool operator==(const NameMeaning&) const = default;
};

/// What a text means, taken as one name.
struct NameMatch {
  std::vector<NameMeaning> meanings{};  ///< In the order of the lists and their entries.
  /// Only names with the same stems were found: "risks management" for "risk management".
  bool is_inflected = false;
  bool operator==(const NameMatch&) const = default;

  /// The one concept that is meant; nullptr if there is none, or several between which only context
  /// decides (see scope_of). Valid as long as the match.
  [[nodiscard]] const NameMeaning* unique() const;
  [[nodiscard]] bool is_ambiguous() const { return meanings.size() > 1; }
};

/// A stretch of a text that names a concept, or one of several.
struct ConceptMention {
  std::size_t begin = 0, end = 0;       ///< Bytes of the text.
  std::vector<NameMeaning> meanings{};  ///< In the order of the lists and their entries.
  bool is_inflected = false;            ///< As in NameMatch.
  bool is_small_acronym = false;        ///< An acronym that is not written in capitals: maybe none.
  bool operator==(const ConceptMention&) const = default;
};

/// Whether an acronym must be written in capitals to be one.
enum class AcronymCase { Capitals, Any };

/// A name as names are compared: its words without letter case, accents, width, punctuation and the
/// variants of Arabic letters, one space between them (none between Chinese ones). Empty if the
/// text has no word.
[[nodiscard]] std::string name_key(std::string_view text);

/// Finds the concepts that a name stands for, in whatever language. Immutable; threads may share
/// it.
///
/// Names match as a whole. Labels, other names and former names match in any spelling that
/// name_key() unites; acronyms only where the text has no small letters, so that "can" is not the
/// Andean Community. A name that a programme shares with the organisation that runs it is the
/// programme's.
class ConceptNames {
 public:
  /// Of the given lists of a vocabulary.
  /// @param analyser if there is one, a text that is no name matches those with the same stems in
  /// their language; it outlives this object.
  /// @param stemmed the only languages in which it does: stems are most of the work. Every one if
  /// left out.
  explicit ConceptNames(const Vocabulary& vocabulary, const Analyser* analyser = nullptr,
                        const std::vector<std::string>& lists = searched_lists(),
                        const std::optional<std::vector<std::string>>& stemmed = std::nullopt);
  ~ConceptNames();
  ConceptNames(ConceptNames&&) noexcept;
  ConceptNames& operator=(ConceptNames&&) noexcept;

  [[nodiscard]] NameMatch find(std::string_view text) const;

  /// The names in a text, the longest first where they overlap, in order and apart. A word in
  /// another number or case is met as in find(), function words inside a name aside ("gestion des
  /// risques" for "gestion du risque") unless but one word would be left ("well-being"); an acronym
  /// only as it is; one word alone only if it is a form of the name (see
  /// are_forms_of_one_word()), its plural, or in Arabic the name with what is attached to it. A
  /// function word in small letters is no name. No name goes on past a line, a cell or a sentence.
  /// Linear in the text.
  /// @param languages whose stems count; none without an analyser. Names as they are written count
  /// in every language.
  /// @param acronyms Any: also "aeo", told apart by is_small_acronym; never a function word.
  [[nodiscard]] std::vector<ConceptMention> find_all(std::string_view text,
                                                     const std::vector<std::string>& languages,
                                                     AcronymCase acronyms) const;

  /// Of a text that is split already. @param units its name_units() (name_index.h).
  [[nodiscard]] std::vector<ConceptMention> find_all(std::string_view text,
                                                     const std::vector<NameUnit>& units,
                                                     const std::vector<std::string>& languages,
                                                     AcronymCase acronyms) const;

  /// Every name as it is written, each spelling once, in bytewise order: for guesses at what was
  /// meant.
  [[nodiscard]] std::vector<std::string> spellings() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
