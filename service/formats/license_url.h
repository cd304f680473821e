#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// Where the words of a Creative Commons licence stand, from its SPDX id: CC-BY-NC-SA-3.0-IGO leads
/// to https://creativecommons.org/licenses/by-nc-sa/3.0/igo/. Empty for every other licence.
[[nodiscard]] std::string license_url(std::string_view spdx);

}  // namespace entrepot
