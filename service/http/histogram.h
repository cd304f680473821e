#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace entrepot {

/// Times, counted by how long they are. Threads add and read without locks; what is read meanwhile
/// is of no single moment, but its total is always the sum of its parts.
class Histogram {
 public:
  /// Upper bounds, which belong to their part; beyond the last one there is one more.
  static constexpr std::array<std::chrono::microseconds, 13> kBounds{
      {std::chrono::microseconds(250), std::chrono::microseconds(500), std::chrono::milliseconds(1),
       std::chrono::microseconds(2'500), std::chrono::milliseconds(5),
       std::chrono::milliseconds(10), std::chrono::milliseconds(25), std::chrono::milliseconds(50),
       std::chrono::milliseconds(100), std::chrono::milliseconds(250),
       std::chrono::milliseconds(500), std::chrono::seconds(1), std::chrono::milliseconds(2'500)}};

  void add(std::chrono::microseconds time) {
    std::size_t part = 0;
    while (part < kBounds.size() && time > kBounds[part]) ++part;
    parts_[part].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(time.count(), std::memory_order_relaxed);
  }

  struct Snapshot {
    std::array<std::uint64_t, kBounds.size() + 1> up_to{};  ///< Times within each bound; last: all.
    std::chrono::microseconds sum{};
    [[nodiscard]] std::uint64_t count() const { return up_to.back(); }
  };
  [[nodiscard]] Snapshot read() const {
    Snapshot out{.sum = std::chrono::microseconds(sum_.load(std::memory_order_relaxed))};
    std::uint64_t total = 0;
    for (std::size_t part = 0; part < parts_.size(); ++part)
      out.up_to[part] = total += parts_[part].load(std::memory_order_relaxed);
    return out;
  }

 private:
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> parts_{};
  std::atomic<std::int64_t> sum_ = 0;
};

}  // namespace entrepot
