#include "service/search/facet_counts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace entrepot;

namespace {

using Values = std::vector<std::string>;
constexpr std::size_t kFacet = 0, kOther = 2;  // the two that have values, one of them by passage

/// Columns and the same values document by document.
struct World {
  Columns columns{};
  std::vector<std::array<Values, kFacets.size()>> documents{};  ///< By number, from 1.
};

/// @param rows of each number; none: each is its own.
Column column_of(const std::vector<Values>& by_row, Rows rows) {
  Column column{.rows = std::move(rows)};
  std::vector<Values> sets{{}};
  for (const Values& values : by_row) {
    if (std::find(sets.begin(), sets.end(), values) == sets.end()) sets.push_back(values);
    column.values.insert(column.values.end(), values.begin(), values.end());
  }
  std::sort(column.values.begin(), column.values.end());
  column.values.erase(std::unique(column.values.begin(), column.values.end()), column.values.end());
  column.first = {0};
  for (const Values& values : sets) {
    for (const std::string& value : values)
      column.ordinals.push_back(static_cast<std::uint32_t>(column.find(value)));
    column.first.push_back(static_cast<std::uint32_t>(column.ordinals.size()));
  }
  std::vector<std::uint32_t> numbers;
  for (const Values& values : by_row)
    numbers.push_back(
        static_cast<std::uint32_t>(std::find(sets.begin(), sets.end(), values) - sets.begin()));
  column.set = PackedNumbers(numbers);
  return column;
}

/// @param kinds of values there are: more than 255 sets take wider numbers.
World random_world(std::mt19937& random, std::size_t count, std::size_t kinds) {
  const auto drawn = [&] {
    Values values;
    for (std::size_t n = random() % 4; n > 0; --n) {
      std::string value = "v" + std::to_string(random() % kinds);
      if (std::find(values.begin(), values.end(), value) == values.end())
        values.push_back(std::move(value));
    }
    return values;
  };
  World world;
  world.columns.end = static_cast<std::uint32_t>(count + 1);
  world.columns.count = count;
  world.columns.exists = Bits(count + 1);
  for (std::size_t number = 1; number <= count; ++number) world.columns.exists.add(number);
  auto rows = std::make_shared<std::vector<std::uint32_t>>(count + 1, 0);
  std::vector<Values> shared{{}}, own{{}};
  for (std::size_t docid = 1; docid <= count; ++docid) {
    if (docid == 1 || random() % 3 == 0) shared.push_back(drawn());
    (*rows)[docid] = static_cast<std::uint32_t>(shared.size() - 1);
    own.push_back(drawn());
  }
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    world.columns.facets[i] =
        column_of({{}}, std::make_shared<const std::vector<std::uint32_t>>(count + 1, 0));
  world.columns.facets[kFacet] = column_of(shared, rows);
  world.columns.facets[kOther] = column_of(own, nullptr);
  world.documents.resize(count + 1);
  for (std::size_t docid = 1; docid <= count; ++docid) {
    world.documents[docid][kFacet] = shared[(*rows)[docid]];
    world.documents[docid][kOther] = own[docid];
  }
  return world;
}

bool has_any(const Values& values, const Values& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
    return one == kNoValue ? values.empty()
                           : std::find(values.begin(), values.end(), one) != values.end();
  });
}

/// Whether a document is found by a search with these alternatives and exclusions.
bool is_found(const World& world, std::size_t docid, const SearchQuery& query) {
  for (const std::size_t i : {kFacet, kOther}) {
    const Values& values = world.documents[docid][i];
    const Values& any = filter_values(query, FacetUse::Any, kFacets[i].name);
    if (!any.empty() && !has_any(values, any)) return false;
    if (has_any(values, filter_values(query, FacetUse::Not, kFacets[i].name))) return false;
  }
  return true;
}

std::uint64_t found(const World& world, const Matched& matched, const SearchQuery& query) {
  std::uint64_t count = 0;
  for (std::size_t docid = 1; docid < matched.end(); ++docid)
    if (matched.has(docid) && is_found(world, docid, query)) ++count;
  return count;
}

}  // namespace

TEST_CASE("every count is what a document by document search with that value finds") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const std::size_t kinds = round % 3 == 0 ? 12 : 3;
    const World world = random_world(random, 40 + random() % 700, kinds);
    Matched matched(world.columns.end);
    for (std::size_t i = 1; i < matched.end(); ++i)
      if (random() % 2 == 0) matched.add(i);
    SearchQuery query;
    const auto choose = [&](Filters& filters, std::size_t facet, unsigned most) {
      Values chosen;
      for (std::size_t n = random() % (most + 1); n > 0; --n)
        chosen.push_back(random() % 5 == 0 ? std::string(kNoValue)
                                           : "v" + std::to_string(random() % (kinds + 1)));
      std::sort(chosen.begin(), chosen.end());
      chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
      if (!chosen.empty()) filters[std::string(kFacets[facet].name)] = chosen;
    };
    choose(query.filters, kFacet, 2);
    choose(query.filters, kOther, 2);
    choose(query.filters_not, kOther, 1);

    const Counts counts = count_matches(world.columns, matched, {}, query);
    CHECK(counts.found == found(world, matched, query));
    for (const FacetCounts& facet : counts.facets)
      for (const FacetValue& value : facet.values) {
        INFO(round << " " << facet.name << " " << value.value);
        SearchQuery alone = query, toggled = query;
        alone.filters[facet.name] = {value.value};
        REQUIRE(value.count == found(world, matched, alone));
        Values& chosen = toggled.filters[facet.name];
        if (std::erase(chosen, value.value) == 0) chosen.push_back(value.value);
        if (value.value != kNoValue) REQUIRE(value.toggled == found(world, matched, toggled));
      }
  }
}

TEST_CASE("packed numbers are what was packed, whatever width they take") {
  for (const std::uint32_t most : {0U, 255U, 256U, 65'535U, 65'536U, 4'000'000'000U}) {
    const std::vector<std::uint32_t> numbers{0, most / 3, most, 1, most / 2};
    const PackedNumbers packed(numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) CHECK(packed[i] == numbers[i]);
  }
}
