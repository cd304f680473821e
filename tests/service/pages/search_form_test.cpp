#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "service/pages/pages.h"
#include "service/pages/view_form.h"
#include "service/pages/view_paging.h"
#include "service/pages/views.h"
#include "tests/draws.h"
#include "tests/service/pages/page_counts.h"
#include "tests/service/random_queries.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";

/// Documents of more countries than a page lists, beside those of the small vocabulary.
test::TestCorpus wide_corpus() {
  test::TestCorpus corpus = test::random_corpus(7, 60);
  for (int i = 0; i < 45; ++i)
    corpus.vocabulary.lists.find("countries")
        ->second.push_back(
            {.id = fmt::format("C{:02}", i), .label = {{"en", fmt::format("Land {:02}", i)}}});
  for (std::size_t i = 0; i < corpus.records.size(); ++i) {
    DocumentRecord& one = corpus.records[i];
    one.document.tags.countries.push_back(fmt::format("C{:02}", i % 45));
    test::complete(one);
  }
  return corpus;
}

struct World {
  test::TemporaryFolder data{};
  Library library{test::write_generation(data.path(), wide_corpus())};
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

const Interface& interface_in(std::string_view language) {
  for (const Interface& ui : world().pages.interfaces())
    if (ui.locale.language() == language) return ui;
  return world().pages.english();
}

ParsedQuery read(std::string_view query_string) {
  return read_search_form(parse_parameters(query_string));
}

std::string page_of(const std::string& query_string, std::string_view language = "en") {
  const Interface& ui = interface_in(language);
  return world().pages.render(search_view({world().library, ui}, read(query_string)), ui);
}

nlohmann::json body_of(const std::string& query_string, std::string_view language = "en") {
  return search_view({world().library, interface_in(language)}, read(query_string)).body;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string unescape(std::string text) {
  for (const auto& [entity, plain] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos;)
      text.replace(at++, std::string_view(entity).size(), plain);
  return text;
}

/// A start tag's attributes; one without a value has an empty one.
using Attributes = std::map<std::string, std::string>;

Attributes attributes_of(std::string_view tag) {
  Attributes out;
  std::size_t at = tag.find(' ');
  while (at != std::string_view::npos && ++at < tag.size()) {
    const std::size_t end = tag.find_first_of(" =", at);
    const std::string name(tag.substr(at, end - at));
    if (end == std::string_view::npos || tag[end] == ' ') {
      out[name];
      at = end;
      continue;
    }
    const std::size_t close = tag.find('"', end + 2);
    out[name] = unescape(std::string(tag.substr(end + 2, close - end - 2)));
    at = tag.find(' ', close);
  }
  return out;
}

/// What stands in `html` from each `begin` to the next `end`, without both.
std::vector<std::string_view> parts(std::string_view html, std::string_view begin,
                                    std::string_view end) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; (at = html.find(begin, at)) != std::string_view::npos;) {
    at += begin.size();
    const std::size_t stop = html.find(end, at);
    out.push_back(html.substr(at, stop - at));
    at = stop;
  }
  return out;
}

/// The fields of the page's form in the order in which a browser sends them.
std::vector<Attributes> fields_of(const std::string& html) {
  const std::string_view form = parts(html, "<form class=\"ep-find\" id=\"find\"", "</form>").at(0);
  std::vector<Attributes> fields;
  for (const std::string_view tag : parts(html, "<input", ">")) {
    Attributes field = attributes_of(tag);
    const bool inside = tag.data() >= form.data() && tag.data() < form.data() + form.size();
    if (inside || field["form"] == "find") fields.push_back(std::move(field));
  }
  return fields;
}

bool is_box(const Attributes& field) { return field.at("type") == "checkbox"; }
bool is_checked(const Attributes& field) { return field.contains("checked"); }

