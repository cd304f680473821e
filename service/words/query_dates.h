#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/text/analyser.h"
#include "service/words/query_concepts.h"

namespace entrepot {

/// The months of a year that a question names ("November 2022", "en noviembre de 2022",
/// "2022年11月"), in the languages of label_languages(), as concepts of kDatesList. Their words
/// count as well, and what is of their year follows.
/// @return in order, none overlapping.
[[nodiscard]] std::vector<QueryConcept> read_dates(std::string_view words);

/// The languages in which a word is the name of a month, in order.
[[nodiscard]] std::vector<std::string> languages_of_month(const Token& token);

}  // namespace entrepot
