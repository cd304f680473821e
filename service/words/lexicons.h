#pragma once

#include <memory>

#include "service/words/dictionaries.h"
#include "service/words/translations.h"

namespace entrepot {

/// What is known of the words of languages, whatever the index. nullptr: nothing of that sort.
struct Lexicons {
  std::shared_ptr<const Dictionaries> dictionaries{};  ///< Right words, which are never corrected.
  std::shared_ptr<const Translations> translations{};  ///< By which questions find English texts.
};

}  // namespace entrepot
