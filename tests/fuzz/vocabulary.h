#pragma once

#include "model/vocabulary.h"

namespace entrepot::fuzz {

/// Enough of one for the targets: a few themes, countries and kinds.
[[nodiscard]] const Vocabulary& vocabulary();

}  // namespace entrepot::fuzz
