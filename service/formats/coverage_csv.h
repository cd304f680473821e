#pragma once

#include <string>

#include "service/query/coverage_query.h"
#include "service/search/library.h"

namespace entrepot {

/// The table of themes against places as CSV for spreadsheets (model/spreadsheet.h): a header line,
/// then a line for each theme and place, those that have nothing too. Labels in the language of the
/// search's `ui`. @throws Error: the index cannot be read.
[[nodiscard]] std::string coverage_csv(const CoverageQuery& query, const Library& library);

}  // namespace entrepot
