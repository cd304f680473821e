#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/concept_names.h"
#include "model/vocabulary.h"

namespace entrepot {

/// The context in which a name that several concepts share means one of them. Each member holds
/// what is true of that one and of none of the others; any one of them, met in a question or among
/// its filters, settles the matter.
struct NameScope {
  std::vector<std::string> languages{};  ///< In which only this one bears the name.
  std::vector<std::string> countries{};  ///< It belongs to, by `country`, `countries` or its id.
  std::string broader{};                 ///< The entry above it in its list.
  /// Folded words of four letters or more of its spelled-out names, in the languages it bears the
  /// name in, or in English if that is every language.
  std::vector<std::string> words{};

  [[nodiscard]] bool is_empty() const {
    return languages.empty() && countries.empty() && broader.empty() && words.empty();
  }
  bool operator==(const NameScope&) const = default;
};

/// @param one of `meanings`, which are all that a name has.
[[nodiscard]] NameScope scope_of(const NameMeaning& one, const std::vector<NameMeaning>& meanings,
                                 const Vocabulary& vocabulary);

/// What is known around a name that several concepts share: in a question its other words and its
/// filters, in a document its tags and its language.
struct NameContext {
  std::set<std::pair<std::string, std::string>> concepts{};  ///< List and id: "themes", "aeo".
  std::set<std::string> countries{};
  std::set<std::string> words{};      ///< Folded.
  std::set<std::string> languages{};  ///< Of the text; primary subtags.
};

/// Those of `meanings` that the context speaks for: what is named in it itself; else those whose
/// scope holds one of its countries, words or broader concepts; else those of its languages. All of
/// them where it speaks for none.
[[nodiscard]] std::vector<NameMeaning> settled(const std::vector<NameMeaning>& meanings,
                                               const NameContext& context,
                                               const Vocabulary& vocabulary);

}  // namespace entrepot
