#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "service/http/compression.h"
#include "service/pages/pages.h"
#include "service/pages/timeline_drawing.h"
#include "service/pages/views.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
const std::string kHostile = "<script>alert(1)</script> & \"x\" 'y' {{title}}";

/// Documents over forty years, some of several years, one in five undated: three pages of them.
test::TestCorpus corpus_of_years() {
  const std::vector<std::string> dates{"1984",
                                       "2001/2004",
                                       "2009-05/2011-02",
                                       "2010",
                                       "2012-11",
                                       "2013/2016",
                                       "2019-01-10",
                                       "2020/2024",
                                       "2021-02-08/2021-02-19",
                                       "2021-12/2022-01",
                                       "2022",
                                       "2022-06",
                                       "2022-12-31",
                                       "2023-01-01"};
  test::TestCorpus corpus = test::random_corpus(11, 260);
  std::string problem;
  for (std::size_t i = 0; i < corpus.records.size(); ++i) {
    Document& document = corpus.records[i].document;
    document.date.reset();
    if (i % 5 != 0) document.date = parse_edtf(dates[i % dates.size()], problem);
  }
  corpus.records.front().document.title = kHostile;
  corpus.records[1].document.title = kHostile;
  return corpus;
}

struct World {
  test::TemporaryFolder data{};
  fs::path folder = test::write_generation(data.path(), corpus_of_years());
  Library library{folder};
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};
  ViewContext context{library, pages.english()};
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

View timeline(const std::string& parameters, const ViewContext& context = world().context) {
  return timeline_view(context, parse_search_query(parse_parameters(parameters)));
}

SearchQuery search_of(const std::string& url) {
  REQUIRE(url.starts_with("/search"));
  const ParsedQuery parsed =
      parse_search_query(parse_parameters(url.substr(std::min(url.size(), std::size_t{8}))));
  CHECK(parsed.problems.empty());
  return parsed.query;
}

std::uint64_t found_at(const std::string& url) { return world().library.count(search_of(url)); }

std::uint64_t number(const std::string& text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  REQUIRE_FALSE(digits.empty());
  return std::stoull(digits);
}

/// A timeline's pages, one after the other.
std::vector<json> all_pages(const std::string& parameters) {
  std::vector<json> pages;
  for (unsigned page = 1;; ++page) {
    pages.push_back(timeline(parameters + "&page=" + std::to_string(page)).body);
    if (pages.back().at("next_url") == "") return pages;
    REQUIRE(page < 20);
  }
}

const std::vector<std::string> kFilters{"",
                                        "country=BO",
                                        "country=BO&country=PE",
                                        "theme=aeo&type=case-study",
                                        "country.not=BO&status=published",
                                        "theme.all=aeo&theme.all=single-window",
                                        "year=2022",
                                        "year=2022&year=2010",
                                        "year.all=2022",
                                        "year.not=2022",
                                        "year=_none",
                                        "from=2010&to=2014",
                                        "to=2003",
                                        "from=2021-12-15&to=2021-12-20",
                                        "q=risk",
                                        "q=customs&country=CL",
                                        "country=XX"};

}  // namespace

TEST_CASE("every number of a timeline is what its link finds, whatever narrows it") {
  std::size_t years = 0, running = 0;
  for (const std::string& filters : kFilters)
    for (const char* order : {"", "&sort=date"})
      for (const json& body : all_pages(filters + order)) {
        CAPTURE(filters);
        CAPTURE(order);
        for (const auto& year : body.at("years")) {
          CAPTURE(year.at("year").get<std::string>());
          const json& found = year.at("found");
          CHECK(number(found.at("count")) == found_at(found.at("url")));
          ++years;
          if (year.at("also_url") == "") continue;
          CHECK(number(year.at("also_text")) == found_at(year.at("also_url")));
          ++running;
        }
        if (body.at("has_hits") == true)
          CHECK(number(body.at("all_text")) == found_at(body.at("all_url")));
      }
  CHECK(years > 200);
  CHECK(running > 50);
}

TEST_CASE("the pages of a timeline list every document once, under the year of its end") {
  for (const std::string& filters : kFilters)
    for (const bool newest : {true, false}) {
      CAPTURE(filters);
      CAPTURE(newest);
      std::set<std::string> seen;
      std::optional<int> before;
      bool undated = false;
      for (const json& body : all_pages(filters + (newest ? "" : "&sort=date"))) {
        std::size_t on_page = 0;
        for (const auto& year : body.at("years"))
          for (const auto& hit : year.at("hits")) {
            const std::string id = hit.at("id");
            CHECK(seen.insert(id).second);
            ++on_page;
            const auto date = world().library.document(id).record->document.date;
            undated = undated || !date;
            CHECK(date.has_value() == !undated);  // what is undated is at the end
            if (!date) continue;
            const int own = newest ? date->end.year : date->start.year;
            CHECK(year.at("year") == std::to_string(own));
            if (before) CHECK((newest ? own <= *before : own >= *before));
            before = own;
          }
        CHECK(on_page <= 100);
      }
      const SearchQuery query = parse_search_query(parse_parameters(filters)).query;
      CHECK(seen.size() == world().library.count(query));
    }
}

