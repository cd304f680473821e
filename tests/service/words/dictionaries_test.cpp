#include "service/words/dictionaries.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using entrepot::Dictionaries;

TEST_CASE("right words are known in each language that has a dictionary, however bent") {
  const Dictionaries dictionaries;
  for (const std::string word : {"chairs", "slower", "quarantine", "vulnérabilité", "dédouanements",
                                 "aranceles", "alfândegas", "досмотра", "النجاح", "Geneva"})
    CHECK_MESSAGE(dictionaries.has(word), word);
  for (const std::string word : {"chiars", "sloower", "quarantne", "vulnérabilté", "досмотрра", ""})
    CHECK_MESSAGE(!dictionaries.has(word), word);
}

TEST_CASE("without dictionaries no word is known, and an endless one never is") {
  const Dictionaries none("/nowhere");
  CHECK(!none.has("chairs"));
  const Dictionaries dictionaries;
  CHECK(!dictionaries.has(std::string(100'000, 'a')));
}

TEST_CASE("several threads may ask at once") {
  const Dictionaries dictionaries;
  std::vector<std::thread> threads;
  std::vector<int> known(4);
  for (int& count : known)
    threads.emplace_back([&count, &dictionaries] {
      for (int i = 0; i < 200; ++i)
        if (dictionaries.has(i % 2 == 0 ? "chairs" : "chiars")) ++count;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(known == std::vector<int>(4, 100));
}
