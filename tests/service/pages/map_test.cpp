#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "model/error.h"
#include "service/http/compression.h"
#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"
#include "tests/temp_folder.h"

using namespace entrepot;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = fs::path(ENTREPOT_SOURCE_DIR);
const fs::path kSite = kRoot / "site";
const std::string kHostile = "<script>alert(1)</script> & \"x\" 'y' {{title}}";

/// Every code that countries of the vocabulary have.
std::vector<std::string> all_codes() {
  std::vector<std::string> codes;
  const json names = json::parse(read_whole(kRoot / "script" / "country-names.json"));
  for (const auto& [code, name] : names.items()) codes.push_back(code);
  return codes;
}

/// Documents about every country there is, about the first ones most; one name is hostile.
test::TestCorpus corpus_of_places() {
  test::TestCorpus corpus = test::random_corpus(5, 400);
  const std::vector<std::string> codes = all_codes();
  std::vector<Concept>& countries = corpus.vocabulary.lists.find("countries")->second;
  countries.clear();
  for (const std::string& code : codes)
    countries.push_back(
        {.id = code, .label = {{"en", code == "AD" ? kHostile : "The country " + code}}});
  std::vector<Concept>& regions = corpus.vocabulary.lists.find("regions")->second;
  for (const char* id : {"ONE", "TWO", "EMPTY"})
    regions.push_back({.id = id, .label = {{"en", id}}});
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (i % 3 != 2) regions[i % 3].members.push_back(codes[i]);
  for (std::size_t i = 0; i < corpus.records.size(); ++i) {
    DocumentRecord& record = corpus.records[i];
    std::vector<std::string>& own = record.document.tags.countries;
    own.clear();
    if (i < codes.size() || i % 7 != 6) own = {codes[i % codes.size()]};
    if (i % 2 == 0) own.push_back(codes[(i * i) % 12]);
    if (own.size() == 2 && own[0] == own[1]) own.pop_back();
    record.document.tags.regions = corpus.vocabulary.regions_of(own);
    test::complete(record);
  }
  return corpus;
}

struct World {
  test::TemporaryFolder data{};
  fs::path folder = test::write_generation(data.path(), corpus_of_places());
  Library library{folder};
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};
  ViewContext context{library, pages.english()};
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

View map_of(const std::string& parameters, const ViewContext& context = world().context) {
  return map_view(context, parse_search_query(parse_parameters(parameters)),
                  world().pages.map_shapes());
}

/// What a count's link finds.
std::uint64_t found_by(const json& counted) {
  const std::string url =
      counted.at("count_url") == "" ? counted.at("url") : counted.at("count_url");
  REQUIRE(url.starts_with("/search"));
  const ParsedQuery parsed =
      parse_search_query(parse_parameters(url.substr(std::min(url.size(), std::size_t{8}))));
  CHECK(parsed.problems.empty());
  return world().library.count(parsed.query);
}

std::string count_of(const json& counted) { return counted.at("count"); }

const std::vector<std::string> kFilters{"",
                                        "theme=aeo",
                                        "theme=aeo&theme=single-window&type=case-study",
                                        "type=mission-report&status.not=superseded",
                                        "country=AF",
                                        "country=AF&country=AE",
                                        "region=ONE",
                                        "region=ONE&country.not=AF",
                                        "country=_none",
                                        "from=2012&to=2021",
                                        "q=risk",
                                        "q=nothing-has-this&match=all",
                                        "theme=XX"};

void check_refused(const std::string& text) {
  const TempFolder folder;
  const fs::path file = folder.write("world.json", text);
  CAPTURE(text);
  CHECK_THROWS_AS(MapShapes{file}, Error);
}

}  // namespace

TEST_CASE("every number beside the map is what its link finds, whatever narrows it") {
  std::size_t checked = 0;
  for (const std::string& filters : kFilters) {
    CAPTURE(filters);
    const json body = map_of(filters).body;
    const auto check = [&](const json& counted) {
      if (counted.is_null()) return;
      CAPTURE(counted.dump());
      CHECK(count_of(counted) == world().context.ui.locale.number(found_by(counted)));
      CHECK(count_of(counted) != "0");
      ++checked;
    };
    check(body.at("found"));
    check(body.at("elsewhere"));
    for (const auto& region : body.at("regions")) {
      check(region.at("found"));
      for (const auto& country : region.at("countries")) check(country);
    }
  }
  CHECK(checked > 500);
}

TEST_CASE("a place that is asked for narrows the map to the documents it is in") {
  for (const char* filters : {"country=AF", "region=ONE"}) {
    CAPTURE(filters);
    const json body = map_of(filters).body;
    const std::uint64_t all = found_by(body.at("found"));
    std::uint64_t most = 0;
    for (const auto& region : body.at("regions")) {
      if (!region.at("found").is_null()) CHECK(found_by(region.at("found")) <= all);
      for (const auto& country : region.at("countries")) most = std::max(most, found_by(country));
    }
    CHECK(most > 0);
    CHECK(most <= all);
    CHECK(body.at("elsewhere").is_null());
  }
}

TEST_CASE("the list has each country with documents once, those with most first") {
  const json body = map_of("").body;
  std::set<std::string> seen;
  for (const auto& region : body.at("regions")) {
    std::uint64_t before = ~std::uint64_t{0};
    for (const auto& country : region.at("countries")) {
      CHECK(seen.insert(country.at("url")).second);
      const std::uint64_t count = found_by(country);
      CHECK(count <= before);
      before = count;
    }
  }
  CHECK(seen.size() == all_codes().size());  // the European Union and Antarctica, too
  CHECK(body.at("regions").size() == 3);     // a region without documents is left out
}

