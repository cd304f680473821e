#include "indexer/index/sort_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace entrepot;

namespace {

Document document(const std::string& id, const std::string& title, const std::string& date) {
  std::string problem;
  return {
      .id = id, .title = title, .date = date.empty() ? std::nullopt : parse_edtf(date, problem)};
}

std::vector<std::string> ids_by(std::string SortKeys::*key) {
  std::vector<Document> documents{document("b", "Étude 10", "2021-11/2021-12-07"),
                                  document("a", "Zebra", ""), document("c", "étude 2", "2022-12"),
                                  document("b-2", "étude 2", "2022-12"),
                                  document("d", "apple", "2012")};
  std::sort(documents.begin(), documents.end(), [key](const Document& x, const Document& y) {
    return sort_keys(x, "").*key < sort_keys(y, "").*key;
  });
  std::vector<std::string> out;
  for (const Document& one : documents) out.push_back(one.id);
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("the usual order is latest last day first, then id, undated last") {
  CHECK(ids_by(&SortKeys::order) == Strings{"b-2", "c", "b", "d", "a"});
}

TEST_CASE("by date the earliest first day comes first, undated last") {
  CHECK(ids_by(&SortKeys::earliest_first) == Strings{"d", "b", "b-2", "c", "a"});
}

TEST_CASE("by title people's order counts, and equal titles fall back to the usual order") {
  CHECK(ids_by(&SortKeys::title) == Strings{"d", "b-2", "c", "b", "a"});
}

TEST_CASE("passages of one document stay together and in its order") {
  const Document one = document("a", "T", "2022"), two = document("a-b", "T", "2022");
  std::vector<std::string> keys{
      sort_keys(two, passage_order(0)).order, sort_keys(one, passage_order(10)).order,
      sort_keys(one, passage_order(9)).order, sort_keys(one, passage_order(0)).order};
  std::sort(keys.begin(), keys.end());
  CHECK(keys ==
        Strings{sort_keys(one, passage_order(0)).order, sort_keys(one, passage_order(9)).order,
                sort_keys(one, passage_order(10)).order, sort_keys(two, passage_order(0)).order});
}

TEST_CASE("no two entries share a key, whatever their dates and titles") {
  for (const auto key : {&SortKeys::order, &SortKeys::earliest_first, &SortKeys::title})
    CHECK(sort_keys(document("a", "T", ""), "").*key != sort_keys(document("b", "T", ""), "").*key);
}
