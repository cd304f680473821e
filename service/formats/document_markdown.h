#pragma once

#include <string>

#include "model/record.h"
#include "model/vocabulary.h"

namespace entrepot {

/// A document as one Markdown text that can be handed on: its title, its text as its author wrote
/// it, and below a line where it comes from: id, sources with their kind, derivation, evidence,
/// licence, the curator's note. Labels in English. Ends in LF.
[[nodiscard]] std::string to_markdown(const DocumentRecord& record, const Vocabulary& vocabulary);

}  // namespace entrepot
