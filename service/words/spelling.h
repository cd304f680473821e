#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entrepot {

/// Words that are known, and the one that a misspelt word was probably meant to be. Words are
/// folded (Token::folded). Immutable once filled; threads may share it.
class Spelling {
 public:
  /// @param texts how many have the word; of equally near ones the most used is meant.
  void add(const std::string& word, std::uint64_t texts);

  /// The known word that differs by one letter left out, put in, changed or swapped with the next.
  /// A slip to a neighbouring key, a doubled letter and a swap are likelier than others. Words
  /// under five letters, or with a digit, are never corrected: too much is near them.
  /// @return empty if the word is known or nothing is near.
  [[nodiscard]] std::string correct(std::string_view word) const;

  [[nodiscard]] bool knows(std::string_view word) const;

 private:
  struct Known {
    std::string word{};
    std::uint64_t texts = 0;
  };
  std::vector<Known> words_{};
  std::unordered_map<std::string, std::uint32_t> places_{};
  /// Of a hash of a word with one letter left out, or none: which words have it.
  std::unordered_multimap<std::size_t, std::uint32_t> shortened_{};
};

}  // namespace entrepot
