#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <set>

#include "model/index_schema.h"
#include "service/search/library.h"
#include "service/search/next_steps.h"
#include "tests/service/random_queries.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using test::RandomQueries;

namespace {

struct World {
  test::TemporaryFolder data{};
  std::unique_ptr<Library> library{};
  World() {
    library =
        std::make_unique<Library>(test::write_generation(data.path(), test::random_corpus(7, 60)));
  }
};

const Library& library() {
  static const World kWorld;
  return *kWorld.library;
}

std::string state(const SearchQuery& query) { return to_query_string(query); }

std::vector<std::string> identities(const SearchPage& page, Group group) {
  std::vector<std::string> out;
  for (const Hit& hit : page.hits)
    out.push_back(group == Group::Passage ? hit.document.id + "#" + hit.passages.at(0).anchor
                                          : hit.document.id);
  return out;
}

/// Every hit of a query, page by page.
std::vector<std::string> all_hits(SearchQuery query, unsigned per_page) {
  query.per_page = per_page;
  query.page = 1;
  query.facets.emplace();
  std::vector<std::string> out;
  for (std::uint64_t pages = 1; query.page <= pages; ++query.page) {
    const SearchPage page = library().search(query);
    pages = page.pages;
    for (std::string& id : identities(page, query.group)) out.push_back(std::move(id));
  }
  return out;
}

}  // namespace

/// What is found with these as the facet's only alternatives.
std::uint64_t found_with(SearchQuery query, const std::string& facet,
                         const std::vector<std::string>& values) {
  query.filters[facet] = values;
  query.facets.emplace();
  return library().search(query).found;
}

TEST_CASE("every facet value's count equals what is found after choosing it") {
  RandomQueries queries(1);
  std::size_t checked = 0, found = 0;
  for (int i = 0; i < 350; ++i) {
    const SearchQuery query = queries.next();
    const SearchPage page = library().search(query);
    found += page.found;
    REQUIRE(page.facets.size() == kFacets.size());
    for (int k = 0; k < 5; ++k) {
      const FacetCounts& facet = page.facets[queries.below(page.facets.size())];
      if (facet.values.empty()) continue;
      const FacetValue& value = facet.values[queries.below(facet.values.size())];
      CHECK_MESSAGE(found_with(query, facet.name, {value.value}) == value.count, state(query),
                    " then ", value.value);
      std::vector<std::string> toggled = filter_values(query, FacetUse::Any, facet.name);
      if (std::erase(toggled, value.value) == 0) toggled.push_back(value.value);
      CHECK_MESSAGE(found_with(query, facet.name, toggled) == value.toggled, state(query), " then ",
                    value.value, " as well, or no more");
      CHECK_MESSAGE(found_with(query, facet.name, {"_none"}) == facet.missing, state(query));
      ++checked;
    }
  }
  CHECK(checked > 500);
  CHECK(found > 1000);
}

TEST_CASE("pages partition the result, in the same order whatever their size") {
  RandomQueries queries(2);
  for (int i = 0; i < 100; ++i) {
    const SearchQuery query = queries.next();
    const std::vector<std::string> whole = all_hits(query, 100);
    CHECK_MESSAGE(library().search(query).found == whole.size(), state(query));
    CHECK_MESSAGE(std::set(whole.begin(), whole.end()).size() == whole.size(), state(query));
    CHECK_MESSAGE(all_hits(query, 3) == whole, state(query));
    CHECK_MESSAGE(all_hits(query, 7) == whole, state(query));
  }
}

TEST_CASE("every suggestion finds as much as it says, and is made once") {
  RandomQueries queries(11);
  std::size_t suggested = 0;
  for (int i = 0; i < 300; ++i) {
    const SearchQuery query = queries.next();
    const SearchPage page = library().search(query);
    const std::vector<Suggestion> suggestions = next_steps(library(), query, page);
    for (std::size_t k = 0; k < suggestions.size(); ++k) {
      const Suggestion& one = suggestions[k];
      CHECK_MESSAGE(library().search(one.query).found == one.found, state(query), " then ",
                    state(one.query));
      CHECK(one.found > 0);
      for (std::size_t j = 0; j < k; ++j) CHECK(suggestions[j].query != one.query);
      ++suggested;
    }
    CHECK_MESSAGE(library().count(query) == page.found, state(query));
  }
  CHECK(suggested > 200);
}

TEST_CASE("a filter of another facet never raises what is found") {
  RandomQueries queries(3);
  for (int i = 0; i < 300; ++i) {
    SearchQuery query = queries.next();
    query.filters.erase("evidence");
    const std::uint64_t before = library().search(query).found;
    query.filters["evidence"] = {"measured", "anecdotal"};
    CHECK_MESSAGE(library().search(query).found <= before, state(query));
  }
}

