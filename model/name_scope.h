#pragma once

#include <string>
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

}  // namespace entrepot
