#pragma once

#include <xapian.h>

#include "model/error.h"

namespace entrepot {

/// What Xapian could not do while it wrote an index, with the next step.
[[nodiscard]] Error index_failure(const Xapian::Error& failure);

}  // namespace entrepot
