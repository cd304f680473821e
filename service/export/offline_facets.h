#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/index_schema.h"
#include "model/record.h"
#include "model/vocabulary.h"

namespace entrepot {

/// The values of facets as numbers, and which combinations of them documents and passages have:
/// few, as most passages are tagged like their document.
class OfflineFacets {
 public:
  /// The number of the combination that a document or a passage has.
  template <typename Record>
  std::uint32_t row_of(const Record& record, const Vocabulary& vocabulary) {
    Row row;
    for (std::size_t i = 0; i < kFacets.size(); ++i)
      for (const std::string& value :
           with_broader(vocabulary, kFacets[i], facet_values(record, kFacets[i].name)))
        row[i].push_back(number_of(i, value));
    return number_of(row);
  }

  /// @return -1 for a value that nothing has.
  [[nodiscard]] std::int64_t find(const Facet& facet, const std::string& value) const;

  /// Of one facet, by number.
  [[nodiscard]] const std::vector<std::string>& values(const Facet& facet) const;

  /// {facets: [{name, values}], rows: [[[number…] of each facet]]}
  [[nodiscard]] nlohmann::json json() const;

 private:
  using Row = std::array<std::vector<std::uint32_t>, kFacets.size()>;
  struct Values {
    std::vector<std::string> list{};
    std::map<std::string, std::uint32_t> numbers{};
  };
  std::uint32_t number_of(std::size_t facet, const std::string& value);
  std::uint32_t number_of(const Row& row);
  [[nodiscard]] const Values& of(const Facet& facet) const;

  std::array<Values, kFacets.size()> values_{};
  std::vector<const Row*> rows_{};
  std::map<Row, std::uint32_t> numbers_{};
};

}  // namespace entrepot
