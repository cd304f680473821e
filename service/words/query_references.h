#pragma once

#include <string_view>
#include <vector>

#include "model/concept_names.h"
#include "model/vocabulary.h"
#include "service/words/query_concepts.h"

namespace entrepot {

/// The measures that a question refers to by number, in order, none overlapping. One that the
/// vocabulary does not know is the nearest it knows that it is part of; of articles and pillars
/// only, as chapters, standards and editions are many and stand for themselves.
/// @param names to find agreements by.
[[nodiscard]] std::vector<QueryConcept> read_references(std::string_view words,
                                                        const Vocabulary& vocabulary,
                                                        const ConceptNames& names);

}  // namespace entrepot
