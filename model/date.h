#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot {

/// A calendar date as far as it is known: a year, a month of a year, or a day.
struct Date {
  int year = 0;        ///< 1000 to 2999.
  unsigned month = 0;  ///< 1 to 12; 0 = not known.
  unsigned day = 0;    ///< 1 to 31; 0 = not known.
  // clang-tidy 14 sees a null pointer in every defaulted <=>.
  auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// When something took place. A single date has `start == end`. An absent date is an absent
/// DateInterval: dates are never guessed.
struct DateInterval {
  Date start{};
  Date end{};
  bool operator==(const DateInterval&) const = default;
};

/// Reads EDTF level 0 (Library of Congress, 2019): "2012", "2022-02", "2022-02-08", and two of
/// them joined by "/". Exists on the calendar, does not end before it starts, and touches at most
/// 100 years.
/// @return nothing if it is none of these; `problem` then says "what is wrong; what to write".
[[nodiscard]] std::optional<DateInterval> parse_edtf(std::string_view text, std::string& problem);

/// The inverse of parse_edtf.
[[nodiscard]] std::string to_edtf(const DateInterval& interval);

/// The first day it can mean: "20220201" for 2022-02. Eight digits, byte order = time order.
[[nodiscard]] std::string first_day(const DateInterval& interval);
/// The last day it can mean: "20220228" for 2022-02.
[[nodiscard]] std::string last_day(const DateInterval& interval);

/// Every year it touches, ascending; at most 100 of them.
[[nodiscard]] std::vector<int> years(const DateInterval& interval);

/// Every month it touches, ascending, as to_edtf() writes them: "2022-11". None if its first or its
/// last month is not known, or if they are more than `most`.
[[nodiscard]] std::vector<std::string> months(const DateInterval& interval, unsigned most);

}  // namespace entrepot
