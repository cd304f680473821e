#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/pages/views.h"

/// Bars of counts, drawn as SVG, with the same numbers as a table whose counts lead to searches.
namespace entrepot {

/// How many there are of one thing.
struct ChartBar {
  std::string label{};      ///< In the table.
  std::string tick{};       ///< Under an upright bar; empty for most, so that ticks stand apart.
  std::uint64_t count = 0;  ///< 0 leaves a gap that is seen.
  SearchQuery query{};      ///< Finds `count`.
  bool drawn = true;        ///< Else it stands in the table alone, as it has no place in an order.
};

struct Chart {
  enum class Form {
    Upright,  ///< Bars side by side, as years follow each other; the table is folded if it is long.
    Lying,    ///< A name and its bar in each row: the table is the chart.
  };
  std::string id{};  ///< Of its heading; no other on the page has it.
  std::string heading{};
  std::string of{};  ///< Head of the table's first column: "Year".
  Form form = Form::Upright;
  std::vector<ChartBar> bars{};  ///< In reading order; those beyond kMostBars are left out.
};

inline constexpr std::size_t kMostBars = 41;  ///< Forty years and the one that is not known.

/// For the partial chart; null if fewer than two bars have a count, as there is nothing to compare.
/// Time runs in the direction in which the interface is read.
[[nodiscard]] nlohmann::json chart_part(const Chart& chart, const ViewContext& context);

/// What `query` finds by the year of its activity, from the first year to the last, those between
/// without any too. An activity over several years counts in each of them. Where there are more
/// than forty years, several share a bar; what has no date stands in the table alone.
[[nodiscard]] nlohmann::json year_chart(const SearchQuery& query, const ViewContext& context);

/// The passages of what `query` finds by their kind, the most frequent first.
[[nodiscard]] nlohmann::json kind_chart(SearchQuery query, const ViewContext& context);

}  // namespace entrepot
