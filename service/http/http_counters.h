#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace entrepot {

/// What a server counts of its connections. Any thread may read; each number is right by itself.
struct HttpCounters {
  std::atomic<std::uint64_t> accepted = 0;
  std::atomic<std::uint64_t> rejected =
      0;  ///< 503: too many requests wait, or too many connections.
  std::atomic<std::uint64_t> unreadable = 0;  ///< Heads that were malformed or too large.
  std::atomic<std::uint64_t> too_slow = 0;    ///< Heads that did not come, answers not fetched.
  std::atomic<std::uint64_t> evicted = 0;     ///< Connections closed to make room.
  std::atomic<std::size_t> open = 0;          ///< Connections now.
};

}  // namespace entrepot
