#include "service/export/offline_terms.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace entrepot;

namespace {

std::string folded(std::string_view text) {
  std::string out;
  for (const OfflineTerm& term : offline_terms(text)) out += (out.empty() ? "" : " ") + term.folded;
  return out;
}

/// As the script reads them.
std::vector<std::pair<std::uint32_t, std::uint32_t>> read(const std::string& text) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  std::uint32_t place = 0;
  std::size_t at = 0;
  const auto number = [&] {
    std::uint32_t value = 0, unit = 1;
    while (text[at] < 'a') {
      value += unit * static_cast<std::uint32_t>(text[at++] - 'A');
      unit *= 26;
    }
    return value + unit * static_cast<std::uint32_t>(text[at++] - 'a');
  };
  while (at < text.size()) {
    const std::uint32_t head = number();
    place += head / 2;
    out.emplace_back(place++, head % 2 == 1 ? number() : 1);
  }
  return out;
}

}  // namespace

TEST_CASE(
    "words are folded as the index has them; runs of Han are pairs, but for one character alone") {
  CHECK(folded("Gestión des Risques, l'École") == "gestion des risques ecole");
  CHECK(folded("海关总署 and 税") == "海关 关总 总署 and 税");
  CHECK(folded("").empty());
}

TEST_CASE("forms of a word are kept together") {
  CHECK(shard_letters("manage") == "man");
  CHECK(shard_letters("go") == "go");
  CHECK(shard_letters("الجمارك") == shard_letters("جمارك"));
  CHECK(shard_letters("والجمارك") == shard_letters("للجمارك"));
  CHECK(shard_letters("海关") == "海");
  CHECK(shard_letters("таможня") == "там");
}

TEST_CASE("letters are spread evenly, and as the script spreads them") {
  CHECK(letters_hash("man") == 3919713997U);  // worked out with offline.js
  CHECK(letters_hash("там") == 1854626210U);
}

TEST_CASE("postings are read back as they were written") {
  std::minstd_rand random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> written;
    OfflinePostings postings;
    std::uint32_t place = 0;
    for (auto i = random() % 50; i > 0; --i) {
      place += static_cast<std::uint32_t>(random() % (random() % 3 == 0 ? 100'000 : 3));
      const auto times = static_cast<std::uint32_t>(1 + random() % (random() % 3 == 0 ? 1'000 : 2));
      written.emplace_back(place, times);
      postings.add(written.back().first, written.back().second);
      ++place;
    }
    CHECK(read(postings.text()) == written);
  }
}
