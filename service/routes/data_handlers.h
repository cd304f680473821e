#pragma once

#include "service/routes/call.h"

/// Answers for programs, and the files of the site.
namespace entrepot {

[[nodiscard]] HttpResponse api_search(const Call& call);
[[nodiscard]] HttpResponse search_csv(const Call& call);
[[nodiscard]] HttpResponse search_atom(const Call& call);
[[nodiscard]] HttpResponse coverage_table(const Call& call);

[[nodiscard]] HttpResponse asset(const Call& call);
[[nodiscard]] HttpResponse icon(const Call& call);

[[nodiscard]] HttpResponse healthz(const Call& call);
/// Unlike healthz it asks the index something, so that a damaged one shows.
[[nodiscard]] HttpResponse readyz(const Call& call);

}  // namespace entrepot
