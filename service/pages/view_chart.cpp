#include "service/pages/view_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "service/pages/view_parts.h"
#include "service/search/facet_values.h"

namespace entrepot {
namespace {

using nlohmann::json;

// Of an upright chart, in pixels; what lies across it is in percent, so that it fits any width
// while its letters keep their size.
constexpr double kTop = 18;              ///< Above the highest bar, for its number.
constexpr double kPlot = 84;             ///< Height of the highest bar.
constexpr double kTicks = 20;            ///< Below the bars.
constexpr double kLeast = 2;             ///< Height of the smallest bar that is seen.
constexpr double kBarPart = 0.7;         ///< Of the room of a bar; the rest parts it from the next.
constexpr std::size_t kLeastRooms = 12;  ///< A few bars do not become blocks.

constexpr std::size_t kShortTable = 6;  ///< Rows of a table that is not folded.
constexpr int kMostYears = 40;          ///< That have a bar each.
constexpr int kMostTicks = 7;           ///< What fits a telephone.

std::string percent(double part) { return fmt::format("{:.2f}%", 100 * part); }
std::string pixels(double length) { return fmt::format("{:.1f}", length); }

/// {rows} of the table: {label, url, count, count_label}, without a count where it is 0.
json table_rows(const Chart& chart, const ViewContext& context) {
  json rows = json::array();
  for (const ChartBar& bar : chart.bars)
    rows.push_back(bar.count == 0 ? uncounted(bar.label, "", context)
                                  : counted(bar.label, "", bar.count, bar.query, context));
  return rows;
}

/// Where the middle of a bar stands, from the beginning of the lines: 0 to 1. Right to left, the
/// first bar is the rightmost.
double middle(std::size_t index, std::size_t rooms, bool right_to_left) {
  const double at = (static_cast<double>(index) + 0.5) / static_cast<double>(rooms);
  return right_to_left ? 1 - at : at;
}

/// {height, base_y, base_from, base_to, columns, ticks, highest}: what an upright chart draws.
json drawing(const Chart& chart, std::uint64_t most, const ViewContext& context) {
  const auto drawn = static_cast<std::size_t>(std::count_if(
      chart.bars.begin(), chart.bars.end(), [](const ChartBar& bar) { return bar.drawn; }));
  const std::size_t rooms = std::max(drawn, kLeastRooms);
  const double width = kBarPart / static_cast<double>(rooms);
  const double extent = static_cast<double>(drawn) / static_cast<double>(rooms);
  json columns = json::array(), ticks = json::array(), highest;
  std::size_t place = 0;
  for (const ChartBar& bar : chart.bars) {
    if (!bar.drawn) continue;
    const double x = middle(place++, rooms, context.ui.right_to_left);
    if (!bar.tick.empty()) ticks.push_back({{"x", percent(x)}, {"text", bar.tick}});
    if (bar.count == 0) continue;
    const double height =
        std::max(kLeast, kPlot * static_cast<double>(bar.count) / static_cast<double>(most));
    columns.push_back({{"x", percent(x - width / 2)},
                       {"y", pixels(kTop + kPlot - height)},
                       {"width", percent(width)},
                       {"height", pixels(height)}});
    if (bar.count == most && highest.is_null())
      highest = {{"x", percent(x)}, {"text", context.ui.locale.number(most)}};
  }
  return {{"height", pixels(kTop + kPlot + kTicks)},
          {"base_y", pixels(kTop + kPlot)},
          {"base_from", percent(context.ui.right_to_left ? 1 - extent : 0)},
          {"base_to", percent(context.ui.right_to_left ? 1 : extent)},
          {"tick_y", pixels(kTop + kPlot + kTicks - 4)},
          {"most_y", pixels(kTop - 5)},
          {"columns", std::move(columns)},
          {"ticks", std::move(ticks)},
          {"highest", std::move(highest)}};
}

/// Adds {bar_x, bar_width} to the rows of a lying chart: bars begin where lines do.
void draw_rows(json& rows, const Chart& chart, std::uint64_t most, const ViewContext& context) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double part = static_cast<double>(chart.bars[i].count) / static_cast<double>(most);
    rows[i]["bar_x"] = percent(context.ui.right_to_left ? 1 - part : 0);
    rows[i]["bar_width"] = percent(part);
  }
}

/// The smallest of the steps people count in that is not below `least`.
int step_of(int least) {
  constexpr std::array kSteps{1, 2, 5, 10, 25, 50, 100, 250, 500};
  const auto found =
      std::find_if(kSteps.begin(), kSteps.end(), [&](int step) { return step >= least; });
  return found == kSteps.end() ? kSteps.back() : *found;
}

