#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// Whether a text has the form of an SPDX licence id: letters, digits, '.', '-' and '+'.
[[nodiscard]] bool is_license_id(std::string_view text);

/// Whether it is one of the SPDX ids that texts such as ours carry, or LicenseRef- and a name.
[[nodiscard]] bool is_known_license(std::string_view id);

/// The known id that was meant: "CC-BY-4.0" for "cc by 4.0" or "CC-BY". Empty if none is near.
[[nodiscard]] std::string nearest_license(std::string_view text);

}  // namespace entrepot