TEST_CASE("a value and its absence partition the result, and so do having any and having none") {
  RandomQueries queries(9);
  std::size_t parted = 0;
  for (int i = 0; i < 200; ++i) {
    SearchQuery whole = queries.next();
    const Facet& facet = kFacets[queries.below(kFacets.size())];
    const std::string name(facet.name);
    whole.filters.erase(name);
    whole.filters_not.erase(name);
    const std::vector<std::string> all = all_hits(whole, 100);
    const SearchPage page = library().search(whole);
    std::vector<std::string> values{"_none", "unknown"};
    for (const FacetCounts& counts : page.facets)
      if (counts.name == name)
        for (const FacetValue& value : counts.values) values.push_back(value.value);
    for (const std::string& value : values) {
      SearchQuery with = whole, without = whole;
      with.filters[name] = {value};
      without.filters_not[name] = {value};
      std::vector<std::string> parts = all_hits(with, 100);
      const std::vector<std::string> rest = all_hits(without, 100);
      if (!parts.empty() && !rest.empty()) ++parted;
      parts.insert(parts.end(), rest.begin(), rest.end());
      CHECK_MESSAGE(parts.size() == all.size(), state(with));
      CHECK_MESSAGE(std::set(parts.begin(), parts.end()) == std::set(all.begin(), all.end()),
                    state(with));
    }
  }
  CHECK(parted > 100);
}

TEST_CASE("to have every value is to have each of them, one filter after the other") {
  RandomQueries queries(10);
  for (int i = 0; i < 100; ++i) {
    SearchQuery both = queries.next();
    both.filters.erase("country");
    both.filters_all["country"] = {"BO", "PE"};
    SearchQuery one_by_one = both;
    one_by_one.filters_all["country"] = {"BO"};
    one_by_one.filters["country"] = {"PE"};
    CHECK_MESSAGE(all_hits(both, 100) == all_hits(one_by_one, 100), state(both));
  }
}

TEST_CASE("found_all is what match=all finds") {
  RandomQueries queries(4);
  for (int i = 0; i < 300; ++i) {
    SearchQuery query = queries.next();
    const SearchPage page = library().search(query);
    query.match = Match::All;
    CHECK_MESSAGE(page.found_all == library().search(query).found, state(query));
  }
}

TEST_CASE("how a query is matched does not depend on filters") {
  RandomQueries queries(5);
  for (int i = 0; i < 300; ++i) {
    SearchQuery query = queries.next();
    const SearchPage narrowed = library().search(query);
    query.filters.clear();
    query.filters_all.clear();
    query.filters_not.clear();
    query.in.clear();
    query.from.reset();
    query.to.reset();
    const SearchPage wide = library().search(query);
    CHECK_MESSAGE(narrowed.match == wide.match, state(query));
    CHECK_MESSAGE(narrowed.understood.dropped == wide.understood.dropped, state(query));
  }
}

TEST_CASE("any bytes as q give a result or a problem, and no exception") {
  RandomQueries queries(6);
  const std::vector<std::string> odd{
      "\"",      "((((",        "))))",      "-",         "--a",     "AND", "NOT NOT",
      "a OR",    "*",           "title:",    "title:(a",  "\"\"",    "«",   "-\"a",
      "NOT (a)", "a AND (b OR", "-(a OR b)", "a AND ***", "OR OR OR"};
  for (const std::string& text : odd) {
    const ParsedQuery parsed = parse_search_query({{"q", text}});
    CHECK_NOTHROW((void)library().search(parsed.query));
  }
  for (int i = 0; i < 400; ++i) {
    const std::string bytes = queries.bytes(40);
    const ParsedQuery parsed = parse_search_query({{"q", bytes}});
    CHECK_NOTHROW((void)library().search(parsed.query));
    CHECK_NOTHROW((void)library().search({.text = bytes}));
  }
}

TEST_CASE("marks of every extract are in order, apart and inside it") {
  RandomQueries queries(8);
  for (int i = 0; i < 200; ++i) {
    const SearchQuery query = queries.next();
    for (const Hit& hit : library().search(query).hits)
      for (const PassageHit& passage : hit.passages) {
        std::size_t end = 0, points = 0;
        for (const char c : passage.snippet.text)
          if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++points;
        for (const Snippet::Mark& mark : passage.snippet.marks) {
          CHECK(mark.length > 0);
          CHECK((mark.start > end || (end == 0 && mark.start == 0)));
          end = mark.start + mark.length;
        }
        CHECK(end <= points);
      }
  }
}
