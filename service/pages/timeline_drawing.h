#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/date.h"

namespace entrepot {

/// An activity on the drawing of a timeline.
struct TimelineMark {
  DateInterval date{};
  std::size_t group = 0;   ///< Of the drawing's groups.
  nlohmann::json shown{};  ///< {url, title, lang}
};

/// {height, years, groups}: a horizontal axis of years and, for each group that has marks, its name
/// and lanes of bars and dots beneath it, none over another. Places along the axis are per cent of
/// the width, so that the drawing fits any; all else is pixels.
/// @param groups names, in the order in which they stand.
/// @param right_to_left later years stand further left.
/// @return null without marks.
[[nodiscard]] nlohmann::json draw_timeline(std::vector<TimelineMark> marks,
                                           const std::vector<std::string>& groups,
                                           bool right_to_left);

}  // namespace entrepot
