#include "service/export/offline_terms.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "model/text/code_points.h"

namespace entrepot {
namespace {

constexpr std::size_t kLetters = 3;

/// Of a script that is written without spaces: Han, kana and Hangul.
bool is_of_run(std::string_view word) {
  const std::vector<Token> tokens = tokenize(word);
  return !tokens.empty() && tokens.front().run != 0;
}

std::string_view without_arabic_article(std::string_view word) {
  constexpr std::array<std::string_view, 9> kAttached{"وال", "فال", "بال", "كال", "ال",
                                                      "ولل", "فلل", "لل",  ""};
  for (const std::string_view one : kAttached)
    if (word.starts_with(one) && word.size() > one.size()) return word.substr(one.size());
  return word;
}

}  // namespace

std::vector<OfflineTerm> offline_terms(std::string_view text) {
  std::vector<OfflineTerm> out;
  const std::vector<Token> tokens = tokenize(text);
  for (std::size_t i = 0; i < tokens.size();) {
    if (tokens[i].run == 0) {
      out.push_back({.folded = tokens[i].folded, .written = tokens[i].word});
      ++i;
      continue;
    }
    std::string run;
    const unsigned number = tokens[i].run;
    for (; i < tokens.size() && tokens[i].run == number; ++i) run += tokens[i].word;
    const std::vector<std::string> letters = text::characters(run);
    if (letters.size() == 1) out.push_back({.folded = run});
    for (std::size_t at = 0; at + 1 < letters.size(); ++at)
      out.push_back({.folded = letters[at] + letters[at + 1]});
  }
  return out;
}

std::string shard_letters(std::string_view folded) {
  const std::string_view word = without_arabic_article(folded);
  const std::size_t most = is_of_run(word) ? 1 : kLetters;
  std::string out;
  const std::vector<std::string> letters = text::characters(word);
  for (std::size_t i = 0; i < std::min(most, letters.size()); ++i) out += letters[i];
  return out;
}

std::uint32_t letters_hash(std::string_view letters) {
  std::uint32_t hash = 2'166'136'261U;
  for (std::size_t at = 0; at < letters.size();)
    hash = (hash ^ static_cast<std::uint32_t>(text::next_code_point(letters, at))) * 16'777'619U;
  return hash ^ (hash >> 16U);
}

void OfflinePostings::add(std::uint32_t place, std::uint32_t times) {
  assert(place >= next_ && times > 0);
  number((place - next_) * 2 + (times > 1 ? 1 : 0));
  if (times > 1) number(times);
  next_ = place + 1;
}

void OfflinePostings::number(std::uint32_t value) {
  constexpr std::uint32_t kBase = 26;
  for (; value >= kBase; value /= kBase) text_ += static_cast<char>('A' + value % kBase);
  text_ += static_cast<char>('a' + value);
}

}  // namespace entrepot
