#include "service/http/answer_cache.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace entrepot;

namespace {

constexpr std::size_t kRoom = std::size_t{1024} * 1024;

FinishedAnswer answer(std::string body) { return {.response = {.body = std::move(body)}}; }

std::string name(int number) { return "key " + std::to_string(number); }

}  // namespace

TEST_CASE("an answer is found by its own key and by no other") {
  AnswerCache cache(kRoom);
  cache.keep("a", answer("one"));
  cache.keep("b", answer("two"));
  CHECK(cache.find("a")->response.body == "one");
  CHECK(cache.find("b")->response.body == "two");
  CHECK(cache.find("c") == nullptr);
  CHECK(cache.counters().hits == 2);
  CHECK(cache.counters().misses == 1);
}

TEST_CASE("the last answer kept under a key is the one that is found") {
  AnswerCache cache(kRoom);
  cache.keep("a", answer("one"));
  cache.keep("a", answer("other"));
  CHECK(cache.find("a")->response.body == "other");
  CHECK(cache.counters().answers == 1);
}

TEST_CASE("answers never take more room than there is, and the counters tell how much") {
  AnswerCache cache(kRoom);
  for (int i = 0; i < 5'000; ++i) {
    cache.keep(name(i), answer(std::string(1'000, 'x')));
    REQUIRE(cache.counters().bytes <= kRoom);
  }
  CHECK(cache.counters().bytes > kRoom / 2);
  CHECK(cache.counters().dropped + cache.counters().answers == 5'000);
}

TEST_CASE("what is asked for again and again stays while others come and go") {
  AnswerCache cache(kRoom);
  cache.keep("dear", answer("still here"));
  for (int i = 0; i < 5'000; ++i) {
    cache.keep(name(i), answer(std::string(1'000, 'x')));
    REQUIRE(cache.find("dear") != nullptr);
  }
  CHECK(cache.find(name(0)) == nullptr);
}

TEST_CASE("an answer that would push out many others is not kept") {
  AnswerCache cache(kRoom);
  cache.keep("small", answer("x"));
  cache.keep("huge", answer(std::string(kRoom / 16, 'x')));
  CHECK(cache.find("huge") == nullptr);
  CHECK(cache.find("small") != nullptr);
}

TEST_CASE("threads keep and find answers at once, each under its own key") {
  AnswerCache cache(kRoom / 4);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&cache, &wrong, t] {
      for (int i = 0; i < 5'000; ++i) {
        const std::string key = name((i * (t + 1)) % 700);
        if (const auto found = cache.find(key); found && found->response.body != key) ++wrong;
        cache.keep(key, answer(key));
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(cache.counters().bytes <= kRoom / 4);
}