/// The query string that a browser makes of the fields.
std::string sent(const std::vector<Attributes>& fields) {
  std::string out;
  for (const Attributes& field : fields)
    if (!is_box(field) || is_checked(field))
      out += fmt::format("{}{}={}", out.empty() ? "" : "&", encode_parameter(field.at("name")),
                         encode_parameter(field.at("value")));
  return out;
}

SearchQuery from_first_page(SearchQuery query) {
  query.page = 1;
  return query;
}

/// What stands behind the "?" of an address.
std::string query_of(const std::string& address) {
  const std::size_t mark = address.find('?');
  return mark == std::string::npos ? std::string() : address.substr(mark + 1);
}

/// Addresses of searches as random as readers are.
class RandomAddresses {
 public:
  explicit RandomAddresses(std::uint32_t seed) : queries_(seed) {}

  std::string next() {
    SearchQuery query = queries_.next();
    const auto one_in = [this](std::size_t n) { return queries_.below(n) == 0; };
    if (one_in(3)) query.filters["country"].push_back("C07");
    if (one_in(6)) query.facet_texts["country"] = "land 1";
    if (one_in(8)) query.facet_texts["theme"] = "é & co";
    if (one_in(8)) query.facet_limits["country"] = 1;
    if (one_in(12)) query.facets = std::vector<std::string>{"country"};
    if (one_in(8)) query.literal = {"risk"};
    if (one_in(8)) query.meaning = {"themes:aeo"};
    query.explain = one_in(8);
    query.per_page = static_cast<unsigned>(1 + queries_.below(100));
    query.page = static_cast<unsigned>(1 + queries_.below(3));
    return to_query_string(query);
  }

  std::size_t below(std::size_t n) { return queries_.below(n); }

 private:
  test::RandomQueries queries_;
};

}  // namespace

TEST_CASE("the form of a search, sent as it is, asks for the same search from its first page") {
  RandomAddresses addresses(21);
  std::size_t boxes = 0;
  const int searches = test::draws(200, 1000);
  for (int i = 0; i < searches; ++i) {
    const std::string address = addresses.next();
    CAPTURE(address);
    const std::vector<Attributes> fields = fields_of(page_of(address));
    const ParsedQuery again = read(sent(fields));
    CHECK(again.problems == read(address).problems);  // a date before the other one stays
    REQUIRE(to_query_string(again.query) == to_query_string(from_first_page(read(address).query)));
    boxes += static_cast<std::size_t>(std::count_if(fields.begin(), fields.end(), is_box));
  }
  CHECK(boxes > static_cast<std::size_t>(searches) * 10);
}

TEST_CASE("one box more in the form is one value more in the search, and one less is one less") {
  RandomAddresses addresses(22);
  std::size_t added = 0, removed = 0, turned = 0;
  for (int i = 0; i < 120; ++i) {
    const std::string address = addresses.next();
    std::vector<Attributes> fields = fields_of(page_of(address));
    for (int k = 0; k < 8; ++k) {
      Attributes& field = fields[addresses.below(fields.size())];
      if (!is_box(field)) continue;
      SearchQuery expected = from_first_page(read(address).query);
      const std::string& facet = field["name"];
      std::vector<std::string>& values = expected.filters[facet];
      if (is_checked(field)) {
        std::erase(values, field["value"]);
        if (values.empty()) expected.filters.erase(facet);
        ++removed;
      } else {
        if (facet == "kind" && values.empty() && expected.group == Group::Document) {
          expected.group = Group::Passage;  // as the number beside it counts
          ++turned;
        }
        values.push_back(field["value"]);
        ++added;
      }
      const Attributes before = field;
      if (field.erase("checked") == 0) field["checked"];
      CHECK_MESSAGE(to_query_string(read(sent(fields)).query) == to_query_string(expected), address,
                    " with ", facet, "=", before.at("value"));
      field = before;
    }
  }
  CHECK(added > 150);
  CHECK(removed > 25);
  CHECK(turned > 5);
}

