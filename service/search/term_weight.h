#pragma once

#include <cstdint>
#include <vector>

namespace Xapian {
class Database;
}

/// BM25, number for number as Xapian 1.4 has it: so that what is weighed here and what is weighed
/// there can be added. A test compares them.
namespace entrepot {

/// How a scheme weighs; see ranking.h.
struct Bm25 {
  double repetition = 1;      ///< k1
  double length_penalty = 0;  ///< b
};

/// What a database tells of its texts.
struct TextStatistics {
  double entries = 0, average_length = 0, least_length = 0;
};

/// @throws Xapian::Error.
[[nodiscard]] TextStatistics text_statistics(const Xapian::Database& database);

/// How many of `entries` have one of several terms that meet by chance, of each of which it is
/// known how many have it: estimated as Xapian does for OP_SYNONYM.
[[nodiscard]] std::uint32_t estimate_any(std::vector<std::uint32_t> frequencies, double entries);

/// The weights of one term, or of several that count as one.
class TermWeight {
 public:
  /// @param frequency how many entries have it.
  TermWeight(const Bm25& scheme, const TextStatistics& texts, std::uint32_t frequency);

  /// @param count of the term in an entry, @param length of the entry.
  [[nodiscard]] double of(std::uint32_t count, std::uint32_t length) const;

 private:
  double most_, repetition_, length_penalty_, length_factor_, least_;
};

}  // namespace entrepot
