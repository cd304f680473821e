#include "service/formats/license_url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entrepot {
namespace {

constexpr std::string_view kSite = "https://creativecommons.org";

}  // namespace

std::string license_url(std::string_view spdx) {
  if (spdx == "CC0-1.0") return fmt::format("{}/publicdomain/zero/1.0/", kSite);
  if (spdx == "CC-PDDC") return fmt::format("{}/licenses/publicdomain/", kSite);
  constexpr std::array<std::string_view, 6> kTerms{"BY",    "BY-SA",    "BY-NC",
                                                   "BY-ND", "BY-NC-SA", "BY-NC-ND"};
  constexpr std::array<std::string_view, 4> kVersions{"2.0", "2.5", "3.0", "4.0"};
  for (const std::string_view terms : kTerms) {
    for (const std::string_view version : kVersions) {
      const std::string id = fmt::format("CC-{}-{}", terms, version);
      const bool igo = version == "3.0" && spdx == id + "-IGO";
      if (spdx != id && !igo) continue;
      std::string folder(terms);
      std::transform(folder.begin(), folder.end(), folder.begin(),
                     [](char c) { return c == '-' ? c : static_cast<char>(c - 'A' + 'a'); });
      return fmt::format("{}/licenses/{}/{}/{}", kSite, folder, version, igo ? "igo/" : "");
    }
  }
  return {};
}

}  // namespace entrepot
