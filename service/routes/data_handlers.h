#pragma once

#include "service/routes/call.h"

/// Answers for programs, and the files of the site.
namespace entrepot {

/// "/api/v1/search": a search as JSON; 400 lists what cannot be used.
[[nodiscard]] HttpResponse api_search(const Call& call);
/// "/search.csv": the matches as a table, with how many there are of them in headers.
[[nodiscard]] HttpResponse search_csv(const Call& call);
/// "/search.atom": the newest matches as a feed, in the interface that `ui` names.
[[nodiscard]] HttpResponse search_atom(const Call& call);
/// "/coverage.csv": what the table of coverage counts.
[[nodiscard]] HttpResponse coverage_csv_file(const Call& call);

/// "/assets/{file}": kept for ever where the address names its hash.
[[nodiscard]] HttpResponse asset(const Call& call);
/// "/favicon.ico": the logo.
[[nodiscard]] HttpResponse icon(const Call& call);

/// "/healthz": what is served; asks the index nothing.
[[nodiscard]] HttpResponse healthz(const Call& call);
/// "/readyz": unlike healthz it asks the index something, so that a damaged one shows.
[[nodiscard]] HttpResponse readyz(const Call& call);

}  // namespace entrepot
