#pragma once

#include <string>
#include <string_view>

#include "model/concept_names.h"
#include "model/vocabulary.h"

namespace entrepot {

/// The language a question is probably written in (ISO 639-1), for readers and programs, and
/// for the choice of a dictionary. By its script where that tells; else by the function words of
/// the vocabulary's languages in it, by its concepts' names and by letters that few languages have.
/// Empty where nothing speaks for one language more than for all others.
[[nodiscard]] std::string query_language(std::string_view text, const Vocabulary& vocabulary,
                                         const ConceptNames& names);

}  // namespace entrepot
