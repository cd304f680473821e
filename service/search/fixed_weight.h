#pragma once

#include <string>
#include <vector>

namespace Xapian {
class Query;
}  // namespace Xapian

namespace entrepot {

/// Documents that have one of `terms`, all with the same weight: `factor` times ln(1 + N / n), of N
/// documents n that have one. For what is true of a document as a whole (a tag, a name of a tag):
/// how often it is said, and how long the text is, mean nothing there.
[[nodiscard]] Xapian::Query with_fixed_weight(const std::vector<std::string>& terms, double factor);

}  // namespace entrepot
