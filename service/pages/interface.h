#pragma once

#include <array>
#include <string>
#include <string_view>

#include "service/wording/locale.h"
#include "service/wording/strings.h"

namespace entrepot {

/// The languages of the interface: one file of site/strings/ each. The first has no prefix in its
/// addresses, the others have theirs: "/fr/search".
inline constexpr std::array<std::string_view, 4> kInterfaceLanguages{"en", "fr", "es", "ar"};

/// The interface in one language. It says nothing of the language of what is shown.
struct Interface {
  Strings strings;
  Locale locale;
  std::string base{};        ///< Before every path: empty, or "/fr".
  std::string contact{};     ///< "mailto:…" or "https://…": who answers for the site; or empty.
  std::string public_url{};  ///< "https://entrepot.example", if it is known; else empty.
  bool right_to_left = false;

  [[nodiscard]] std::string search_path() const { return base + "/search"; }
};

}  // namespace entrepot
