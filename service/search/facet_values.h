#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/index_schema.h"
#include "model/vocabulary.h"
#include "service/query/search_query.h"
#include "service/search/library.h"

/// The values of facets as readers see them.
namespace entrepot {

/// The label of a value, or, of kNoValue, words for having none.
[[nodiscard]] std::string value_label(const Vocabulary& vocabulary, const Facet& facet,
                                      std::string_view value, std::string_view language);

/// Whether a value's id, or its label in some language, has the text in it, accents and letter case
/// aside.
[[nodiscard]] bool is_called(const std::string& value, const std::string& text, const Facet& facet,
                             const Vocabulary& vocabulary);

/// The number of a value of the facet "year". Nothing for what is no year, which an address may
/// hold all the same: a year has four digits.
[[nodiscard]] std::optional<int> year_of(std::string_view value);

/// Puts labels on values and orders them: chosen first, then by count, then by label. Leaves those
/// that `facet_texts` asks for, sets `total_values`, and cuts the list at `facet_limits`.
void list_values(std::vector<FacetCounts>& facets, const Vocabulary& vocabulary,
                 const SearchQuery& query);

}  // namespace entrepot
