#include "service/pages/timeline_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace entrepot {
namespace {

using nlohmann::json;

constexpr double kWhole = 100;     // per cent
constexpr double kLeastBar = 1.6;  // per cent: what is shorter is a dot, which is about as wide
constexpr double kGap = 0.4;       // per cent, between two marks of a lane
constexpr int kMostLabels = 8;     // of years, so that they stand apart on a phone
constexpr int kAxis = 24, kName = 22, kLane = 12, kBetweenGroups = 8;  // pixels
constexpr int kBar = 8;                                                // pixels high

/// 2022.5 for the middle of 2022, of a day as first_day() writes it.
double in_years(const std::string& day, int days_later) {
  namespace calendar = std::chrono;
  const int number = std::stoi(day);
  const calendar::year year(number / 10000);
  const calendar::sys_days first{year / calendar::January / 1};
  const calendar::sys_days next{(year + calendar::years(1)) / calendar::January / 1};
  const calendar::sys_days own{year / calendar::month(static_cast<unsigned>(number / 100 % 100)) /
                               calendar::day(static_cast<unsigned>(number % 100))};
  return static_cast<int>(year) + static_cast<double>((own - first).count() + days_later) /
                                      static_cast<double>((next - first).count());
}

std::string per_cent(double value) { return fmt::format("{:.2f}%", value); }

/// The years from the first mark to the last, and where in the width they stand.
class Axis {
 public:
  Axis(const std::vector<TimelineMark>& marks, bool right_to_left)
      : first_(marks.front().date.start.year),
        last_(marks.front().date.end.year),
        right_to_left_(right_to_left) {
    for (const TimelineMark& mark : marks) {
      first_ = std::min(first_, mark.date.start.year);
      last_ = std::max(last_, mark.date.end.year);
    }
  }

  /// Of a time in years, from where the axis begins.
  [[nodiscard]] double at(double time) const {
    return (time - first_) / (last_ + 1 - first_) * kWhole;
  }

  /// Of something that begins there and is so wide.
  [[nodiscard]] std::string place(double at, double width = 0) const {
    return per_cent(right_to_left_ ? kWhole - at - width : at);
  }

  /// [{line, label, label_at}]: where each year begins; some have a label, in their middle.
  [[nodiscard]] json years() const {
    int step = 1;
    for (const int wider : {2, 5, 10, 20, 50, 100, 200, 500})
      if ((last_ - first_) / step + 1 > kMostLabels) step = wider;
    const int line_step = std::max(1, step / 10);
    json list = json::array();
    for (int year = first_; year <= last_; ++year) {
      if ((year - first_) % line_step != 0 && year % step != 0) continue;
      list.push_back({{"line", place(at(year))},
                      {"label", year % step == 0 ? std::to_string(year) : ""},
                      {"label_at", place(at(year + 0.5))}});
    }
    return list;
  }

 private:
  int first_, last_;
  bool right_to_left_;
};

/// Lanes of one group: a mark goes into the first that is free where it begins.
class Lanes {
 public:
  std::size_t take(double begin, double end) {
    const auto free = std::find_if(ends_.begin(), ends_.end(),
                                   [begin](double taken) { return taken + kGap <= begin; });
    const auto lane = static_cast<std::size_t>(free - ends_.begin());
    if (free == ends_.end()) ends_.push_back(end);
    ends_[lane] = end;
    return lane;
  }
  [[nodiscard]] int height() const { return static_cast<int>(ends_.size()) * kLane; }

 private:
  std::vector<double> ends_{};
};

/// {is_dot, x, y, width} and what is shown of a mark. @param top of the group's lanes, in pixels.
json mark_json(const TimelineMark& mark, const Axis& axis, int top, Lanes& lanes) {
  const double begin = axis.at(in_years(first_day(mark.date), 0));
  const double width = axis.at(in_years(last_day(mark.date), 1)) - begin;
  const bool is_dot = width < kLeastBar;
  const double from = is_dot ? begin + (width - kLeastBar) / 2 : begin;
  const double wide = is_dot ? kLeastBar : width;
  const int y = top + static_cast<int>(lanes.take(from, from + wide)) * kLane;
  json out = mark.shown;
  out["is_dot"] = is_dot;
  out["x"] = is_dot ? axis.place(begin + width / 2) : axis.place(from, wide);
  out["y"] = is_dot ? y + kBar / 2 : y;
  out["width"] = per_cent(wide);
  return out;
}

}  // namespace

json draw_timeline(std::vector<TimelineMark> marks, const std::vector<std::string>& groups,
                   bool right_to_left) {
  if (marks.empty()) return {};
  std::stable_sort(marks.begin(), marks.end(),
                   [](const TimelineMark& left, const TimelineMark& right) {
                     return first_day(left.date) < first_day(right.date);
                   });
  const Axis axis(marks, right_to_left);
  json drawn = json::array();
  int height = kAxis;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    Lanes lanes;
    json own = json::array();
    for (const TimelineMark& mark : marks)
      if (mark.group == i) own.push_back(mark_json(mark, axis, height + kName, lanes));
    if (own.empty()) continue;
    drawn.push_back({{"name", groups[i]},
                     {"name_at", right_to_left ? "100%" : "0"},
                     {"name_y", height + kName - kBar},
                     {"marks", std::move(own)}});
    height += kName + lanes.height() + kBetweenGroups;
  }
  return {{"height", height}, {"years", axis.years()}, {"groups", std::move(drawn)}};
}

}  // namespace entrepot