TEST_CASE("a country is as dark on the map as the legend says") {
  std::size_t checked = 0;
  for (const std::string& filters : kFilters) {
    CAPTURE(filters);
    const json body = map_of(filters).body;
    std::map<std::uint64_t, std::size_t> shade_of;  // by count
    std::set<std::size_t> shades;
    std::uint64_t next = 1;
    for (const auto& one : body.at("legend")) {
      CHECK(one.at("from") == next);
      CHECK(one.at("to").get<std::uint64_t>() >= next);
      const std::size_t shade = one.at("shade");
      CHECK(shade >= 1);
      CHECK(shade <= 5);
      CHECK((shades.empty() || *shades.rbegin() < shade));
      shades.insert(shade);
      for (std::uint64_t n = next; n <= one.at("to"); ++n) shade_of[n] = shade;
      next = one.at("to").get<std::uint64_t>() + 1;
    }
    CHECK(body.at("legend").size() <= 5);
    std::map<std::string, std::uint64_t> counts;  // by the address of the country's page
    std::uint64_t most = 0;
    for (const auto& region : body.at("regions"))
      for (const auto& country : region.at("countries"))
        most = std::max(most, counts[country.at("url")] = found_by(country));
    CHECK(most == next - 1);
    std::set<std::string> drawn;
    for (const char* list : {"shapes", "dots"})
      for (const auto& shape : body.at("drawing").at(list)) {
        const std::string url = shape.at("url");
        drawn.insert(url);
        REQUIRE(counts.contains(url));
        CHECK(shape.at("shade") == shade_of.at(counts.at(url)));
        ++checked;
      }
    for (const auto& [url, count] : counts)
      CHECK((drawn.contains(url) || url == "/countries/EU" || url == "/countries/AQ"));
  }
  CHECK(checked > 500);
}

TEST_CASE("every code of the map is one of the vocabulary, which has few that the map has not") {
  const std::map<std::string, MapShapes::Shape>& shapes = world().pages.map_shapes().shapes();
  const std::vector<std::string> codes = all_codes();
  for (const auto& [code, shape] : shapes)
    CHECK(std::find(codes.begin(), codes.end(), code) != codes.end());
  std::vector<std::string> without;
  for (const std::string& code : codes)
    if (!shapes.contains(code)) without.push_back(code);
  CHECK(without == std::vector<std::string>{"AQ", "EU"});
  CHECK(shapes.at("BO").dot == std::nullopt);
  CHECK(shapes.at("SG").dot.has_value());
  CHECK(fs::file_size(kSite / "map" / "world.json") <= 60 * 1024);
}

TEST_CASE("a map that is none is refused with its file's name") {
  const std::string ends = R"("other": "", "shapes": {}})";
  CHECK_NOTHROW(
      MapShapes{TempFolder().write("world.json", R"({"width": 9, "height": 9, )" + ends)});
  const std::string sizes = R"({"width": 9, "height": 9, "other": "", "shapes": )";
  for (const std::string& text : std::vector<std::string>{
           "",
           "[]",
           "{",
           R"({"width": 0, "height": 9, )" + ends,
           R"({"width": 9, "height": -9, )" + ends,
           R"({"width": 9, "height": 9, "other": "<b>", "shapes": {}})",
           sizes + "[]}",
           sizes + R"({"Bolivia": {"d": "M1 1l2 2 3 0z"}}})",
           sizes + R"({"BO": "M1 1l2 2 3 0z"}})",
           sizes + R"({"BO": {}}})",
           sizes + R"({"BO": {"d": ""}}})",
           sizes + R"({"BO": {"d": "M1 1\"/>"}}})",
           sizes + R"({"BO": {"d": ["M"]}}})",
           sizes + R"({"BO": {"dot": [1]}}})",
           sizes + R"({"BO": {"dot": [10, 1]}}})",
           sizes + R"({"BO": {"dot": ["1", 1]}}})",
           R"({"width": 9, "height": 9, "other": ")" + std::string(300'000, 'M') + R"z("})z",
       })
    check_refused(text);
  CHECK_THROWS_AS(MapShapes("/nowhere/world.json"), Error);
}

TEST_CASE("a map whose every country has documents stays light, in every language") {
  constexpr std::size_t kMost = 40 * 1024;
  const std::string style = world().assets.find("site.css")->bodies.at(Encoding::Brotli);
  for (const Interface& ui : world().pages.interfaces())
    for (const char* parameters : {"", "theme=aeo", "theme=XX"}) {
      const ViewContext context{world().library, ui};
      const std::string html = world().pages.render(map_of(parameters, context), ui);
      CHECK(html.find("<script>") == std::string::npos);
      CHECK(html.find("<h1") == html.rfind("<h1"));
      CHECK(html.find("style=") == std::string::npos);
      CHECK(compress(html, Encoding::Brotli, Effort::Fast).size() + style.size() < kMost);
    }
}

TEST_CASE("what the map cannot use is said, and what was meant is another map") {
  CHECK(map_of("them=aeo").body.at("warning_list").at(0).at("url") == "/map?theme=aeo");
  CHECK(map_of("theme=ae").body.at("warning_list").at(0).at("url") == "/map?theme=aeo");
  CHECK(map_of("from=soon").body.at("warning_list").size() == 1);
  CHECK(map_of("group=passage&sort=title&page=7&explain=1").address == "/map");
  const json body = map_of("theme=aeo&type=case-study").body;
  CHECK(map_of("theme=aeo").body.at("page_name").at("pieces") ==
        test::one_piece("Map: Authorized economic operator"));
  CHECK(body.at("chosen").at(0).at("url") == "/map?type=case-study");
  CHECK(body.at("clear_url") == "/map");
}
