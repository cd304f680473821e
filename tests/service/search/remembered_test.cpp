#include "service/search/remembered.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace entrepot;

TEST_CASE("what was found is not looked for again") {
  Remembered<int> lengths(10);
  int looked = 0;
  const auto length_of = [&](const std::string& word) {
    return lengths.of(word, [&] {
      ++looked;
      return static_cast<int>(word.size());
    });
  };
  CHECK(length_of("four") == 4);
  CHECK(length_of("seven") == 5);
  CHECK(length_of("four") == 4);
  CHECK(looked == 2);
}

TEST_CASE("a failure is not remembered") {
  Remembered<int> known(10);
  CHECK_THROWS_AS((void)known.of("a", []() -> int { throw std::runtime_error("no"); }),
                  std::runtime_error);
  CHECK(known.of("a", [] { return 1; }) == 1);
}

TEST_CASE("it never keeps more than it may") {
  Remembered<int> known(3);
  int looked = 0;
  const auto ask = [&](int key) {
    return known.of(std::to_string(key), [&] {
      ++looked;
      return key;
    });
  };
  for (int key = 0; key < 100; ++key) CHECK(ask(key) == key);
  looked = 0;
  for (int key = 0; key < 100; ++key) CHECK(ask(key) == key);
  CHECK(looked >= 97);
}

TEST_CASE("threads that ask at once get the same answers") {
  Remembered<int> known(5);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 2000; ++n)
        if (known.of(std::to_string(n % 9), [n] { return n % 9; }) != n % 9) ++wrong;
    });
  for (std::thread& one : threads) one.join();
  CHECK(wrong == 0);
}
