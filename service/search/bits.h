#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entrepot {

/// A set of numbers below a bound, a bit each: sets of documents are joined sixty-four at a time.
class Bits {
 public:
  Bits() = default;
  /// None of the numbers below `end`.
  explicit Bits(std::size_t end) : end_(end), words_((end + kWidth - 1) / kWidth, 0) {}

  /// One past the largest number there can be; 0 for a set that says nothing.
  [[nodiscard]] std::size_t end() const { return end_; }
  [[nodiscard]] bool has(std::size_t number) const {
    return (words_[number / kWidth] >> (number % kWidth) & 1U) != 0;
  }
  void add(std::size_t number) { words_[number / kWidth] |= std::uint64_t{1} << number % kWidth; }
  void clear() { std::fill(words_.begin(), words_.end(), 0); }

  /// @pre both have the same end; so of the next two.
  void keep(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void add_all(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void remove(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }

  [[nodiscard]] bool is_empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  [[nodiscard]] std::size_t count() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }

  /// Calls with each number, in order.
  template <typename Call>
  void each(const Call& call) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
        call(static_cast<std::uint32_t>(i * kWidth +
                                        static_cast<std::size_t>(std::countr_zero(rest))));
  }

 private:
  static constexpr std::size_t kWidth = 64;
  std::size_t end_ = 0;
  std::vector<std::uint64_t> words_{};
};

}  // namespace entrepot
