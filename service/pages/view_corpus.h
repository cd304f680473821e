#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "service/pages/views.h"

/// What a page tells of the corpus as a whole.
namespace entrepot {

/// {totals, languages}, lists for the partial counted, and {newest, newest_url}: the latest
/// activity.
[[nodiscard]] nlohmann::json corpus_facts(const ViewContext& context);

/// "23 November 2026, 14:05 UTC" of an RFC 3339 time in UTC; the time itself if it is none.
[[nodiscard]] std::string written_time(const std::string& time, const Locale& locale);

}  // namespace entrepot
