#include "service/export/offline_facets.h"

namespace entrepot {

std::int64_t OfflineFacets::find(const Facet& facet, const std::string& value) const {
  const auto& numbers = of(facet).numbers;
  const auto found = numbers.find(value);
  return found == numbers.end() ? -1 : static_cast<std::int64_t>(found->second);
}

const std::vector<std::string>& OfflineFacets::values(const Facet& facet) const {
  return of(facet).list;
}

nlohmann::json OfflineFacets::json() const {
  nlohmann::json facets = nlohmann::json::array(), rows = nlohmann::json::array();
  for (const Facet& facet : kFacets)
    facets.push_back({{"name", facet.name}, {"values", values(facet)}});
  for (const Row* row : rows_) rows.push_back(*row);
  return {{"facets", std::move(facets)}, {"rows", std::move(rows)}};
}

std::uint32_t OfflineFacets::number_of(std::size_t facet, const std::string& value) {
  Values& values = values_[facet];
  const auto number = static_cast<std::uint32_t>(values.list.size());
  const auto [at, is_new] = values.numbers.emplace(value, number);
  if (is_new) values.list.push_back(value);
  return at->second;
}

std::uint32_t OfflineFacets::number_of(const Row& row) {
  const auto [at, is_new] = numbers_.emplace(row, static_cast<std::uint32_t>(rows_.size()));
  if (is_new) rows_.push_back(&at->first);
  return at->second;
}

const OfflineFacets::Values& OfflineFacets::of(const Facet& facet) const {
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    if (kFacets[i].name == facet.name) return values_[i];
  return values_.front();
}

}  // namespace entrepot