TEST_CASE("a year's number is of what is listed under it and of what ran in it") {
  for (const std::string filters : {"", "country=BO", "from=2010&to=2014", "q=risk"})
    for (const char* order : {"", "&sort=date"}) {
      std::map<std::string, std::uint64_t> listed, also, counted, headings;
      std::vector<std::string> in_order;
      for (const json& body : all_pages(filters + order))
        for (const auto& year : body.at("years")) {
          const std::string name = year.at("year");
          if (in_order.empty() || in_order.back() != name) in_order.push_back(name);
          listed[name] += year.at("hits").size();
          counted[name] = number(year.at("found").at("count"));
          if (year.at("also_url") != "") also[name] = number(year.at("also_text"));
        }
      for (const auto& [name, count] : counted) {
        CAPTURE(name);
        CHECK(count == listed[name] + also[name]);
      }
      CHECK(in_order.size() == counted.size());  // each has one place
      std::vector<std::string> sorted(in_order.begin(),
                                      in_order.end() - (counted.contains("Undated") ? 1 : 0));
      if (*order == '\0') std::reverse(sorted.begin(), sorted.end());
      CHECK(std::is_sorted(sorted.begin(), sorted.end()));
      SearchQuery query = parse_search_query(parse_parameters(filters)).query;
      query.facets = std::vector<std::string>{"year"};
      const SearchPage page = world().library.search(query);
      for (const FacetValue& value : page.facets.front().values)
        CHECK(counted[value.value] == value.count);  // no year is left out
    }
}

TEST_CASE("a timeline beyond its last page is the last page, and no parameter makes it fail") {
  const json last = all_pages("").back();
  CHECK(timeline("page=999").body.at("years") == last.at("years"));
  CHECK(timeline("page=4").address == "/timeline?page=3");
  for (const char* parameters :
       {"page=x", "page=0", "from=soon", "from=2022&to=2012", "country=XX", "contry=BO", "q=%ff",
        "group=passage&explain=1&per_page=3&sort=title", "year=cabbage", "in=no-such-document",
        "year=abc&year=b", "year=99999999999&year=2020", "year=-1&year=2022",
        "year=_none&year=20x2&year.all=y"}) {
    CAPTURE(parameters);
    const View view = timeline(parameters);
    CHECK(view.body.at("years").size() <= 300);
    CHECK_NOTHROW((void)world().pages.render(view, world().pages.english()));
  }
  CHECK(timeline("group=passage&explain=1&per_page=3&sort=title").address == "/timeline");
  CHECK(timeline("contry=BO").body.at("warning_list").at(0).at("url") == "/timeline?country=BO");
  const json wrong = timeline("from=soon").body;
  CHECK(wrong.at("dates").at("from") == "soon");
  CHECK(wrong.at("dates").at("from_problem") != "");
  CHECK(timeline("country=XX").body.at("has_hits") == false);
}

TEST_CASE("the form of a timeline shows what is chosen and loses nothing else") {
  const json body =
      timeline("country=BO&country=PE&theme=aeo&status=published&from=2010&q=risk&sort=date").body;
  std::map<std::string, std::string> chosen;
  for (const auto& field : body.at("selects"))
    for (const auto& option : field.at("options"))
      if (option.at("selected") == true) chosen[field.at("name")] = option.at("value");
  CHECK(chosen == std::map<std::string, std::string>{{"country", "BO"}, {"theme", "aeo"}});
  std::set<std::string> hidden;
  for (const auto& field : body.at("hidden"))
    hidden.insert(field.at("name").get<std::string>() + "=" + field.at("value").get<std::string>());
  CHECK(hidden == std::set<std::string>{"country=PE", "q=risk", "sort=date", "status=published"});
  CHECK(body.at("dates").at("from") == "2010");
  std::size_t removals = 0;
  for (const auto& choice : body.at("chosen")) {
    CHECK(choice.at("url").get<std::string>().starts_with("/timeline?"));
    ++removals;
  }
  CHECK(removals == 6);
  CHECK(body.at("clear_url") == "/timeline?sort=date");
}

