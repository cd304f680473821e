#include "model/date.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace entrepot {
namespace {

constexpr std::string_view kForms = "write 2012, 2022-02, 2022-02-08, or two of them joined by '/'";
constexpr int kFirstYear = 1000, kLastYear = 2999, kMostYears = 100;

/// @pre all digits, few.
int to_number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

unsigned days_in_month(const Date& date) {
  const std::chrono::year_month_day_last last{std::chrono::year(date.year) /
                                              std::chrono::month(date.month) / std::chrono::last};
  return static_cast<unsigned>(last.day());
}

std::optional<Date> parse_date(std::string_view text, std::string& problem) {
  const auto malformed = [&] {
    problem = fmt::format("'{}' is not a date; {}", text, kForms);
    return std::nullopt;
  };
  // YYYY, YYYY-MM or YYYY-MM-DD: its shape first, then whether it exists.
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return malformed();
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return malformed();
  Date date{.year = to_number(text.substr(0, 4))};
  if (date.year < kFirstYear || date.year > kLastYear) {
    problem = fmt::format("the year {} is not between {} and {}; {}", text.substr(0, 4), kFirstYear,
                          kLastYear, kForms);
    return std::nullopt;
  }
  if (text.size() >= 7) {
    date.month = static_cast<unsigned>(to_number(text.substr(5, 2)));
    if (date.month < 1 || date.month > 12) {
      problem = fmt::format("there is no month '{}'; months are 01 to 12", text.substr(5, 2));
      return std::nullopt;
    }
  }
  if (text.size() == 10) {
    date.day = static_cast<unsigned>(to_number(text.substr(8, 2)));
    if (date.day < 1 || date.day > days_in_month(date)) {
      problem = fmt::format("there is no day '{}'; {} ends on day {}", text, text.substr(0, 7),
                            days_in_month(date));
      return std::nullopt;
    }
  }
  return date;
}

Date earliest(Date date) {
  if (date.month == 0) date.month = 1;
  if (date.day == 0) date.day = 1;
  return date;
}

Date latest(Date date) {
  if (date.month == 0) date.month = 12;
  if (date.day == 0) date.day = days_in_month(date);
  return date;
}

std::string digits(const Date& date) {
  return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

std::string to_edtf(const Date& date) {
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace

std::optional<DateInterval> parse_edtf(std::string_view text, std::string& problem) {
  const std::size_t slash = text.find('/');
  const std::optional<Date> start = parse_date(text.substr(0, slash), problem);
  if (!start) return std::nullopt;
  if (slash == std::string_view::npos) return DateInterval{*start, *start};
  const std::optional<Date> end = parse_date(text.substr(slash + 1), problem);
  if (!end) return std::nullopt;
  if (latest(*end) < earliest(*start) || earliest(*end) < earliest(*start)) {
    problem = fmt::format("'{}' ends before it starts; write the earlier date first", text);
    return std::nullopt;
  }
  if (end->year - start->year >= kMostYears) {
    problem = fmt::format("'{}' lasts over {} years; write when the activity took place", text,
                          kMostYears);
    return std::nullopt;
  }
  return DateInterval{*start, *end};
}

std::string to_edtf(const DateInterval& interval) {
  if (interval.start == interval.end) return to_edtf(interval.start);
  return to_edtf(interval.start) + "/" + to_edtf(interval.end);
}

std::string first_day(const DateInterval& interval) { return digits(earliest(interval.start)); }

std::string last_day(const DateInterval& interval) { return digits(latest(interval.end)); }

std::vector<int> years(const DateInterval& interval) {
  std::vector<int> out;
  for (int year = interval.start.year; year <= interval.end.year && out.size() < kMostYears; ++year)
    out.push_back(year);
  return out;
}

}  // namespace entrepot
