#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "service/pages/views.h"
#include "service/search/coverage.h"

/// The table of themes against places, as pages show it.
namespace entrepot {

/// The address of such a table, without the interface's base.
[[nodiscard]] std::string coverage_address(CoverageQuery query);

/// {empty_text, wide_text, has_table, caption, heads, totals, rows, gaps_text}. A table of too many
/// columns, of none, or of nothing is none: a text says so.
[[nodiscard]] nlohmann::json coverage_table(const CoverageGrid& grid, const CoverageQuery& query,
                                            const ViewContext& context);

}  // namespace entrepot