TEST_CASE("every count on the search page is what its link finds, in every state") {
  RandomAddresses addresses(23);
  std::size_t checked = 0;
  for (int i = 0; i < 75; ++i) {
    const std::string address = addresses.next();
    const std::string html = page_of(address);
    CAPTURE(address);
    checked += test::check_counts(html, world().library, interface_in("en"));
    for (const test::PageCount& count : test::page_counts(html))
      CHECK(read(query_of(count.address)).query.page == 1);
  }
  CHECK(checked > 1000);
}

TEST_CASE("only the page's own form turns a search for a kind to passages") {
  CHECK(read("kind=lesson&kinds=passages").query.group == Group::Passage);
  CHECK(read("kinds=passages").query == SearchQuery{});
  CHECK(read("kinds=passages").problems.empty());
  CHECK(read("kind=lesson&kinds=passages&group=document").query.group == Group::Document);
  CHECK(read("kind.not=lesson&kinds=passages").query.group == Group::Document);
  CHECK(read("kind=lesson").query.group == Group::Document);
  CHECK(read("kinds=lesson").problems.at(0).nearest == "kind");
  CHECK(parse_search_query({{"kinds", "passages"}}).problems.at(0).unknown_name);
  const View view =
      search_view({world().library, interface_in("en")}, read("kind=lesson&kinds=passages&q=risk"));
  CHECK(view.address == "/search?q=risk&kind=lesson&group=passage");
  CHECK(contains(page_of("q=risk"), "<input type=\"hidden\" name=\"kinds\" value=\"passages\">"));
  for (const char* address : {"q=risk&group=passage", "q=risk&kind=lesson"})
    CHECK_FALSE(contains(page_of(address), "name=\"kinds\""));
}

TEST_CASE("a facet of many values folds, and its field finds those that are not listed") {
  const auto country = [](const std::string& address) {
    return body_of(address).at("facet_list").at(0);
  };
  const nlohmann::json all = country("");
  REQUIRE(all.at("name") == "country");
  CHECK(all.at("values").size() == 8);
  CHECK(all.at("more").size() == 22);
  CHECK(all.at("has_search") == true);
  CHECK(all.at("left_text") == "18 more are not listed. Find them by their names.");

  const nlohmann::json called = country("country=C44&facet_q.country=l%C3%A2nd+1");
  CHECK(called.at("values").at(0).at("value") == "C44");  // chosen, whatever it is called
  CHECK(called.at("values").size() == 11);
  CHECK(called.at("more").empty());
  CHECK(called.at("left_text") == "");
  CHECK(called.at("none_text") == "");
  CHECK(called.at("text") == "lând 1");

  const nlohmann::json none = country("facet_q.country=zzz");
  CHECK(none.at("values").empty());
  CHECK(none.at("none_text") == "Nothing here is called “zzz”.");
  CHECK(none.at("open") == true);
  const std::string html = page_of("facet_q.country=zzz");
  CHECK(contains(html, "name=\"facet_q.country\" value=\"zzz\" form=\"find\""));
  CHECK_FALSE(contains(html, "facet_q.theme"));  // of three values

  for (const Attributes& field : fields_of(html)) {
    if (field.at("name") != "facet_q.country") continue;
    std::string longest;
    for (int i = 0; i < std::stoi(field.at("maxlength")); ++i) longest += "税";
    CHECK(read("facet_q.country=" + encode_parameter(longest)).problems.empty());
  }
}

TEST_CASE("values chosen beyond what is listed are listed all the same") {
  std::string address = "country=_none";
  for (int i = 0; i < 45; ++i) address += fmt::format("&country=C{:02}", i);
  const std::vector<Attributes> fields = fields_of(page_of(address));
  CHECK(std::count_if(fields.begin(), fields.end(), is_checked) == 46);
  CHECK(to_query_string(read(sent(fields)).query) == to_query_string(read(address).query));
}

