#include "service/wording/locale.h"

#include <unicode/calendar.h>
#include <unicode/coll.h>
#include <unicode/dtitvfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <functional>
#include <map>
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
  thread_local const std::unique_ptr<icu::Calendar> kCalendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("@calendar=gregorian"), status));
  if (!kCalendar) throw Error("no calendar data");
  kCalendar->clear();
  kCalendar->set(date.year, date.month == 0 ? 0 : static_cast<int>(date.month) - 1,
                 date.day == 0 ? 1 : static_cast<int>(date.day));
  return kCalendar->getTime(status);
}

/// ICU's formatters for one language. To make one takes longer than all else that an answer needs,
/// so each thread keeps those it has made; languages are few, as those of the interface.
struct Formatters {
  icu::Locale locale;
  std::map<std::string, std::unique_ptr<icu::DateIntervalFormat>, std::less<>> dates{};
  icu::number::LocalizedNumberFormatter numbers;
  std::unique_ptr<icu::PluralRules> plurals{};
  std::unique_ptr<icu::Collator> collator{};

  explicit Formatters(const std::string& language)
      : locale(icu_locale(language)), numbers(icu::number::NumberFormatter::withLocale(locale)) {}

  static Formatters& of(const std::string& language) {
    thread_local std::map<std::string, Formatters, std::less<>> made;
    const auto found = made.find(language);
    return found != made.end() ? found->second : made.try_emplace(language, language).first->second;
  }

  icu::DateIntervalFormat& date(const char* pattern) {
    std::unique_ptr<icu::DateIntervalFormat>& formatter = dates[pattern];
    if (formatter) return *formatter;
    UErrorCode status = U_ZERO_ERROR;
    formatter.reset(icu::DateIntervalFormat::createInstance(pattern, locale, status));
    if (U_FAILURE(status) || !formatter) {
      formatter.reset();
      throw Error("no date format data");
    }
    formatter->setTimeZone(*icu::TimeZone::getGMT());
    return *formatter;
  }

  icu::Collator& collation() {
    if (collator) return *collator;
    UErrorCode status = U_ZERO_ERROR;
    collator.reset(icu::Collator::createInstance(locale, status));
    if (U_FAILURE(status) || !collator) {
      collator.reset();
      throw Error("no collation data for this language");
    }
    return *collator;
  }

  icu::PluralRules& plural() {
    if (plurals) return *plurals;
    UErrorCode status = U_ZERO_ERROR;
    plurals.reset(icu::PluralRules::forLocale(locale, status));
    if (U_FAILURE(status) || !plurals) {
      plurals.reset();
      throw Error("no plural rules for this language");
    }
    return *plurals;
  }
};

std::string format(icu::DateIntervalFormat& formatter, const Date& from, const Date& to) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateInterval interval(to_icu(from), to_icu(to));
  icu::UnicodeString out;
  icu::FieldPosition ignored;
  formatter.format(&interval, out, ignored, status);
  if (U_FAILURE(status)) throw Error("a date cannot be formatted");
  return to_utf8(out);
}

}  // namespace

std::string Locale::date(const DateInterval& interval) const {
  Formatters& formatters = Formatters::of(language_);
  const auto [from, to] = interval;
  if (std::string_view(skeleton(from)) == skeleton(to))
    return format(formatters.date(skeleton(from)), from, to);
  const char* const first =
      from.year == to.year && from.month != 0 ? (from.day != 0 ? "dMMMM" : "MMMM") : skeleton(from);
  return format(formatters.date(first), from, from) + " – " +
         format(formatters.date(skeleton(to)), to, to);
}

std::string Locale::number(std::uint64_t value) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = Formatters::of(language_)
                                      .numbers.formatInt(static_cast<int64_t>(value), status)
                                      .toString(status);
  return U_FAILURE(status) ? std::to_string(value) : to_utf8(text);
}

std::string Locale::plural(std::uint64_t count) const {
  return to_utf8(Formatters::of(language_).plural().select(static_cast<int32_t>(count)));
}

std::vector<std::string> Locale::plural_categories() const {
  std::vector<std::string> categories;
  constexpr std::uint64_t kAll = 200, kMillion = 1'000'000;
  const auto add = [&](std::uint64_t count) {
    std::string category = plural(count);
    if (std::find(categories.begin(), categories.end(), category) == categories.end())
      categories.push_back(std::move(category));
  };
  for (std::uint64_t count = 0; count <= kAll; ++count) add(count);
  for (std::uint64_t count = kAll; count <= kMillion; count *= 5) add(count);
  return categories;
}

bool Locale::sorts_before(std::string_view left, std::string_view right) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto piece = [](std::string_view text) {
    return icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
  };
  const UCollationResult order =
      Formatters::of(language_).collation().compareUTF8(piece(left), piece(right), status);
  return U_FAILURE(status) ? left < right : order == UCOL_LESS;
}

}  // namespace entrepot
