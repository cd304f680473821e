#pragma once

#include <vector>

#include "model/vocabulary.h"
#include "service/query/search_query.h"
#include "service/search/columns.h"
#include "service/search/library.h"

namespace entrepot {

/// Values of filters (and ids of `in`) that neither the index nor the vocabulary knows, under the
/// names of their parameters.
[[nodiscard]] std::vector<Warning> unknown_values(const Columns& columns,
                                                  const Vocabulary& vocabulary,
                                                  const SearchQuery& query);

}  // namespace entrepot
