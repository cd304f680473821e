#include "service/query/search_query.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "model/index_schema.h"

using namespace entrepot;

namespace {

ParsedQuery parse(std::string_view query_string) {
  return parse_search_query(parse_parameters(query_string));
}

/// "name: message", one a line.
std::string problems(std::string_view query_string) {
  std::string out;
  for (const ParameterProblem& problem : parse(query_string).problems)
    out += problem.message + "\n";
  return out;
}

}  // namespace

TEST_CASE("parameters are decoded in the order of the URL, broken escapes left as they are") {
  CHECK(parse_parameters("q=risk+management&country=BO&q=%C3%A9&&x&%zz=%4&=1") ==
        Parameters{{"q", "risk management"},
                   {"country", "BO"},
                   {"q", "é"},
                   {"x", ""},
                   {"%zz", "%4"},
                   {"", "1"}});
  CHECK(parse_parameters("").empty());
}

TEST_CASE("every parameter is read") {
  const ParsedQuery parsed = parse(
      "q=+risk+management+&in=bo-2022&in=abc&country=PE&country=BO&country=BO&year=2022"
      "&from=2021-05&to=2022&match=any&expand=off&group=passage&sort=-date&page=3"
      "&per_page=50&facets=theme,country&facets=theme&ui=fr");
  CHECK(parsed.problems.empty());
  const SearchQuery expected{
      .text = "risk management",
      .in = {"abc", "bo-2022"},
      .filters = {{"country", {"BO", "PE"}}, {"year", {"2022"}}},
      .from = DateInterval{{2021, 5, 0}, {2021, 5, 0}},
      .to = DateInterval{{2022, 0, 0}, {2022, 0, 0}},
      .match = Match::Any,
      .expand = false,
      .group = Group::Passage,
      .sort = Sort::NewestFirst,
      .page = 3,
      .per_page = 50,
      .facets = std::vector<std::string>{"country", "theme"},
      .ui = "fr",
  };
  CHECK(parsed.query == expected);
  CHECK(to_query_string(parsed.query) ==
        "q=risk+management&in=abc&in=bo-2022&country=BO&country=PE&year=2022&from=2021-05&to=2022"
        "&match=any&expand=off&group=passage&sort=-date&page=3&per_page=50&facets=country"
        "&facets=theme&ui=fr");
}

TEST_CASE("an empty value is an absent parameter, and defaults are left out of the URL") {
  const ParsedQuery parsed =
      parse("q=&country=&from=&page=&sort=relevance&match=auto&per_page=10&facets=&in=+");
  CHECK(parsed.problems.empty());
  CHECK(parsed.query == SearchQuery{});
  CHECK(to_query_string(parsed.query).empty());
  CHECK(to_query_string(parse("facets=none").query) == "facets=none");
}

TEST_CASE("all mistakes are reported at once, each with what to write") {
  CHECK(problems("contry=BO&sort=-dat&page=0&per_page=101&from=2022-13&in=A+b&match=each&ui=French"
                 "&facets=contry&group=passages&q=a&q=b") ==
        "unknown parameter 'contry'; did you mean 'country'?\n"
        "sort '-dat' is not known; write one of relevance, -date, date, title\n"
        "page '0' is no number from 1 to 10000; write one\n"
        "per_page '101' is no number from 1 to 100; write one\n"
        "from '2022-13' cannot be taken: " +
            [] {
              std::string problem;
              (void)parse_edtf("2022-13", problem);
              return problem;
            }() +
            "\n"
            "in 'A b' is no document id; ids are 3 to 80 of a-z, 0-9 and '-', as in a document's "
            "address\n"
            "match 'each' is not known; write one of auto, all, any\n"
            "ui 'French' is no language of labels; write one of en, fr, es, pt, ru, ar, zh\n"
            "facets 'contry' is no facet; write facets' names, or none\n"
            "group 'passages' is not known; write one of document, passage\n"
            "q 'b' is given more than once; give it once\n");
}

