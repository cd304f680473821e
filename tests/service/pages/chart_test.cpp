#include "service/pages/view_chart.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "service/pages/view_parts.h"
#include "tests/service/pages/browsing_world.h"
#include "tests/service/pages/page_counts.h"

using namespace entrepot;
using nlohmann::json;
using test::BrowsingWorld;

namespace {

const BrowsingWorld& world() { return BrowsingWorld::shared(); }

double number(const json& length) { return std::stod(length.get<std::string>()); }

Chart three_bars() {
  Chart chart{.id = "three", .heading = "Three", .of = "Year"};
  for (const int count : {1, 0, 4})
    chart.bars.push_back({.label = fmt::format("{}", 2020 + chart.bars.size()),
                          .tick = fmt::format("{}", 2020 + chart.bars.size()),
                          .count = static_cast<std::uint64_t>(count),
                          .query = {.text = "x"}});
  return chart;
}

/// A document about Bolivia of each of these dates.
test::TestCorpus documents_of_years(const std::vector<std::string>& dates) {
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  for (const std::string& date : dates) {
    DocumentRecord one =
        test::record(fmt::format("doc-{:03}", corpus.records.size()), "Window", {"A text"});
    std::string problem;
    one.document.date = parse_edtf(date, problem);
    one.document.tags.countries = {"BO"};
    test::complete(one);
    corpus.records.push_back(std::move(one));
  }
  return corpus;
}

}  // namespace

TEST_CASE("bars are as high as their counts, and what has none leaves a gap") {
  const json chart = chart_part(three_bars(), world().context());
  const json& drawn = chart.at("upright").at("columns");
  REQUIRE(drawn.size() == 2);
  CHECK(number(drawn[1].at("height")) == doctest::Approx(4 * number(drawn[0].at("height"))));
  for (const json& bar : drawn)
    CHECK(number(bar.at("y")) + number(bar.at("height")) ==
          doctest::Approx(number(chart.at("upright").at("base_y"))).epsilon(0.01));
  const json& ticks = chart.at("upright").at("ticks");
  REQUIRE(ticks.size() == 3);
  const double pitch = number(ticks[1].at("x")) - number(ticks[0].at("x"));
  CHECK(pitch > 0);
  CHECK(number(drawn[1].at("x")) - number(drawn[0].at("x")) ==
        doctest::Approx(2 * pitch).epsilon(0.01));
  CHECK(chart.at("upright").at("highest").at("text") == "4");
}

TEST_CASE("in Arabic time runs from right to left, and bars begin where lines do") {
  const json english = chart_part(three_bars(), world().context("en")),
             arabic = chart_part(three_bars(), world().context("ar"));
  const json &left = english.at("upright").at("columns"),
             &right = arabic.at("upright").at("columns");
  REQUIRE(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    CHECK(number(left[i].at("x")) + number(left[i].at("width")) ==
          doctest::Approx(100 - number(right[i].at("x"))).epsilon(0.001));
    CHECK(left[i].at("height") == right[i].at("height"));
  }
  Chart lying = three_bars();
  lying.form = Chart::Form::Lying;
  CHECK(chart_part(lying, world().context("en")).at("rows")[0].at("bar_x") == "0.00%");
  CHECK(chart_part(lying, world().context("ar")).at("rows")[0].at("bar_x") == "75.00%");
}

TEST_CASE("where there is nothing to compare there is no chart") {
  Chart chart = three_bars();
  chart.bars.back().count = 0;
  CHECK(chart_part(chart, world().context()).is_null());
  chart.bars.back() = {.label = "Undated", .count = 3, .drawn = false};
  CHECK(chart_part(chart, world().context()).is_null());
  CHECK(chart_part({}, world().context()).is_null());
  CHECK(year_chart(facet_query("country", {"NR"}), world().context()).is_null());
}

TEST_CASE("a chart never has more than forty-one bars") {
  Chart chart = three_bars();
  while (chart.bars.size() < 1000) chart.bars.push_back(chart.bars.front());
  CHECK(chart_part(chart, world().context()).at("rows").size() == kMostBars);
}

