#include "service/words/spelling.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "model/text/code_points.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

using Letters = std::vector<std::int32_t>;

constexpr std::size_t kFewestLetters = 5;
constexpr std::size_t kMostLetters = 40;

Letters letters_of(std::string_view word) {
  Letters letters;
  for (std::size_t at = 0; at < word.size();) letters.push_back(text::next_code_point(word, at));
  return letters;
}

bool may_be_corrected(const Letters& letters) {
  return letters.size() >= kFewestLetters && letters.size() <= kMostLetters &&
         std::none_of(letters.begin(), letters.end(),
                      [](std::int32_t letter) { return letter >= '0' && letter <= '9'; });
}

std::size_t hash(const Letters& letters, std::size_t without) {
  std::size_t out = 14695981039346656037U;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (i != without) out = (out ^ static_cast<std::size_t>(letters[i])) * 1099511628211U;
  return out;
}

/// Hashes of the word and of it without each of its letters.
std::set<std::size_t> hashes(const Letters& letters) {
  std::set<std::size_t> out{hash(letters, letters.size())};
  for (std::size_t i = 0; i < letters.size(); ++i) out.insert(hash(letters, i));
  return out;
}

/// Whether two letters lie side by side on a keyboard's row.
bool are_neighbours(std::int32_t one, std::int32_t other) {
  static const std::array<Letters, 6> kRows{letters_of("qwertyuiop"),  letters_of("asdfghjkl"),
                                            letters_of("zxcvbnm"),     letters_of("йцукенгшщзхъ"),
                                            letters_of("фывапролджэ"), letters_of("ячсмитьбю")};
  return std::any_of(kRows.begin(), kRows.end(), [&](const Letters& row) {
    const auto first = std::find(row.begin(), row.end(), one);
    const auto second = std::find(row.begin(), row.end(), other);
    if (first == row.end() || second == row.end()) return false;
    return first - second == 1 || second - first == 1;
  });
}

/// How unlikely one slip is; 0 = it is more than one.
unsigned slip(const Letters& typed, const Letters& meant) {
  constexpr unsigned kLikely = 1, kUnlikely = 2;
  const std::size_t shorter = std::min(typed.size(), meant.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && typed[head] == meant[head]) ++head;
  while (tail < shorter - head && typed[typed.size() - 1 - tail] == meant[meant.size() - 1 - tail])
    ++tail;
  const std::size_t own = typed.size() - head - tail, its = meant.size() - head - tail;
  if (own == 1 && its == 1) return are_neighbours(typed[head], meant[head]) ? kLikely : kUnlikely;
  if (own == 2 && its == 2)
    return typed[head] == meant[head + 1] && typed[head + 1] == meant[head] ? kLikely : 0;
  if (own + its != 1) return 0;
  const Letters& longer = own == 1 ? typed : meant;
  const bool is_doubled = (head > 0 && longer[head] == longer[head - 1]) ||
                          (head + 1 < longer.size() && longer[head] == longer[head + 1]);
  return is_doubled ? kLikely : kUnlikely;
}

}  // namespace

void Spelling::add(const std::string& word, std::uint64_t texts) {
  if (const auto known = places_.find(word); known != places_.end()) {
    words_[known->second].texts += texts;
    return;
  }
  const auto place = static_cast<std::uint32_t>(words_.size());
  places_.emplace(word, place);
  words_.push_back({.word = word, .texts = texts});
  const Letters letters = letters_of(word);
  if (letters.size() + 1 < kFewestLetters || letters.size() > kMostLetters) return;
  for (const std::size_t key : hashes(letters)) shortened_.emplace(key, place);
}

std::string Spelling::correct(std::string_view word) const {
  const Letters typed = letters_of(word);
  if (!may_be_corrected(typed) || knows(word)) return {};
  const Known* best = nullptr;
  unsigned best_slip = 0;
  std::set<std::uint32_t> seen;
  for (const std::size_t key : hashes(typed)) {
    const auto [first, last] = shortened_.equal_range(key);
    for (auto at = first; at != last; ++at) {
      if (!seen.insert(at->second).second) continue;
      const Known& known = words_[at->second];
      const unsigned own = slip(typed, letters_of(known.word));
      if (own == 0) continue;
      const bool is_better =
          best == nullptr || own < best_slip ||
          (own == best_slip &&
           (known.texts > best->texts || (known.texts == best->texts && known.word < best->word)));
      if (!is_better) continue;
      best = &known;
      best_slip = own;
    }
  }
  return best == nullptr ? std::string() : best->word;
}

bool Spelling::knows(std::string_view word) const { return places_.contains(std::string(word)); }

}  // namespace entrepot
