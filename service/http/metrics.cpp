#include "service/http/metrics.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <unistd.h>
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <utility>

namespace entrepot {
namespace {

constexpr std::string_view kOther = "other";

double seconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1e6; }

/// A text between the quotes of a label.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void describe(std::string& text, std::string_view name, std::string_view type,
              std::string_view help) {
  fmt::format_to(std::back_inserter(text), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

template <typename Number>
void gauge(std::string& text, std::string_view name, std::string_view help, Number value) {
  describe(text, name, "gauge", help);
  fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
}

template <typename Number>
void counter(std::string& text, std::string_view name, std::string_view help, Number value) {
  describe(text, name, "counter", help);
  fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
}

/// Seconds since 1970; 0 for what is no such time.
std::time_t unix_time(const std::string& rfc3339) {
  std::tm time{};
  return ::strptime(rfc3339.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time) == nullptr ? 0 : ::timegm(&time);
}

void write_process(std::string& text) {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  counter(text, "process_cpu_seconds_total", "Processor time, of user and system.",
          seconds(of(usage.ru_utime) + of(usage.ru_stime)));
  std::size_t all = 0, resident = 0;
  if (std::ifstream("/proc/self/statm") >> all >> resident)
    gauge(text, "process_resident_memory_bytes", "Memory in use.",
          resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)));
}

void write_server(std::string& text, const HttpServer& server) {
  const HttpCounters& counters = server.counters();
  const HttpLoad load = server.load();
  gauge(text, "entrepot_http_connections", "Connections now.", counters.open.load());
  gauge(text, "entrepot_http_queue_length", "Requests that wait for a thread.", load.waiting);
  gauge(text, "entrepot_http_threads_busy", "Threads at a request.", load.busy);
  gauge(text, "entrepot_http_threads", "Threads that make answers.", load.threads);
  counter(text, "entrepot_http_connections_total", "Connections accepted.",
          counters.accepted.load());
  counter(text, "entrepot_http_rejected_total",
          "Requests and connections refused because there were too many (503).",
          counters.rejected.load());
  counter(text, "entrepot_http_unreadable_total",
          "Requests whose head was malformed or too large (400, 414, 431).",
          counters.unreadable.load());
  counter(text, "entrepot_http_too_slow_total",
          "Requests that did not come in time (408), and answers that were not fetched.",
          counters.too_slow.load());
  counter(text, "entrepot_http_evicted_total", "Idle connections closed to make room.",
          counters.evicted.load());
}

void write_kept(std::string& text, const AnswerCacheCounters& kept) {
  counter(text, "entrepot_cache_hits_total", "Answers that had been kept.", kept.hits.load());
  counter(text, "entrepot_cache_misses_total", "Answers that had to be made.", kept.misses.load());
  counter(text, "entrepot_cache_dropped_total", "Answers that made room for others.",
          kept.dropped.load());
  gauge(text, "entrepot_cache_answers", "Answers kept now.", kept.answers.load());
  gauge(text, "entrepot_cache_bytes", "Their size.", kept.bytes.load());
}

void write_index(std::string& text, const IndexMetrics& index) {
  describe(text, "entrepot_index_info", "gauge", "The generation that answers.");
  fmt::format_to(std::back_inserter(text), "entrepot_index_info{{generation=\"{}\"}} 1\n",
                 escaped(index.generation));
  gauge(text, "entrepot_index_built_timestamp_seconds", "When it was built.",
        unix_time(index.built_at));
  gauge(text, "entrepot_index_documents", "Documents in it.", index.documents);
  gauge(text, "entrepot_index_passages", "Passages in it.", index.passages);
  gauge(text, "entrepot_index_checked", "Whether every byte of it is as it was built.",
        index.is_checked ? 1 : 0);
  gauge(text, "entrepot_index_problem",
        "Whether it is damaged, or a newer one is and is not served; /readyz says which.",
        index.has_problem ? 1 : 0);
}

}  // namespace

RequestMetrics::RequestMetrics(std::vector<std::string_view> routes)
    : routes_(std::move(routes)), rows_(routes_.size() + 1) {
  std::sort(routes_.begin(), routes_.end());
}

void RequestMetrics::add(const AccessLogEntry& entry) {
  const auto found = std::lower_bound(routes_.begin(), routes_.end(), entry.route);
  const bool is_known = found != routes_.end() && *found == entry.route;
  Row& row = rows_[is_known ? static_cast<std::size_t>(found - routes_.begin()) : routes_.size()];
  const int status_class = std::clamp(entry.status / 100, 1, static_cast<int>(kClasses));
  row.times[static_cast<std::size_t>(status_class - 1)].add(entry.took);
  row.bytes.fetch_add(entry.bytes, std::memory_order_relaxed);
}

void RequestMetrics::write(std::string& text) const {
  const auto name_of = [&](std::size_t row) {
    return escaped(row < routes_.size() ? routes_[row] : kOther);
  };
  auto out = std::back_inserter(text);
  constexpr std::string_view kTime = "entrepot_http_request_duration_seconds";
  describe(text, kTime, "histogram", "From a whole request to a whole answer.");
  for (std::size_t row = 0; row < rows_.size(); ++row)
    for (std::size_t status = 0; status < kClasses; ++status) {
      const Histogram::Snapshot times = rows_[row].times[status].read();
      if (times.count() == 0) continue;
      const std::string labels =
          fmt::format("route=\"{}\",status=\"{}xx\"", name_of(row), status + 1);
      for (std::size_t part = 0; part < times.up_to.size(); ++part) {
        const std::string bound = part < Histogram::kBounds.size()
                                      ? fmt::format("{}", seconds(Histogram::kBounds[part]))
                                      : "+Inf";
        fmt::format_to(out, "{}_bucket{{{},le=\"{}\"}} {}\n", kTime, labels, bound,
                       times.up_to[part]);
      }
      fmt::format_to(out, "{}_sum{{{}}} {}\n", kTime, labels, seconds(times.sum));
      fmt::format_to(out, "{}_count{{{}}} {}\n", kTime, labels, times.count());
    }
  constexpr std::string_view kBytes = "entrepot_http_response_body_bytes_total";
  describe(text, kBytes, "counter", "Bytes of bodies sent, as compressed.");
  for (std::size_t row = 0; row < rows_.size(); ++row)
    if (const std::uint64_t bytes = rows_[row].bytes.load(std::memory_order_relaxed); bytes > 0)
      fmt::format_to(out, "{}{{route=\"{}\"}} {}\n", kBytes, name_of(row), bytes);
}

std::string metrics_text(const ServiceMetrics& service) {
  std::string text;
  describe(text, "entrepot_build_info", "gauge", "The program.");
  fmt::format_to(std::back_inserter(text), "entrepot_build_info{{version=\"{}\"}} 1\n",
                 ENTREPOT_VERSION);
  gauge(
      text, "process_start_time_seconds", "When the program started.",
      std::chrono::duration_cast<std::chrono::seconds>(service.started.time_since_epoch()).count());
  gauge(text, "entrepot_uptime_seconds", "Since then.",
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now() -
                                                         service.started)
            .count());
  write_process(text);
  write_index(text, service.index);
  write_server(text, service.server);
  write_kept(text, service.kept);
  service.requests.write(text);
  return text;
}

}  // namespace entrepot