TEST_CASE("labels are in the language of the page, and no link says which that is but files") {
  const std::string html = page_of("country=BO&per_page=2&ui=es", "fr");
  CHECK(contains(html, "<label for=\"country-BO\">Bolivie</label>"));
  CHECK(contains(html, "aria-label=\"Bolivie"));
  CHECK(contains(html, "href=\"/search.csv?country=BO&amp;ui=fr\""));
  CHECK(contains(html, "href=\"/search.atom?country=BO&amp;ui=fr\""));
  for (const std::string_view href : parts(html, " href=\"", "\""))
    if (!href.starts_with("/search.")) CHECK_FALSE(contains(href, "ui="));
  CHECK(contains(page_of("country=BO"), "href=\"/search.csv?country=BO\""));
}

TEST_CASE("pages are numbered with the first, the last and those around") {
  using Pages = std::vector<unsigned>;
  CHECK(shown_pages(1, 1) == Pages{1});
  CHECK(shown_pages(1, 3) == Pages{1, 2, 3});
  CHECK(shown_pages(5, 12) == Pages{1, 0, 4, 5, 6, 0, 12});
  CHECK(shown_pages(4, 12) == Pages{1, 2, 3, 4, 5, 0, 12});  // a gap of one is no gap
  CHECK(shown_pages(12, 12) == Pages{1, 0, 11, 12});
  CHECK(shown_pages(99, 3) == Pages{1, 2, 3});
  for (unsigned last = 1; last < 40; ++last)
    for (unsigned current = 1; current <= last; ++current) {
      const Pages pages = shown_pages(current, last);
      CHECK(pages.size() <= 7);
      CHECK(std::count(pages.begin(), pages.end(), current) == 1);
      CHECK((pages.front() == 1 && pages.back() == last));
    }
}

TEST_CASE("every page that is linked can be asked for, and the last says that it is") {
  const ViewContext context{world().library, interface_in("en")};
  const SearchPage many{.found = 123'456, .pages = 12'346};
  const nlohmann::json last =
      paging_json(many, SearchQuery{.page = 1'000, .per_page = 10}, context);
  CHECK(last.at("next") == "");
  CHECK(last.at("previous") == "/search?page=999");
  for (const auto& page : last.at("pages"))
    if (page.at("gap") == false) CHECK(read(query_of(page.at("url"))).problems.empty());
  CHECK(last.at("pages").back().at("text") == "1,000");
  CHECK(last.at("pages").back().at("current") == true);

  const nlohmann::json links =
      to_json(many, SearchQuery{.page = 1'000, .per_page = 10}, context.json()).at("links");
  CHECK(links.at("next").is_null());
  CHECK(links.at("last") == "/search?page=1000");

  const std::string html = page_of("per_page=5&page=2");
  CHECK(contains(html, "rel=\"prev\" href=\"/search?per_page=5\""));
  CHECK(contains(html, "aria-label=\"Page 2\" aria-current=\"page\">2</a>"));
  CHECK(contains(html, "rel=\"next\" href=\"/search?page=3&amp;per_page=5\""));
}

TEST_CASE("a page beyond the last leads to the last") {
  const std::string html = page_of("page=9");
  CHECK(contains(html, "There is no page 9; the last is page 6. <a href=\"/search?page=6\">"));
  CHECK_FALSE(contains(html, "<ol class=\"ep-hits\">"));
  CHECK_FALSE(contains(html, "aria-current=\"page\""));
}

TEST_CASE("the reader can go straight to the results, and from the filters back to them") {
  const std::string html = page_of("q=risk");
  const std::size_t first = html.find("<a class=\"ep-skip\" href=\"#page_content\">");
  const std::size_t second = html.find("<a class=\"ep-skip\" href=\"#results\">");
  CHECK(first < second);
  CHECK(second < html.find("<header"));
  CHECK(contains(html, "id=\"results\" tabindex=\"-1\""));
  CHECK(html.find("href=\"#filters\"") < html.find("class=\"ep-hits\""));
  CHECK(html.find("class=\"ep-hits\"") < html.find("id=\"filters\""));
  CHECK(html.rfind("href=\"#results\"") > html.find("id=\"filters\""));
}