/// How many years share a bar: one if all have room, else five or more.
int years_of_bar(int first, int last) {
  const int range = last - first + 1;
  constexpr int kMostShared = kMostYears - 2;  // the first bar may begin before the first year
  return range <= kMostYears ? 1 : std::max(5, step_of((range + kMostShared - 1) / kMostShared));
}

DateInterval whole_year(int year) { return {.start = {.year = year}, .end = {.year = year}}; }

/// A bar for `years` years from `first` on.
ChartBar years_bar(int first, int years, const SearchQuery& query, const ViewContext& context) {
  ChartBar bar{.query = query};
  if (years == 1) {
    bar.label = std::to_string(first);
    bar.query.filters["year"] = {bar.label};
    return bar;
  }
  const int last = first + years - 1;
  bar.label = context.ui.locale.date({.start = {.year = first}, .end = {.year = last}});
  bar.query.from = whole_year(first);
  bar.query.to = whole_year(last);
  bar.count = context.library.count(bar.query);
  return bar;
}

/// From the first year that has something to the last.
std::vector<ChartBar> years_bars(const std::map<int, std::uint64_t>& counts,
                                 const SearchQuery& query, const ViewContext& context) {
  std::vector<ChartBar> bars;
  const int last = counts.rbegin()->first;
  const int years = years_of_bar(counts.begin()->first, last);
  const int first = counts.begin()->first - counts.begin()->first % years;
  const int rooms = std::max((last - first) / years + 1, static_cast<int>(kLeastRooms));
  const int step = years * step_of((rooms + kMostTicks - 1) / kMostTicks);
  for (int year = first; year <= last; year += years) {
    ChartBar bar = years_bar(year, years, query, context);
    if (const auto found = counts.find(year); years == 1 && found != counts.end())
      bar.count = found->second;
    if (year % step == 0) bar.tick = std::to_string(year);
    bars.push_back(std::move(bar));
  }
  return bars;
}

}  // namespace

json chart_part(const Chart& whole, const ViewContext& context) {
  Chart chart = whole;
  if (chart.bars.size() > kMostBars) chart.bars.resize(kMostBars);
  std::size_t seen = 0;
  std::uint64_t most = 0;
  for (const ChartBar& bar : chart.bars)
    if (bar.drawn && bar.count > 0) {
      ++seen;
      most = std::max(most, bar.count);
    }
  if (seen < 2) return {};
  const bool upright = chart.form == Chart::Form::Upright;
  const Group group = chart.bars.front().query.group;
  json rows = table_rows(chart, context);
  draw_rows(rows, chart, most, context);
  return {{"chart_id", chart.id},
          {"chart_heading", chart.heading},
          {"chart_of", chart.of},
          {"chart_counted", context.ui.strings.text(group == Group::Document ? "chart.documents"
                                                                             : "chart.passages")},
          {"upright", upright ? drawing(chart, most, context) : json()},
          {"folded", upright && rows.size() > kShortTable},
          {"rows", std::move(rows)}};
}

json year_chart(const SearchQuery& query, const ViewContext& context) {
  const SearchQuery all = result_set(query);
  const FacetCounts facet = count_facet("year", all, context);
  std::map<int, std::uint64_t> counts;
  for (const FacetValue& value : facet.values)
    if (const std::optional<int> year = year_of(value.value)) counts.emplace(*year, value.count);
  if (counts.empty()) return {};
  Chart chart{
      .id = "years",
      .heading = context.ui.strings.text(query.group == Group::Document ? "chart.documents_by_year"
                                                                        : "chart.passages_by_year"),
      .of = context.ui.strings.text("facet.year"),
      .bars = years_bars(counts, all, context)};
  if (facet.missing > 0) {
    ChartBar undated{.label = context.ui.strings.text("site.undated"),
                     .count = facet.missing,
                     .query = all,
                     .drawn = false};
    undated.query.filters["year"] = {std::string(kNoValue)};
    chart.bars.push_back(std::move(undated));
  }
  return chart_part(chart, context);
}

json kind_chart(SearchQuery query, const ViewContext& context) {
  query = result_set(query);
  query.group = Group::Passage;
  Chart chart{.id = "kinds",
              .heading = context.ui.strings.text("chart.passages_by_kind"),
              .of = context.ui.strings.text("facet.kind"),
              .form = Chart::Form::Lying};
  for (const FacetValue& value : count_facet("kind", query, context).values) {
    ChartBar bar{.label = value.label, .count = value.count, .query = query};
    bar.query.filters["kind"] = {value.value};
    chart.bars.push_back(std::move(bar));
  }
  return chart_part(chart, context);
}

}  // namespace entrepot
