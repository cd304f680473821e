#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// The ISO 3166-1 alpha-2 code for an alpha-3 one, in any letter case: "BOL" -> "BO". Empty if
/// there is none. For hints: it looks through all countries.
[[nodiscard]] std::string country_of_alpha3(std::string_view alpha3);

}  // namespace entrepot
