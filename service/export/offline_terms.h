#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/text/analyser.h"

/// How the offline search has words. site/assets/js/offline.js does the same with a question.
namespace entrepot {

/// A word that texts are found by.
struct OfflineTerm {
  std::string folded{};   ///< As Token::folded; of Han, kana and Hangul a pair of characters.
  std::string written{};  ///< As Token::word; empty where no stems are looked for.
  bool operator==(const OfflineTerm&) const = default;
};

/// The words of a text in order. A character of Han, kana or Hangul that stands alone is a word.
[[nodiscard]] std::vector<OfflineTerm> offline_terms(std::string_view text);

/// The letters that decide in which file of the index a word stands, so that its forms stand there,
/// too: the first three, without the article and particles of Arabic; of Han, kana and Hangul one.
[[nodiscard]] std::string shard_letters(std::string_view folded);

/// FNV-1a over code points, by which letters are spread over files.
[[nodiscard]] std::uint32_t letters_hash(std::string_view letters);

/// Where a word stands and how often, as text: numbers in digits of 26, the lowest first, the last
/// a small letter and those before it capitals. Of each place the distance from the one before,
/// doubled, and one more if a second number follows: how often, which otherwise is once.
class OfflinePostings {
 public:
  /// @pre places come in ascending order.
  void add(std::uint32_t place, std::uint32_t times);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void number(std::uint32_t value);
  std::string text_{};
  std::uint32_t next_ = 0;  ///< The first place that may come.
};

}  // namespace entrepot
