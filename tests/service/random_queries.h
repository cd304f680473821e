#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "service/query/search_query.h"

namespace entrepot::test {

/// Seeded states of the search page, for the documents of random_corpus().
class RandomQueries {
 public:
  explicit RandomQueries(std::uint32_t seed) : random_(seed) {}

  SearchQuery next() {
    SearchQuery query{.text = text()};
    if (below(3) == 0) query.filters["country"] = {pick({"BO", "CL"})};
    if (below(4) == 0) query.filters["country"] = {"BO", "PE"};
    if (below(4) == 0) query.filters["theme"] = {pick({"aeo", "risk-management"})};
    if (below(4) == 0) query.filters["kind"] = {pick({"lesson", "conclusion"})};
    if (below(5) == 0) query.filters["year"] = {pick({"2022", "2012", "1999"})};
    if (below(8) == 0) query.filters["type"] = {"mission-report"};
    if (below(6) == 0) query.filters["measure"] = {pick({"tfa:7", "tfa:7.6", "_none"})};
    if (below(8) == 0) query.filters["country"] = {"_none", "BO"};
    if (below(8) == 0) query.filters["kind"] = {"_none"};
    if (below(5) == 0) query.filters_all["country"] = {pick({"BO", "_none", "XX"}), "PE"};
    if (below(5) == 0) query.filters_all["theme"] = {pick({"aeo", "_none"})};
    if (below(8) == 0) query.filters_all["kind"] = {"conclusion", "lesson"};
    if (below(5) == 0) query.filters_not["country"] = {pick({"BO", "_none", "XX"})};
    if (below(5) == 0) query.filters_not["measure"] = {pick({"tfa:7", "tfa:7.4"}), "tfa:8"};
    if (below(8) == 0) query.filters_not["kind"] = {pick({"lesson", "_none"})};
    if (below(8) == 0) query.in = {fmt::format("doc-{:03}", below(60)), "doc-001", "doc-007"};
    std::string problem;
    if (below(6) == 0) query.from = parse_edtf("2022", problem);
    if (below(6) == 0) query.to = parse_edtf("2021-12", problem);
    query.group = below(2) == 0 ? Group::Document : Group::Passage;
    query.match = static_cast<Match>(below(3));
    query.expand = below(4) != 0;
    query.sort = static_cast<Sort>(below(4));
    query.per_page = 100;
    return query;
  }

  std::size_t below(std::size_t n) { return random_() % n; }

  std::string bytes(std::size_t most) {
    std::string out;
    for (std::size_t n = below(most); n > 0; --n) out += static_cast<char>(random_());
    return out;
  }

 private:
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  std::string text() {
    if (below(5) == 0) return {};
    std::string out;
    for (std::size_t n = 1 + below(5); n > 0; --n)
      out += pick({"risk", "customs", "training", "measures", "the", "\"single window\"", "gestion",
                   "-border", "clear*", "title:risk", "风险管理", "nowhere", "customs OR crossing",
                   "risk AND", "NOT officers", "(", ")", "of"}) +
             " ";
    return out;
  }

  std::mt19937 random_;
};

}  // namespace entrepot::test
