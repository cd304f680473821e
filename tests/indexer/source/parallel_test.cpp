#include "indexer/source/parallel.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace entrepot;

TEST_CASE("each number is worked on once, by however many threads") {
  for (const unsigned jobs : {0U, 1U, 2U, 7U, 50U}) {
    std::vector<std::atomic<int>> seen(40);
    for_each_parallel(seen.size(), jobs, [&](std::size_t i) { ++seen[i]; });
    for (const std::atomic<int>& times : seen) CHECK(times == 1);
  }
  for_each_parallel(0, 3, [](std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("one job stays in the thread that asked for it, in order") {
  std::vector<std::size_t> seen;
  for_each_parallel(5, 1, [&, own = std::this_thread::get_id()](std::size_t i) {
    CHECK(std::this_thread::get_id() == own);
    seen.push_back(i);
  });
  CHECK(seen == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("the failure of the lowest number is thrown, and nothing is begun after a failure") {
  for (const unsigned jobs : {1U, 4U}) {
    std::atomic<int> begun{0};
    CHECK_THROWS_WITH_AS(for_each_parallel(1'000'000, jobs,
                                           [&](std::size_t i) {
                                             ++begun;
                                             if (i >= 3)
                                               throw std::runtime_error(std::to_string(i));
                                           }),
                         "3", std::runtime_error);
    CHECK(begun < 1'000);
  }
}

TEST_CASE("this machine runs one job at least") { CHECK(available_jobs() >= 1); }
