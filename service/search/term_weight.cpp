#include "service/search/term_weight.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

namespace entrepot {
namespace {

constexpr double kLeastLength = 0.5;  // of the average: what is shorter counts as that long

}  // namespace

TextStatistics text_statistics(const Xapian::Database& database) {
  return {.entries = static_cast<double>(database.get_doccount()),
          .average_length = database.get_avlength(),
          .least_length = static_cast<double>(database.get_doclength_lower_bound())};
}

std::uint32_t estimate_any(std::vector<std::uint32_t> frequencies, double entries) {
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> rarest(
      std::greater<>{}, std::move(frequencies));
  if (rarest.empty()) return 0;
  while (rarest.size() > 1) {
    const double one = rarest.top();
    rarest.pop();
    const double other = rarest.top();
    rarest.pop();
    const double both = entries > 0 ? one * other / entries : 0;
    rarest.push(static_cast<std::uint32_t>(one + other - both + 0.5));
  }
  return rarest.top();
}

TermWeight::TermWeight(const Bm25& scheme, const TextStatistics& texts, std::uint32_t frequency)
    : repetition_(scheme.repetition),
      length_penalty_(scheme.length_penalty),
      length_factor_(texts.average_length > 0 ? 1 / texts.average_length : 0),
      least_(std::max(texts.least_length * length_factor_, kLeastLength)) {
  const double having = frequency;
  double rarity = (texts.entries - having + 0.5) / (having + 0.5);
  // Of what most entries have, the logarithm would fall below nothing.
  if (rarity < 2) rarity = rarity * 0.5 + 1;
  most_ = std::log(rarity) * (repetition_ + 1);
}

double TermWeight::of(std::uint32_t count, std::uint32_t length) const {
  const double share = std::max(double(length) * length_factor_, least_);
  const double penalty = repetition_ * (share * length_penalty_ + (1 - length_penalty_));
  return most_ * (double(count) / (penalty + double(count)));
}

}  // namespace entrepot