TEST_CASE("the drawing has every dated document of the page, none over another") {
  for (const std::string& filters : kFilters)
    for (const json& body : all_pages(filters)) {
      CAPTURE(filters);
      std::multiset<std::string> listed, drawn;
      for (const auto& year : body.at("years"))
        for (const auto& hit : year.at("hits"))
          if (year.at("id") != "undated") listed.insert(hit.at("url"));
      const json& drawing = body.at("drawing");
      CHECK(drawing.is_null() == listed.empty());
      if (drawing.is_null()) continue;
      std::map<int, std::vector<std::pair<double, double>>> lanes;
      for (const auto& group : drawing.at("groups"))
        for (const auto& mark : group.at("marks")) {
          drawn.insert(mark.at("url"));
          const double x = std::stod(mark.at("x").get<std::string>());
          const double width = std::stod(mark.at("width").get<std::string>());
          const bool is_dot = mark.at("is_dot");
          const int y = mark.at("y").get<int>() - (is_dot ? 4 : 0);
          const double begin = is_dot ? x - width / 2 : x;
          CHECK(x >= 0);
          CHECK((is_dot ? x : x + width) <= 100.01);
          CHECK(y + 8 <= drawing.at("height").get<int>());
          for (const auto& [from, to] : lanes[y]) CHECK((begin + width <= from || begin >= to));
          lanes[y].emplace_back(begin, begin + width);
        }
      if (filters != "country=BO&country=PE") {
        CHECK(drawn == listed);
      } else {
        CHECK(std::set<std::string>(drawn.begin(), drawn.end()) ==
              std::set<std::string>(listed.begin(), listed.end()));
      }
    }
}

TEST_CASE("a few countries that are asked for have lanes of their own, else types have") {
  const auto names = [](const std::string& parameters) {
    std::vector<std::string> out;
    const json body = timeline(parameters).body;
    for (const auto& group : body.at("drawing").at("groups")) out.push_back(group.at("name"));
    return out;
  };
  CHECK(names("country=BO&country=PE") == std::vector<std::string>{"Bolivia", "Peru"});
  const std::vector<std::string> types{"Case study", "Mission report", "Others"};
  CHECK(names("country=BO") == types);
  CHECK(names("") == types);
}

TEST_CASE("a drawing runs from right to left where the page does") {
  std::string problem;
  const auto draw = [&](bool right_to_left) {
    return draw_timeline(
        {{.date = parse_edtf("2020", problem).value(), .shown = {{"url", "/a"}}},
         {.date = parse_edtf("2023-07", problem).value(), .shown = {{"url", "/b"}}}},
        {"All"}, right_to_left);
  };
  const json ltr = draw(false), rtl = draw(true);
  const auto marks = [](const json& drawing) { return drawing.at("groups").at(0).at("marks"); };
  CHECK(marks(ltr).at(0).at("x") == "0.00%");
  CHECK(marks(ltr).at(0).at("width") == "25.00%");
  CHECK(marks(rtl).at(0).at("x") == "75.00%");
  CHECK(marks(rtl).at(0).at("width") == "25.00%");
  CHECK(ltr.at("years").at(1).at("line") == "25.00%");
  CHECK(rtl.at("years").at(1).at("line") == "75.00%");
  CHECK(rtl.at("groups").at(0).at("name_at") == "100%");
  CHECK(draw_timeline({}, {"All"}, false).is_null());
}

TEST_CASE("a drawing names no more years than a phone has room for, however long it is") {
  std::string problem;
  for (const char* span : {"2022", "2020/2022", "2014/2022", "2001/2025", "1930/2020"}) {
    CAPTURE(span);
    const json drawing = draw_timeline(
        {{.date = parse_edtf(span, problem).value(), .shown = json::object()}}, {"All"}, false);
    std::size_t labels = 0;
    for (const auto& year : drawing.at("years")) labels += year.at("label") == "" ? 0 : 1;
    CHECK(labels >= 1);
    CHECK(labels <= 9);
    CHECK(drawing.at("years").size() <= 100);
  }
}

TEST_CASE("a timeline is whole in every language, prints no markup of a text, and stays light") {
  constexpr std::size_t kMost = 40 * 1024;
  const std::string style = world().assets.find("site.css")->bodies.at(Encoding::Brotli);
  for (const Interface& ui : world().pages.interfaces())
    for (const char* parameters : {"", "page=2", "page=3", "sort=date", "country=BO&country=PE"}) {
      const ViewContext context{world().library, ui};
      const std::string html = world().pages.render(timeline(parameters, context), ui);
      CHECK(html.find("<script>") == std::string::npos);
      CHECK(html.find("{{") == html.find("{{title}}"));  // a title's own
      CHECK(html.find("<h1") == html.rfind("<h1"));
      CHECK(html.find("style=") == std::string::npos);
      CHECK(compress(html, Encoding::Brotli, Effort::Fast).size() + style.size() < kMost);
    }
}
