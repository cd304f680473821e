#include "service/search/likely_stretches.h"

#include <algorithm>
#include <array>
#include <bitset>

namespace entrepot {
namespace {

constexpr std::size_t kLetters = 27;  // a to z, and what is none

/// Of which words the first two letters stay when they are stemmed, but that a second y may become
/// an i.
bool stems_begin_alike(std::string_view language) {
  constexpr std::array<std::string_view, 6> kLanguages{"ar", "en", "es", "fr", "pt", "ru"};
  const std::string_view primary = language.substr(0, language.find('-'));
  return std::find(kLanguages.begin(), kLanguages.end(), primary) != kLanguages.end();
}

/// From 1, 0 for what is no letter from a to z.
std::size_t letter(char c) {
  const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (small < 'a' || small > 'z') return 0;
  return static_cast<std::size_t>((small == 'y' ? 'i' : small) - 'a') + 1;
}

/// How the words that are looked for begin.
class Beginnings {
 public:
  explicit Beginnings(const SoughtWords& words) {
    for (const auto& [term, group] : words.terms) add(word_of(term));
    for (const auto& [beginning, group] : words.beginnings) add(beginning);
  }

  /// @param first, second of a word: letter() of them.
  [[nodiscard]] bool has(std::size_t first, std::size_t second) const {
    return pairs_[first * kLetters + second];
  }

 private:
  /// A term without its prefix: "Zen:manag" and "F:manag" are of words that begin as "manag" does.
  static std::string_view word_of(std::string_view term) {
    const bool is_prefixed = !term.empty() && term.front() >= 'A' && term.front() <= 'Z';
    const std::size_t colon = is_prefixed ? term.find(':') : std::string_view::npos;
    return colon == std::string_view::npos ? term : term.substr(colon + 1);
  }

  void add(std::string_view word) {
    // What begins with another letter is found in words that are always looked at, but for
    // letters that lose their accents.
    const std::size_t first = word.empty() ? 0 : letter(word[0]);
    const std::size_t second = word.size() < 2 ? 0 : letter(word[1]);
    if (first == 0) return;
    if (second != 0) {
      pairs_[first * kLetters + second] = true;
      return;
    }
    for (std::size_t any = 0; any < kLetters; ++any) pairs_[first * kLetters + any] = true;
  }

  std::bitset<kLetters * kLetters> pairs_{};
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Marks that stand beside a word and are no part of it.
bool is_beside(char c) {
  constexpr std::string_view kMarks = ".,;:!?()[]\"";
  return kMarks.find(c) != std::string_view::npos;
}

/// Whether what stands between two spaces is one plain word, from byte `begin` to `end`, of Latin
/// letters that begin with two without accents: then these two say enough.
bool is_plain(std::string_view chunk, std::size_t& begin, std::size_t& end) {
  begin = 0;
  end = chunk.size();
  while (begin < end && is_beside(chunk[begin])) ++begin;
  while (end > begin && is_beside(chunk[end - 1])) --end;
  for (std::size_t i = begin; i < end; ++i) {
    if (letter(chunk[i]) != 0) continue;
    // À to ÿ without the signs of multiplication and division.
    const auto next = static_cast<unsigned char>(i + 1 < end ? chunk[i + 1] : '\0');
    const bool is_accented = chunk[i] == '\xC3' && next != 0x97 && next != 0xB7 && i >= begin + 2;
    if (!is_accented) return false;
    ++i;
  }
  return true;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> likely_stretches(std::string_view text,
                                                                  std::string_view language,
                                                                  const SoughtWords& words) {
  // Words of a phrase are of the text as a whole.
  if (!words.phrases.empty() || !stems_begin_alike(language)) return {{0, text.size()}};
  std::vector<std::pair<std::size_t, std::size_t>> out;
  if (words.terms.empty() && words.beginnings.empty()) return out;
  const Beginnings beginnings(words);
  const auto may_hold = [&](std::string_view chunk) {
    std::size_t begin = 0, end = 0;
    if (!is_plain(chunk, begin, end)) return true;
    if (begin == end) return false;
    return beginnings.has(letter(chunk[begin]), end - begin < 2 ? 0 : letter(chunk[begin + 1]));
  };
  std::size_t last_end = std::string_view::npos;  // of the chunk before, if it may hold a word
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (!may_hold(text.substr(at, end - at))) {
      last_end = std::string_view::npos;
    } else {
      if (last_end == std::string_view::npos) out.emplace_back(at, end);
      out.back().second = last_end = end;
    }
    at = end;
  }
  return out;
}

}  // namespace entrepot
