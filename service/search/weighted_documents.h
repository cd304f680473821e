#pragma once

#include <cstdint>
#include <map>

namespace Xapian {
class Query;
}

namespace entrepot {

using DocumentWeights = std::map<std::uint32_t, double>;  ///< By document number.

/// Matches these documents, each with its weight, which is 0 or more. Of none the empty query.
[[nodiscard]] Xapian::Query weighted_documents(DocumentWeights weights);

}  // namespace entrepot