TEST_CASE("a problem names what is allowed and the nearest of it; the rest of the query stays") {
  const ParsedQuery parsed = parse("q=risk&sort=-dat&facets=thme");
  CHECK(parsed.query.text == "risk");
  CHECK(parsed.query.sort == Sort::Relevance);
  REQUIRE(parsed.problems.size() == 2);
  CHECK(parsed.problems[0].nearest == "-date");
  CHECK(parsed.problems[0].allowed ==
        std::vector<std::string>{"relevance", "-date", "date", "title"});
  CHECK(parsed.problems[1].nearest == "theme");
  CHECK_FALSE(parsed.problems[1].unknown_name);
  CHECK(parse("zzzzzz=1").problems.at(0).unknown_name);
}

TEST_CASE("a facet's every use is read, and written in the schema's order") {
  const ParsedQuery parsed = parse(
      "facet_q.theme=+risk+&facet_limit.year=5&facet_limit.theme=20&theme.not=_none"
      "&country.not=PE&country.not=CL&country.not=PE&country.all=BO&country=_none&theme.all="
      "&facet_q.year=&facet_limit.type=1000");
  CHECK(parsed.problems.empty());
  const SearchQuery expected{.filters = {{"country", {"_none"}}},
                             .filters_all = {{"country", {"BO"}}},
                             .filters_not = {{"country", {"CL", "PE"}}, {"theme", {"_none"}}},
                             .facet_limits = {{"theme", 20}, {"year", 5}},
                             .facet_texts = {{"theme", "risk"}}};
  CHECK(parsed.query == expected);
  CHECK(to_query_string(parsed.query) ==
        "country=_none&country.all=BO&country.not=CL&country.not=PE&theme.not=_none"
        "&facet_limit.theme=20&facet_limit.year=5&facet_q.theme=risk");
}

TEST_CASE("an unknown facet is told by the name that was meant, whatever surrounds it") {
  CHECK(problems("contry.all=BO&thme.not=aeo&facet_q.them=a&facet_limit.yaer=3&country.nto=BO"
                 "&facet_lmit.theme=3&xyzzyx.all=1&.all=1") ==
        "unknown parameter 'contry.all'; did you mean 'country.all'?\n"
        "unknown parameter 'thme.not'; did you mean 'theme.not'?\n"
        "unknown parameter 'facet_q.them'; did you mean 'facet_q.theme'?\n"
        "unknown parameter 'facet_limit.yaer'; did you mean 'facet_limit.year'?\n"
        "unknown parameter 'country.nto'; did you mean 'country.not'?\n"
        "unknown parameter 'facet_lmit.theme'; did you mean 'facet_limit.theme'?\n"
        "unknown parameter 'xyzzyx.all'; leave it out\n"
        "unknown parameter '.all'; leave it out\n");
  const ParameterProblem problem = parse("contry.all=BO").problems.at(0);
  CHECK(problem.unknown_name);
  CHECK(problem.nearest == "country.all");
  CHECK(problem.allowed.size() == kFacets.size());
  CHECK(problem.allowed.front() == "country.all");
}

TEST_CASE("a facet lists 1 to 1,000 values, called by at most 100 bytes") {
  CHECK(problems("facet_limit.theme=0&facet_limit.year=1001&facet_limit.country=5"
                 "&facet_limit.country=6&facet_q.theme=" +
                 std::string(101, 'a')) ==
        "facet_limit.theme '0' is no number from 1 to 1000; write one\n"
        "facet_limit.year '1001' is no number from 1 to 1000; write one\n"
        "facet_limit.country '6' is given more than once; give it once\n"
        "facet_q.theme is 101 bytes long; write at most 100\n");
  CHECK(parse("facet_limit.theme=0").query == SearchQuery{});
}

TEST_CASE("text over 512 bytes, invalid UTF-8 and NUL are refused") {
  CHECK(parse("q=" + std::string(512, 'a')).problems.empty());
  CHECK(problems("q=" + std::string(513, 'a')) ==
        "q is 513 bytes long; at most 512 can be searched, shorten it\n");
  CHECK(problems("q=a%ffb") ==
        "q is not UTF-8 text, or holds a NUL; write UTF-8, percent-encoded\n");
  CHECK(problems("country=B%00O") ==
        "country is not UTF-8 text, or holds a NUL; write UTF-8, percent-encoded\n");
  CHECK(problems("%ff=1") == "a parameter's name is not UTF-8 text; leave it out\n");
}

TEST_CASE("no page reaches beyond the first 10,000 matches") {
  CHECK(parse("page=100&per_page=100").problems.empty());
  CHECK(problems("page=101&per_page=100") ==
        "page '101' reaches beyond the first 10000 matches; the last page of 100 is 100, or narrow "
        "the search\n");
}

