#include "model/text/month_names.h"

#include <unicode/dtfmtsym.h>

namespace entrepot::text {

std::vector<std::pair<std::string, unsigned>> month_names(const std::string& language) {
  std::vector<std::pair<std::string, unsigned>> names;
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(language.c_str()), status);
  if (U_FAILURE(status)) return names;
  for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
    int32_t count = 0;
    const icu::UnicodeString* const months =
        symbols.getMonths(count, context, icu::DateFormatSymbols::WIDE);
    for (int32_t i = 0; i < count; ++i) {
      std::string name;
      months[i].toUTF8String(name);
      names.emplace_back(std::move(name), static_cast<unsigned>(i) + 1);
    }
  }
  return names;
}

}  // namespace entrepot::text
