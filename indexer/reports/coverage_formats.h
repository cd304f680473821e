#pragma once

#include <string>

#include "indexer/reports/coverage.h"

/// A coverage report as people and programs read it. Equal coverage gives equal bytes.
namespace entrepot {

/// For a terminal: columns that stay aligned in every script.
[[nodiscard]] std::string to_text(const Coverage& coverage);

/// One object: documents, passages, typed_passages, kinds_found_by, not_shown, facets (by name: a
/// list of {value, label, documents, passages}), without (by what is missing: a list of {id,
/// title}), overdue ({id, title, review_by}), nothing (by facet: {value, label}).
[[nodiscard]] std::string to_json(const Coverage& coverage);

/// For a spreadsheet (model/spreadsheet.h), one header line: table,value,label,documents,passages.
/// The last two are empty where nothing is counted.
[[nodiscard]] std::string to_csv(const Coverage& coverage);

}  // namespace entrepot