TEST_CASE("a search takes 64 values, of whatever parameters, and leaves out those after them") {
  const std::vector<std::string> names{"theme",   "country.not", "year.all",
                                       "literal", "in",          "measure"};
  std::string query;
  for (std::size_t i = 0; i < 64; ++i)
    query += fmt::format("&{}=t{:02}", names[i % names.size()], i);
  CHECK(parse(query).problems.empty());
  CHECK(problems(query + "&theme=t00&in=t04") == "");
  for (const char* name : {"theme", "status.all", "in", "literal", "facet_q.country"}) {
    const ParsedQuery parsed =
        parse(fmt::format("{}&{}=t99&page=0&theme=t98&sort=title", query, name));
    REQUIRE(parsed.problems.size() == 2);
    CHECK(parsed.problems[0].no_room);
    CHECK(parsed.problems[0].message ==
          fmt::format("{} 't99' has no room; give at most 64 values of filters together, of 1536 "
                      "bytes in an address, and leave out the rest",
                      name));
    CHECK_FALSE(parsed.problems[1].no_room);
    SearchQuery sorted = parse(query).query;
    sorted.sort = Sort::Title;
    CHECK(parsed.query == sorted);
  }
}

TEST_CASE("what narrows a search is bounded in bytes as an address has them") {
  for (const char* name : {"theme", "country.not", "literal"})
    for (const char* letter : {"a", "[", "é", "%5B"}) {
      std::string query;
      for (int i = 0; i < 200; ++i) {
        query += fmt::format("&{}=t{:03}", name, i);
        for (int n = 0; n < 50; ++n) query += letter;
      }
      const ParsedQuery parsed = parse(query);
      CAPTURE(query.substr(0, 40));
      REQUIRE(parsed.problems.size() == 1);
      CHECK(parsed.problems.front().no_room);
      const std::size_t size = to_query_string(parsed.query).size();
      CHECK(size <= kMostFilterBytes);
      CHECK(size > kMostFilterBytes / 2);
    }
}

TEST_CASE("of a great many mistakes the first are told") {
  for (const char* mistake : {"&page=x", "&contry=BO", "&%ff=1", "&theme=%ff", "&a.all=1"}) {
    std::string query;
    for (int i = 0; i < 500; ++i) query += mistake;
    CHECK(parse(query).problems.size() == kMostProblems);
  }
}

TEST_CASE("reading a query's own URL gives the query") {
  std::mt19937 random(11);
  const auto below = [&](std::size_t n) { return random() % n; };
  const std::vector<std::string> texts{"",     "risk & duty", "a+b=c%20", "«é» \"x\"",
                                       "关税", "-a OR #1;2",  "100 %"};
  std::string problem;
  for (int i = 0; i < 1000; ++i) {
    SearchQuery query{.text = texts[below(texts.size())]};
    for (const Facet& facet : kFacets)
      for (Filters* filters : {&query.filters, &query.filters_all, &query.filters_not})
        if (below(10) == 0) (*filters)[std::string(facet.name)] = {"A b", "_none", "c&d", "é"};
    if (below(3) == 0) query.facet_limits["year"] = static_cast<unsigned>(1 + below(999));
    if (below(3) == 0) query.facet_texts["theme"] = "gestión & co";
    if (below(3) == 0) query.in = {"abc", "bo-2022"};
    if (below(3) == 0) query.from = parse_edtf("2022-02-08/2022-03", problem);
    if (below(3) == 0) query.to = parse_edtf("2023", problem);
    query.match = static_cast<Match>(below(3));
    query.group = static_cast<Group>(below(2));
    query.sort = static_cast<Sort>(below(4));
    query.expand = below(2) == 0;
    query.per_page = static_cast<unsigned>(1 + below(100));
    query.page = static_cast<unsigned>(1 + below(100));
    if (below(3) == 0) query.facets = std::vector<std::string>{};
    if (below(3) == 0) query.facets = std::vector<std::string>{"country", "year"};
    if (below(3) == 0) query.ui = "ar";
    const ParsedQuery again = parse(to_query_string(query));
    CHECK(again.problems.empty());
    CHECK(again.query == query);
    CHECK(to_query_string(again.query) == to_query_string(query));
  }
}
