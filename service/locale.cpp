#include "service/locale.h"

#include <unicode/calendar.h>
#include <unicode/dtitvfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>

#include <memory>

#include "model/error.h"

namespace entrepot {
namespace {

icu::Locale icu_locale(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(language + "-u-ca-gregory-nu-latn", status);
  // British order of day and month: what international reports in English write.
  if (language == "en") locale = icu::Locale::forLanguageTag("en-GB-u-ca-gregory-nu-latn", status);
  if (U_FAILURE(status)) throw Error("no locale data for language '" + language + "'");
  return locale;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

const char* skeleton(const Date& date) {
  return date.day != 0 ? "dMMMMy" : date.month != 0 ? "MMMMy" : "y";
}

UDate to_icu(const Date& date) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("@calendar=gregorian"), status));
  if (U_FAILURE(status)) throw Error("no calendar data");
  calendar->clear();
  calendar->set(date.year, date.month == 0 ? 0 : static_cast<int>(date.month) - 1,
                date.day == 0 ? 1 : static_cast<int>(date.day));
  return calendar->getTime(status);
}

std::string format(const icu::Locale& locale, const Date& from, const Date& to,
                   const char* pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateIntervalFormat> formatter(
      icu::DateIntervalFormat::createInstance(pattern, locale, status));
  if (U_FAILURE(status)) throw Error("no date format data");
  formatter->setTimeZone(*icu::TimeZone::getGMT());
  const icu::DateInterval interval(to_icu(from), to_icu(to));
  icu::UnicodeString out;
  icu::FieldPosition ignored;
  formatter->format(&interval, out, ignored, status);
  if (U_FAILURE(status)) throw Error("a date cannot be formatted");
  return to_utf8(out);
}

}  // namespace

std::string Locale::date(const DateInterval& interval) const {
  const icu::Locale locale = icu_locale(language_);
  const auto [from, to] = interval;
  if (std::string_view(skeleton(from)) == skeleton(to))
    return format(locale, from, to, skeleton(from));
  const char* const first =
      from.year == to.year && from.month != 0 ? (from.day != 0 ? "dMMMM" : "MMMM") : skeleton(from);
  return format(locale, from, from, first) + " – " + format(locale, to, to, skeleton(to));
}

std::string Locale::number(std::uint64_t value) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = icu::number::NumberFormatter::withLocale(icu_locale(language_))
                                      .formatInt(static_cast<int64_t>(value), status)
                                      .toString(status);
  return U_FAILURE(status) ? std::to_string(value) : to_utf8(text);
}

std::string Locale::plural(std::uint64_t count) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(icu_locale(language_), status));
  if (U_FAILURE(status)) throw Error("no plural rules for language '" + language_ + "'");
  return to_utf8(rules->select(static_cast<int32_t>(count)));
}

}  // namespace entrepot
