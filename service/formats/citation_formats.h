#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/formats/citation.h"

/// A reference as programs that keep references read it. Every document is a report with its type
/// as the report's: no other sort of item that these formats share has a publisher, a date of its
/// own and an address, and none claims less. UTF-8 throughout; each ends in a line end.
namespace entrepot {

/// BibTeX, one entry: `@techreport` if there is an institution, which it requires, else `@misc`.
/// Dates stand twice: `date` is BibLaTeX's and exact, `year` and `month` are for older styles. The
/// key is the id; of an anchor that is not plain ASCII it has a short hash.
[[nodiscard]] std::string to_bibtex(const Citation& citation);

/// RIS, one record, lines ending in CR LF. It knows no spans of time: PY and DA have the last day
/// of one, when what is reported was complete, and a note has all of it.
[[nodiscard]] std::string to_ris(const Citation& citation);

/// CSL-JSON (the input of Citation Style Language 1.0.2): a list with one item.
[[nodiscard]] nlohmann::json to_csl(const Citation& citation);

/// Several as one file, in their order: BibTeX entries and RIS records one after the other, a CSL
/// list of them all. @param suffix of the form: ".bib", ".ris", and anything else is CSL-JSON.
[[nodiscard]] std::string references(const std::vector<Citation>& citations,
                                     std::string_view suffix);

/// The last day of a date, as far as it is known: "2022/06/15", "2022/06", "2022".
[[nodiscard]] std::string slashed_date(const DateInterval& date);

}  // namespace entrepot