TEST_CASE("years without documents stand between those with some") {
  const json chart = year_chart(facet_query("", {}), world().context());
  std::vector<std::string> labels, empty;
  for (const json& row : chart.at("rows")) {
    labels.push_back(row.at("label"));
    if (row.at("count") == "") empty.push_back(row.at("label"));
  }
  CHECK(labels == std::vector<std::string>{"2012", "2013", "2014", "2015", "2016", "2017", "2018",
                                           "2019", "2020", "2021", "2022", "Undated"});
  CHECK(empty ==
        std::vector<std::string>{"2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020"});
  CHECK(chart.at("upright").at("columns").size() == 3);  // what has no date is not drawn
}

TEST_CASE("of more than forty years several share a bar, and its count is what it finds") {
  for (const auto& [dates, first, most] :
       {std::tuple{std::vector<std::string>{"1981", "2020"}, "1981", 40U},
        std::tuple{std::vector<std::string>{"1979", "1984/1985", "2020"}, "1975–1979", 10U},
        std::tuple{std::vector<std::string>{"1201", "1999", "2020"}, "1200–1224", 40U}}) {
    const BrowsingWorld long_world(documents_of_years(dates));
    const json chart = year_chart(facet_query("country", {"BO"}), long_world.context());
    CAPTURE(chart.dump());
    CHECK(chart.at("rows").size() <= most);
    CHECK(chart.at("rows")[0].at("label") == first);
    for (const json& row : chart.at("rows")) {
      if (row.at("count") == "") continue;
      const std::string address = row.at("url");
      const ParsedQuery parsed = parse_search_query(parse_parameters(address.substr(8)));
      CHECK(parsed.problems.empty());
      CHECK(long_world.ui("en").locale.number(long_world.library().count(parsed.query)) ==
            row.at("count").get<std::string>());
    }
  }
}

TEST_CASE("ticks are few enough for a telephone, and a chart of years has some") {
  for (const int years : {2, 3, 5, 6, 7, 8, 11, 17, 25, 36, 41, 42, 60}) {
    const BrowsingWorld some(
        documents_of_years({"2000", fmt::format("{}", 2000 + years - 1), "2001"}));
    const json chart = year_chart(facet_query("", {}), some.context());
    CAPTURE(years);
    const std::size_t ticks = chart.at("upright").at("ticks").size();
    CHECK(ticks >= 1);
    CHECK(ticks <= 7);
  }
}

TEST_CASE("passages by kind are counted in passages, the most frequent first") {
  const json chart = kind_chart(facet_query("country", {"BO"}), world().context());
  CHECK(chart.at("chart_counted") == "Passages");
  CHECK(chart.at("upright").is_null());
  std::vector<std::uint64_t> counts;
  for (const json& row : chart.at("rows")) {
    const std::string address = row.at("url");
    CHECK(test::contains(address, "group=passage"));
    counts.push_back(std::stoul(row.at("count").get<std::string>()));
  }
  CHECK(counts.size() == 2);
  CHECK(std::is_sorted(counts.rbegin(), counts.rend()));
}

TEST_CASE("a chart's drawing is hidden from those who cannot see it, and its table has all of it") {
  const std::string html = world().page("countries", "BO");
  CHECK(test::contains(html, "<svg class=\"ep-chart__drawing\" width=\"100%\""));
  std::size_t drawings = 0, hidden = 0;
  for (std::size_t at = 0; (at = html.find("<svg", at)) != std::string::npos; ++at) {
    ++drawings;
    if (test::contains(html.substr(at, html.find('>', at) - at), "aria-hidden=\"true\"")) ++hidden;
  }
  CHECK(drawings > 1);
  CHECK(drawings == hidden);
  CHECK(test::contains(html, "<summary class=\"ep-fold\">The same as a table</summary>"));
  CHECK(
      test::contains(html, "<th scope=\"row\">2013</th>\n<td><span class=\"ep-bars__none\">none"));
}
