#include "indexer/front_matter/licenses.h"

#include <algorithm>
#include <vector>

#include "model/diagnostics.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Of several versions the one in use today first: it is proposed where the version is missing.
const std::vector<std::string>& known_licenses() {
  static const std::vector<std::string> kLicenses{
      "CC0-1.0",
      "CC-BY-4.0",
      "CC-BY-3.0",
      "CC-BY-3.0-IGO",
      "CC-BY-2.0",
      "CC-BY-SA-4.0",
      "CC-BY-SA-3.0",
      "CC-BY-SA-3.0-IGO",
      "CC-BY-NC-4.0",
      "CC-BY-NC-3.0",
      "CC-BY-NC-SA-4.0",
      "CC-BY-NC-SA-3.0",
      "CC-BY-NC-SA-3.0-IGO",
      "CC-BY-ND-4.0",
      "CC-BY-ND-3.0",
      "CC-BY-NC-ND-4.0",
      "CC-BY-NC-ND-3.0",
      "CC-BY-NC-ND-3.0-IGO",
      "CC-PDDC",
      "PDDL-1.0",
      "ODC-By-1.0",
      "ODbL-1.0",
      "OGL-UK-3.0",
      "OGL-UK-2.0",
      "OGL-Canada-2.0",
      "etalab-2.0",
      "DL-DE-BY-2.0",
      "NLOD-2.0",
      "GFDL-1.3-or-later",
      "GFDL-1.3-only",
      "MIT",
      "Apache-2.0",
      "BSD-2-Clause",
      "BSD-3-Clause",
      "GPL-2.0-only",
      "GPL-2.0-or-later",
      "GPL-3.0-only",
      "GPL-3.0-or-later",
      "AGPL-3.0-only",
      "AGPL-3.0-or-later",
      "LGPL-3.0-or-later",
      "MPL-2.0",
      "EUPL-1.2",
      "Unlicense",
  };
  return kLicenses;
}

constexpr std::string_view kOwn = "LicenseRef-";

}  // namespace

bool is_license_id(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '+';
  });
}

bool is_known_license(std::string_view id) {
  if (id.starts_with(kOwn)) return id.size() > kOwn.size() && is_license_id(id);
  const std::vector<std::string>& known = known_licenses();
  return std::find(known.begin(), known.end(), id) != known.end();
}

std::string nearest_license(std::string_view text) {
  std::string wanted = fold_case(text);
  std::replace(wanted.begin(), wanted.end(), ' ', '-');
  for (const std::string& one : known_licenses())
    if (fold_case(one).starts_with(wanted + "-")) return one;
  return nearest(wanted, known_licenses());
}

}  // namespace entrepot
