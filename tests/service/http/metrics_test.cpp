#include "service/http/metrics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace entrepot;
using std::chrono::microseconds;

namespace {

std::string written(const RequestMetrics& metrics) {
  std::string text;
  metrics.write(text);
  return text;
}

bool has(const std::string& text, const std::string& line) {
  return text.find(line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a histogram counts each time once, within every bound that it keeps") {
  Histogram histogram;
  std::mt19937 random(1128);
  std::vector<microseconds> times(1000);
  for (microseconds& time : times) {
    time = microseconds(random() % 4'000'000);
    if (random() % 4 == 0) time = Histogram::kBounds[random() % Histogram::kBounds.size()];
    histogram.add(time);
  }
  const Histogram::Snapshot read = histogram.read();
  CHECK(read.count() == times.size());
  for (std::size_t i = 0; i < Histogram::kBounds.size(); ++i)
    CHECK(read.up_to[i] ==
          static_cast<std::uint64_t>(std::count_if(times.begin(), times.end(), [&](auto time) {
            return time <= Histogram::kBounds[i];
          })));
}

TEST_CASE("threads that count at once lose nothing") {
  RequestMetrics metrics({"/a", "/b"});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 5000; ++n)
        metrics.add({.route = "/b", .status = 200, .bytes = 3, .took = microseconds(700)});
    });
  for (std::thread& thread : threads) thread.join();
  const std::string text = written(metrics);
  const std::string name = "entrepot_http_request_duration_seconds";
  CHECK(has(text, name + R"(_bucket{route="/b",status="2xx",le="0.0005"} 0)"));
  CHECK(has(text, name + R"(_bucket{route="/b",status="2xx",le="0.001"} 20000)"));
  CHECK(has(text, name + R"(_bucket{route="/b",status="2xx",le="+Inf"} 20000)"));
  CHECK(has(text, name + R"(_sum{route="/b",status="2xx"} 14)"));
  CHECK(has(text, name + R"(_count{route="/b",status="2xx"} 20000)"));
  CHECK(has(text, R"(entrepot_http_response_body_bytes_total{route="/b"} 60000)"));
  CHECK(text.find(R"("/a")") == std::string::npos);
}

TEST_CASE("whatever strangers ask for, there are no more rows than routes, and one") {
  RequestMetrics metrics({"/a"});
  for (int i = 0; i < 1000; ++i)
    metrics.add({.route = i % 2 == 0 ? "" : "/nothing\"", .status = 404, .took = microseconds(1)});
  metrics.add({.route = "/a", .status = 77});
  metrics.add({.route = "/a", .status = 999});
  const std::string text = written(metrics);
  CHECK(has(text,
            R"(entrepot_http_request_duration_seconds_count{route="other",status="4xx"} 1000)"));
  CHECK(has(text, R"(entrepot_http_request_duration_seconds_count{route="/a",status="1xx"} 1)"));
  CHECK(has(text, R"(entrepot_http_request_duration_seconds_count{route="/a",status="5xx"} 1)"));
  CHECK(text.find("nothing") == std::string::npos);
}
