#pragma once

#include <string>

#include "model/vocabulary.h"

namespace entrepot {

/// The JSON Schema (draft 2020-12) of a front matter, for editors: made from the keys and forms the
/// checker reads by, with the ids of `vocabulary` and their English labels. Indented, ends in LF.
///
/// It accepts what the checker finds no error in, and refuses unknown keys, of which the checker
/// only warns. What no schema can say stays to the checker: that a date does not end before it
/// starts or span a century, that a text turns no other around, that other documents exist, and
/// anything about the file and its YAML. YAML values are meant as YAML 1.2 reads them: an unquoted
/// 2012 is a number.
[[nodiscard]] std::string front_matter_schema(const Vocabulary& vocabulary);

}  // namespace entrepot
