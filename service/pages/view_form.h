#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "service/pages/view_facets.h"
#include "service/query/search_query.h"

/// The one form of the search page: words, dates, filters and whatever else the search is.
namespace entrepot {

/// Reads the parameters of the search page: those of parse_search_query(), and one that only the
/// page's own form sends, `kinds=passages`. By it a kind that is chosen in a list of documents
/// turns the search to passages, as the counts beside kinds say; a `group` that is given prevails.
[[nodiscard]] ParsedQuery read_search_form(Parameters parameters);

/// Whether there are words that cannot be searched at all.
[[nodiscard]] bool words_refused(const ParsedQuery& parsed);

/// The words as the reader wrote them, to be corrected; empty if they are no text.
[[nodiscard]] std::string words_as_written(const ParsedQuery& parsed);

/// {value, q_problem, from, from_problem, to, to_problem, dates_open, hidden}: the fields, what is
/// wrong with them, and what is sent along unseen because no field and none of the `filters` has
/// it. Sent as it is, the form asks for the same search again, from its first page.
[[nodiscard]] nlohmann::json form_json(const ParsedQuery& parsed, const FacetPanel& filters,
                                       const Strings& strings);

}  // namespace entrepot
