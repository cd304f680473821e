#pragma once

#include <filesystem>

#include "model/diagnostics.h"
#include "model/vocabulary.h"

namespace entrepot {

/// Reads every list of vocabulary_names() from `folder`/NAME.yaml and checks them against each
/// other: unknown and repeated keys and ids, unknown `broader`, `replaced_by`, `lead`, `funders`,
/// `members`, cycles, labels and acronyms of two concepts that are not declared `ambiguous`.
/// @param shown_as what messages call the folder: "vocabulary" gives "vocabulary/themes.yaml:3:7".
/// @throws Error: the folder cannot be read.
[[nodiscard]] Vocabulary read_vocabulary(const std::filesystem::path& folder,
                                         const std::string& shown_as, Diagnostics& problems);

}  // namespace entrepot
