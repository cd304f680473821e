#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"

namespace entrepot {

/// Dates and numbers as readers of one interface language write them: Gregorian calendar and 0-9 in
/// every language, so that a figure can be compared with its source. Immutable; threads may share
/// it.
class Locale {
 public:
  explicit Locale(std::string language) : language_(std::move(language)) {}  ///< BCP 47.

  /// "8–9 February 2022", "February 2022", "2012", "November – 7 December 2021"
  [[nodiscard]] std::string date(const DateInterval& interval) const;

  /// "1,234"
  [[nodiscard]] std::string number(std::uint64_t value) const;

  /// CLDR's plural category of a count: "one", "few", "many", "other"...
  [[nodiscard]] std::string plural(std::uint64_t count) const;

  /// The plural categories that counts up to a million can have: {"one", "other"}...
  [[nodiscard]] std::vector<std::string> plural_categories() const;

  /// Whether `left` stands before `right` in a list of this language (CLDR's collation).
  [[nodiscard]] bool sorts_before(std::string_view left, std::string_view right) const;

  [[nodiscard]] const std::string& language() const { return language_; }

 private:
  std::string language_;
};

}  // namespace entrepot
