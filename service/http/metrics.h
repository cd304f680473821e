#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/access_log.h"
#include "service/http/answer_cache.h"
#include "service/http/histogram.h"
#include "service/http/http_server.h"

namespace entrepot {

/// What was answered since the start, by route and class of status. Threads may share it; adding
/// takes no lock. Addresses that no route took are one: what strangers ask for makes no new rows.
class RequestMetrics {
 public:
  explicit RequestMetrics(std::vector<std::string_view> routes);

  void add(const AccessLogEntry& entry);

  /// Adds a histogram of times and a count of bytes to `text`, in Prometheus' format.
  void write(std::string& text) const;

 private:
  static constexpr std::size_t kClasses = 5;
  struct Row {
    std::array<Histogram, kClasses> times{};  ///< 1xx to 5xx
    std::atomic<std::uint64_t> bytes = 0;
  };

  std::vector<std::string_view> routes_;  ///< Sorted.
  std::vector<Row> rows_;                 ///< Of each, and one of all others.
};

/// What an index says of itself.
struct IndexMetrics {
  std::string generation{};
  std::string built_at{};  ///< "2026-11-28T08:00:00Z"
  std::size_t documents = 0;
  std::size_t passages = 0;
  bool is_checked = false;   ///< Every byte of it is as it was built.
  bool has_problem = false;  ///< It is damaged, or a newer one is and is not served.
};

/// What there is to count in a running service.
struct ServiceMetrics {
  const RequestMetrics& requests;
  const HttpServer& server;
  const AnswerCacheCounters& kept;
  IndexMetrics index{};
  std::chrono::system_clock::time_point started{};
};

/// All that GET /metrics says, in the text format of Prometheus 0.0.4.
[[nodiscard]] std::string metrics_text(const ServiceMetrics& service);

}  // namespace entrepot
