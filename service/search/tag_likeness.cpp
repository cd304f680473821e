#include "service/search/tag_likeness.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>

namespace entrepot {
namespace {

constexpr double kMainTag = 2.0;  // how much more the first of a list counts

double length(const std::vector<double>& weights) {
  double square = 0;
  for (const double weight : weights) square += weight * weight;
  return std::sqrt(square);
}

}  // namespace

TagLikeness::TagLikeness(const Xapian::Database& documents, const Columns& columns,
                         std::string_view facet)
    : documents_(documents),
      columns_(columns),
      facet_(*find_facet(facet)),
      column_(columns.facets[static_cast<std::size_t>(&facet_ - kFacets.data())]) {}

std::vector<std::string> TagLikeness::values(std::uint32_t docid) const {
  std::vector<std::string> out;
  const std::uint32_t set = column_.set_of(docid);
  for (std::uint32_t at = column_.first[set]; at < column_.first[set + 1]; ++at)
    out.push_back(column_.values[column_.ordinals[at]]);
  return out;
}

std::string TagLikeness::term(const std::string& value) const { return facet_term(facet_, value); }

double TagLikeness::rarity(const std::string& value) const {
  const auto [at, is_new] = rarities_.try_emplace(value, 0.0);
  if (is_new)
    at->second = std::log(1.0 + static_cast<double>(columns_.count) /
                                    static_cast<double>(documents_.get_termfreq(term(value))));
  return at->second;
}

std::vector<double> TagLikeness::weights(const std::vector<std::string>& values) const {
  std::vector<double> out;
  for (const std::string& value : values)
    out.push_back((out.empty() ? kMainTag : 1.0) * rarity(value));
  return out;
}

CommonTags TagLikeness::common(std::uint32_t first, std::uint32_t second) const {
  const std::vector<std::string> ours = values(first), theirs = values(second);
  const std::vector<double> our_weights = weights(ours), their_weights = weights(theirs);
  CommonTags out;
  double product = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const auto found = std::find(theirs.begin(), theirs.end(), ours[i]);
    if (found == theirs.end()) continue;
    out.values.push_back(ours[i]);
    product += our_weights[i] * their_weights[static_cast<std::size_t>(found - theirs.begin())];
  }
  if (product > 0) out.closeness = product / (length(our_weights) * length(their_weights));
  return out;
}

}  // namespace entrepot
