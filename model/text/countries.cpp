#include "model/text/countries.h"

#include <unicode/locid.h>

#include <algorithm>

namespace entrepot {

std::string country_of_alpha3(std::string_view alpha3) {
  std::string wanted(alpha3);
  std::transform(wanted.begin(), wanted.end(), wanted.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  for (const char* const* country = icu::Locale::getISOCountries(); *country != nullptr; ++country)
    if (wanted == icu::Locale("", *country).getISO3Country()) return *country;
  return {};
}

}  // namespace entrepot
