#include "model/date_repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace entrepot {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The numbers between the separators, or none if something else stands there.
std::vector<std::string_view> numbers(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    if (!is_number(part) || part.size() > 4) return {};
    out.push_back(part);
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string month_of(std::string_view year, std::string_view month) {
  if (month.size() > 2) return {};
  return fmt::format("{}-{:0>2}", year, month);
}

std::string day_of(std::string_view year, std::string_view month, std::string_view day) {
  if (month.size() > 2 || day.size() > 2) return {};
  return fmt::format("{}-{:0>2}-{:0>2}", year, month, day);
}

/// A number of one or two digits that can be no month.
bool is_only_a_day(std::string_view number) {
  unsigned value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return number.size() == 2 && value > 12;
}

/// Year first, or year last: with full stops the day leads everywhere; with '/' and '-' the order
/// of day and month differs from country to country, unless one of them can be no month.
std::string from_numbers(const std::vector<std::string_view>& parts, char separator) {
  if (parts.size() == 2) {
    if (parts[0].size() == 4 && parts[1].size() == 4)
      return fmt::format("{}/{}", parts[0], parts[1]);
    if (parts[0].size() == 4) return month_of(parts[0], parts[1]);
    if (parts[1].size() == 4) return month_of(parts[1], parts[0]);
  }
  if (parts.size() == 3) {
    if (parts[0].size() == 4) return day_of(parts[0], parts[1], parts[2]);
    if (parts[2].size() != 4) return {};
    if (separator == '.' || is_only_a_day(parts[0])) return day_of(parts[2], parts[1], parts[0]);
    if (is_only_a_day(parts[1])) return day_of(parts[2], parts[0], parts[1]);
    if (parts[0] == parts[1]) return day_of(parts[2], parts[1], parts[0]);
  }
  return {};
}

/// The number of a month's English, French, Spanish or Portuguese name, of which the first three
/// letters are enough; 0 if it is none.
unsigned month_named(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kNames{
      "january janvier enero janeiro",
      "february février fevrier febrero fevereiro",
      "march mars marzo março",
      "april avril abril",
      "may mai mayo maio",
      "june juin junio junho",
      "july juillet julio julho",
      "august août aout agosto",
      "september septembre septiembre setembro",
      "october octobre octubre outubro",
      "november novembre noviembre novembro",
      "december décembre decembre diciembre dezembro"};
  constexpr std::size_t kShortest = 3;
  if (name.size() < kShortest) return 0;
  std::string lower(" ");
  for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if ((" " + std::string(kNames[i])).find(lower) != std::string::npos)
      return static_cast<unsigned>(i + 1);
  return 0;
}

/// "8 February 2022", "February 8, 2022", "8 de febrero de 2022", "Feb. 2022".
std::string from_words(std::string_view text) {
  std::string_view year, day;
  unsigned month = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,.", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty() || word == "de" || word == "of") continue;
    if (is_number(word) && word.size() == 4 && year.empty()) {
      year = word;
    } else if (is_number(word) && word.size() <= 2 && day.empty()) {
      day = word;
    } else if (const unsigned named = month_named(word); named != 0 && month == 0) {
      month = named;
    } else {
      return {};
    }
  }
  if (year.empty() || month == 0) return {};
  const std::string number = std::to_string(month);
  return day.empty() ? month_of(year, number) : day_of(year, number, day);
}

/// One date, or years joined by a hyphen.
std::string repair_date(std::string_view text) {
  text = trim(text);
  if (is_number(text)) {
    if (text.size() == 4) return std::string(text);
    if (text.size() == 6) return month_of(text.substr(0, 4), text.substr(4));
    if (text.size() == 8) return day_of(text.substr(0, 4), text.substr(4, 2), text.substr(6));
    return {};
  }
  // A time of day says nothing here: 2022-02-08T10:00.
  if (text.size() > 11 && is_digit(text[3]) && (text[10] == 'T' || text[10] == ' ') &&
      is_digit(text[11]) && text.find('/') == std::string_view::npos)
    text = text.substr(0, 10);
  for (const char separator : {'-', '/', '.'})
    if (const auto parts = numbers(text, separator); !parts.empty())
      return from_numbers(parts, separator);
  return from_words(text);
}

std::string repair_interval(std::string_view start, std::string_view end) {
  const std::string first = repair_date(start);
  end = trim(end);
  // "2022-02-08/09" leaves out what the two have in common, as ISO 8601 allows.
  const std::string last = is_number(end) && end.size() <= 2 && first.size() == 10
                               ? fmt::format("{}{:0>2}", first.substr(0, 8), end)
                               : repair_date(end);
  const bool both = !first.empty() && !last.empty();
  if (!both || first.find('/') != std::string::npos || last.find('/') != std::string::npos)
    return {};
  return first + "/" + last;
}

}  // namespace

std::string two_readings(std::string_view text) {
  text = trim(text);
  for (const char separator : {'-', '/'}) {
    const std::vector<std::string_view> parts = numbers(text, separator);
    if (parts.size() != 3 || parts[2].size() != 4) continue;
    const std::string first = day_of(parts[2], parts[1], parts[0]);
    const std::string second = day_of(parts[2], parts[0], parts[1]);
    if (!first.empty() && !second.empty() && first != second) return first + " or " + second;
  }
  return {};
}

std::string repair_edtf(std::string_view text) {
  constexpr std::size_t kLongest = 64;  // two dates with their times fit
  text = trim(text);
  if (text.size() > kLongest) return {};
  if (std::string one = repair_date(text); !one.empty()) return one;
  constexpr std::array<std::string_view, 6> kJoints{" to ", " - ", "--", "–", "—", "/"};
  for (const std::string_view joint : kJoints) {
    const std::size_t at = text.find(joint);
    if (at == std::string_view::npos) continue;
    return repair_interval(text.substr(0, at), text.substr(at + joint.size()));
  }
  return {};
}

}  // namespace entrepot
