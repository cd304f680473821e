#pragma once

#include <string>
#include <utility>
#include <vector>

namespace entrepot::text {

/// What a language calls its months, as Unicode's locale data (CLDR) has them, with the number of
/// each from 1: by themselves and in a date ("ноябрь" and "ноября"). Names may repeat; none for a
/// language without data.
[[nodiscard]] std::vector<std::pair<std::string, unsigned>> month_names(
    const std::string& language);

}  // namespace entrepot::text
