#include "model/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "model/date_repair.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::string_view kForms = "write 2012, 2022-02, 2022-02-08, or two of them joined by '/'";
constexpr int kFirstYear = 1000, kLastYear = 2999, kMostYears = 100;

/// As it stands in a message: whole, or its beginning.
std::string quoted(std::string_view text) {
  constexpr std::size_t kMostBytes = 60;
  const std::string_view shown = cut_utf8(text, kMostBytes);
  return fmt::format("'{}{}'", shown, shown.size() < text.size() ? "…" : "");
}

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

bool has_shape_of_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  return true;
}

/// @pre has_shape_of_date(text).
std::optional<Date> parse_date(std::string_view text, std::string& problem) {
  Date date{.year = to_number(text.substr(0, 4))};
  if (date.year < kFirstYear || date.year > kLastYear) {
    problem = fmt::format("there is no year {} here; write a year from {} to {}", text.substr(0, 4),
                          kFirstYear, kLastYear);
    return std::nullopt;
  }
  if (text.size() >= 7) {
    date.month = static_cast<unsigned>(to_number(text.substr(5, 2)));
    if (date.month < 1 || date.month > 12) {
      problem = fmt::format("there is no month {}; write a month from 01 to 12", text.substr(5, 2));
      return std::nullopt;
    }
  }
  if (text.size() == 10) {
    date.day = static_cast<unsigned>(to_number(text.substr(8, 2)));
    if (date.day < 1 || date.day > days_in_month(date)) {
      problem = fmt::format("there is no day {} in {}; write a day from 01 to {}",
                            text.substr(8, 2), text.substr(0, 7), days_in_month(date));
      return std::nullopt;
    }
  }
  return date;
}

/// As levels 1 and 2 of EDTF and common habit write it: "2022?", "????", "202X", "2022/..".
bool leaves_open(std::string_view text) {
  const auto is_place_left_open = [](char before, char c) {
    return before >= '0' && before <= '9' && (c == 'X' || c == 'x');
  };
  return text.find_first_of("?~%") != std::string_view::npos ||
         text.find("..") != std::string_view::npos || text.find("XX") != std::string_view::npos ||
         std::adjacent_find(text.begin(), text.end(), is_place_left_open) != text.end();
}

/// What is wrong with a text that has not the shape of a date or of two.
std::string malformed(std::string_view text) {
  if (text.find_first_not_of(" \t") == std::string_view::npos)
    return "the date is empty; leave the key out where no date is known";
  const std::string repaired = repair_edtf(text);
  std::string problem;
  if (!repaired.empty() && parse_edtf(repaired, problem))
    return fmt::format("{} is not a date; write {}", quoted(text), repaired);
  if (!problem.empty()) return problem;  // it is clear what is meant, and that it does not exist
  if (const std::string both = two_readings(text); !both.empty())
    return fmt::format("{} is not a date; write the year first: {}, whichever is meant",
                       quoted(text), both);
  if (leaves_open(text))
    return fmt::format(
        "{} leaves a date open; write what is known of it, or leave the key out and "
        "keep the wording in date_text",
        quoted(text));
  return fmt::format("{} is not a date; {}", quoted(text), kForms);
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
  const std::string_view first = text.substr(0, slash);
  const std::string_view second = slash == std::string_view::npos ? first : text.substr(slash + 1);
  if (!has_shape_of_date(first) || !has_shape_of_date(second)) {
    problem = malformed(text);
    return std::nullopt;
  }
  const std::optional<Date> start = parse_date(first, problem);
  if (!start) return std::nullopt;
  const std::optional<Date> end = parse_date(second, problem);
  if (!end) return std::nullopt;
  // Only if no day it can mean is late enough: "2022-06/2022" starts in June and ends in that year.
  if (latest(*end) < earliest(*start)) {
    problem = fmt::format("{} ends before it starts; write the earlier date first", quoted(text));
    return std::nullopt;
  }
  if (end->year - start->year >= kMostYears) {
    problem = fmt::format("{} touches more than {} years; write when the activity took place",
                          quoted(text), kMostYears);
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

std::vector<std::string> months(const DateInterval& interval, unsigned most) {
  constexpr unsigned kMonths = 12;
  const auto [start, end] = interval;
  if (start.month == 0 || end.month == 0) return {};
  const auto number = [](const Date& date) {
    return static_cast<unsigned>(date.year) * kMonths + date.month - 1;
  };
  if (number(end) - number(start) >= most) return {};
  std::vector<std::string> out;
  for (unsigned month = number(start); month <= number(end); ++month)
    out.push_back(fmt::format("{:04}-{:02}", month / kMonths, month % kMonths + 1));
  return out;
}

}  // namespace entrepot
