#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "service/http/compression.h"
#include "service/http/http.h"

namespace entrepot {

/// An answer as it is sent, but for what names its address.
struct FinishedAnswer {
  HttpResponse response{};  ///< Its body in that encoding.
  Encoding encoding = Encoding::Identity;
};

/// What became of the answers that were looked for. Each may be read at any time.
struct AnswerCacheCounters {
  std::atomic<std::uint64_t> hits{0}, misses{0};    ///< Since the start.
  std::atomic<std::uint64_t> dropped{0};            ///< Had to go for others.
  std::atomic<std::uint64_t> answers{0}, bytes{0};  ///< Kept at the moment.
};

/// Answers that need not be made again, of which those go first that nobody has asked for the
/// longest time. Never holds more than `most_bytes`, keys included. Any thread; threads wait for
/// each other only where their keys happen to share one of the parts.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_of_part_(most_bytes / kParts) {}

  /// @return nullptr if it is not kept.
  [[nodiscard]] std::shared_ptr<const FinishedAnswer> find(const std::string& key);

  /// Keeps it unless it alone would fill a large share of the room. @param key names everything
  /// that the answer depends on.
  void keep(const std::string& key, FinishedAnswer answer);

  [[nodiscard]] const AnswerCacheCounters& counters() const { return counters_; }

 private:
  static constexpr std::size_t kParts = 16;

  struct Kept {
    std::string key{};
    std::shared_ptr<const FinishedAnswer> answer{};
    std::size_t bytes = 0;
  };
  struct Part {
    std::mutex mutex{};
    std::list<Kept> kept{};  ///< The one asked for last comes first.
    std::unordered_map<std::string_view, std::list<Kept>::iterator> places{};  ///< Keys of `kept`.
    std::size_t bytes = 0;
  };

  [[nodiscard]] Part& part_of(const std::string& key);
  void drop(Part& part, std::list<Kept>::iterator at, std::list<Kept>& dropped);

  std::size_t most_of_part_;
  std::array<Part, kParts> parts_{};
  AnswerCacheCounters counters_{};
};

}  // namespace entrepot
