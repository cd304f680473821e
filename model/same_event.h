#pragma once

#include "model/document.h"

namespace entrepot {

/// Whether two documents tell of one event, as far as their front matters say: both are dated, the
/// dates overlap, they have the same main country, and a theme in common.
[[nodiscard]] bool is_same_event(const Document& a, const Document& b);

}  // namespace entrepot
