#include "service/http/connections.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <vector>

#include "model/error.h"
#include "tests/service/http/test_client.h"

using namespace entrepot;
using std::chrono::milliseconds;

namespace {

namespace fs = std::filesystem;

/// Answers with the path; the one of "/large" has eight megabytes.
HttpResponse echo(const HttpRequest& request) {
  return {.content_type = "text/plain",
          .body = request.path == "/large" ? std::string(8'000'000, 'x') : "at " + request.path};
}

/// Ends an answer at the path "/slow" only when it is let.
struct Gate {
  std::promise<void> promise{};
  std::shared_future<void> opened{promise.get_future()};
  std::atomic<int> inside = 0;

  HttpHandler handler() {
    return [this](const HttpRequest& request) {
      ++inside;
      if (request.path == "/slow") opened.wait();
      return echo(request);
    };
  }
};

bool has_slash_b(const std::string& text) { return text.find("at /b") != std::string::npos; }

/// A folder of the test's own.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("entrepot-listen-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("requests that come in one piece are all answered, in their order") {
  RunningServer running(&echo);
  const TestClient client(running.server);
  client.send(get("/a") + "\r\n" + get("/b") + get("/c", "Connection: close\r\n"));
  const std::string answers = client.receive();
  CHECK(occurrences(answers, "HTTP/1.1 200 OK\r\n") == 3);
  CHECK(answers.find("at /a") < answers.find("at /b"));
  CHECK(answers.find("at /b") < answers.find("at /c"));
}

TEST_CASE("a request that comes in single bytes is answered") {
  RunningServer running(&echo);
  const TestClient client(running.server);
  for (const char byte : get("/b")) client.send(std::string(1, byte));
  CHECK(client.receive(&has_slash_b).starts_with("HTTP/1.1 200"));
}

TEST_CASE("a head that does not come in time is told so, and a silent client is told nothing") {
  HttpServerOptions options;
  options.limits.head_time = milliseconds(100);
  RunningServer running(&echo, options);
  const TestClient slow(running.server), silent(running.server);
  slow.send("GET / HTTP/1.1\r\nHost: ");
  const std::string answer = slow.receive();
  CHECK(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"));
  CHECK(answer.find("\r\nContent-Security-Policy: default-src 'none'") != std::string::npos);
  CHECK(silent.receive().empty());
  CHECK(running.server.counters().too_slow == 1);
}

TEST_CASE("the time for a head does not begin anew with each of its bytes") {
  HttpServerOptions options;
  options.limits.head_time = milliseconds(300);
  RunningServer running(&echo, options);
  const TestClient client(running.server);
  client.send("GET / HTTP/1.1\r\nA: ");
  std::atomic<bool> told = false;
  std::thread trickle([&] {
    while (!told) {
      client.send("a");
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  const std::string answer = client.receive([](const std::string& text) { return !text.empty(); });
  told = true;
  trickle.join();
  CHECK(answer.starts_with("HTTP/1.1 408"));
}

TEST_CASE("a head without an end is refused when it is too long, not read on") {
  RunningServer running(&echo);
  for (const auto& [begin, status] : std::vector<std::pair<std::string, std::string>>{
           {"GET /", "414"}, {"GET / HTTP/1.1\r\nA: ", "431"}}) {
    const TestClient client(running.server);
    client.send(begin + std::string(100'000, 'a'));
    const std::string answer = client.receive();
    CHECK(answer.starts_with("HTTP/1.1 " + status));
    CHECK(answer.find("\r\nX-Content-Type-Options: nosniff\r\n") != std::string::npos);
  }
  CHECK(running.server.counters().unreadable == 2);
}

TEST_CASE("a refused body does not cost the client the answer that says so") {
  RunningServer running(&echo);
  for (int round = 0; round < 20; ++round) {
    const TestClient client(running.server);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" +
                std::string(100'000, 'x'));
    const std::string answer = client.receive();
    REQUIRE(answer.starts_with("HTTP/1.1 400"));
    REQUIRE(answer.find("\r\nConnection: close\r\n") != std::string::npos);
    REQUIRE(answer.find("Keep-Alive") == std::string::npos);
    REQUIRE(answer.ends_with("400: a request body is not accepted.\n"));
  }
}

TEST_CASE("one host is named, or the request is refused") {
  RunningServer running(&echo);
  const auto ask = [&](const std::string& head) {
    const TestClient client(running.server);
    client.send(head);
    return client.receive().substr(9, 3);
  };
  CHECK(ask("GET / HTTP/1.1\r\n\r\n") == "400");
  CHECK(ask("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == "400");
  CHECK(ask("GET / HTTP/1.0\r\n\r\n") == "200");
}

TEST_CASE(
    "more requests than can wait are told at once when to come back, and those that wait are "
    "answered") {
  Gate gate;
  HttpServerOptions options{.threads = 1, .queue = 1};
  RunningServer running(gate.handler(), options);
  const TestClient first(running.server), second(running.server), third(running.server);
  first.send(get("/slow", "Connection: close\r\n"));
  REQUIRE(comes_to_be([&] { return gate.inside == 1; }));
  second.send(get("/b", "Connection: close\r\n"));
  REQUIRE(comes_to_be([&] { return running.server.load().waiting == 1; }));
  third.send(get("/c"));
  const std::string refused = third.receive();
  CHECK(refused.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(refused.find("\r\nRetry-After: 1\r\n") != std::string::npos);
  CHECK(refused.find("\r\nContent-Security-Policy: default-src 'none'") != std::string::npos);
  CHECK(running.server.counters().rejected == 1);
  gate.promise.set_value();
  CHECK(first.receive().ends_with("at /slow"));
  CHECK(second.receive().ends_with("at /b"));
}

TEST_CASE("a thousand clients who rest or trickle keep nobody waiting on a single thread") {
  RunningServer running(&echo, {.threads = 1});
  std::vector<TestClient> clients;
  for (int i = 0; i < 400; ++i) clients.emplace_back(running.server);
  for (std::size_t i = 0; i < clients.size(); i += 2) clients[i].send("GET / HTTP/1.1\r\nA: ");
  const TestClient client(running.server);
  client.send(get("/b"));
  CHECK(client.receive(&has_slash_b).starts_with("HTTP/1.1 200"));
  CHECK(running.server.counters().evicted == 0);
}

TEST_CASE("where no more connections fit, the one that rests longest makes room") {
  HttpServerOptions options;
  options.limits.connections = 3;
  RunningServer running(&echo, options);
  const TestClient oldest(running.server), second(running.server), third(running.server);
  for (const TestClient* client : {&oldest, &second, &third}) {
    client->send(get("/b"));
    REQUIRE(has_slash_b(client->receive(&has_slash_b)));
    REQUIRE(comes_to_be([&] { return running.server.load().busy == 0; }));
  }
  const TestClient fresh(running.server);
  fresh.send(get("/b"));
  CHECK(has_slash_b(fresh.receive(&has_slash_b)));
  CHECK(oldest.is_closed());
  second.send(get("/b"));
  CHECK(has_slash_b(second.receive(&has_slash_b)));
  CHECK(running.server.counters().evicted == 1);
}

TEST_CASE("where all connections wait for answers, one more is refused and theirs still come") {
  Gate gate;
  HttpServerOptions options;
  options.limits.connections = 2;
  RunningServer running(gate.handler(), options);
  const TestClient first(running.server), second(running.server);
  for (const TestClient* client : {&first, &second})
    client->send(get("/slow", "Connection: close\r\n"));
  REQUIRE(comes_to_be([&] { return gate.inside == 2; }));
  const TestClient third(running.server);
  CHECK(third.receive().starts_with("HTTP/1.1 503"));
  gate.promise.set_value();
  CHECK(first.receive().ends_with("at /slow"));
  CHECK(second.receive().ends_with("at /slow"));
}

TEST_CASE("who does not fetch an answer loses it and keeps no thread meanwhile") {
  HttpServerOptions options{.threads = 1};
  options.limits.send_time = milliseconds(100);
  options.limits.slow_rate = 1U << 30U;
  RunningServer running(&echo, options);
  const TestClient lazy(running.server), client(running.server);
  lazy.send(get("/large"));
  client.send(get("/b"));
  CHECK(has_slash_b(client.receive(&has_slash_b)));
  REQUIRE(comes_to_be([&] { return running.server.counters().too_slow == 1; }));
  CHECK(lazy.receive().size() < 8'000'000);
}

TEST_CASE("what is made and not fetched is bounded for all clients together") {
  HttpServerOptions options;
  options.limits.unsent_bytes = 10'000'000;
  RunningServer running(&echo, options);
  std::vector<TestClient> lazy;
  for (int i = 0; i < 8; ++i) {
    lazy.emplace_back(running.server);
    lazy.back().send(get("/large"));
  }
  CHECK(comes_to_be([&] { return running.server.counters().too_slow >= 5; }));
  const TestClient client(running.server);
  client.send(get("/b"));
  CHECK(has_slash_b(client.receive(&has_slash_b)));
}

TEST_CASE("a large answer comes whole to one who fetches it slowly") {
  RunningServer running(&echo);
  const TestClient client(running.server);
  client.send(get("/large", "Connection: close\r\n"));
  std::size_t bytes = 0;
  for (std::string part = "?"; !part.empty(); bytes += part.size()) {
    std::this_thread::sleep_for(milliseconds(1));
    part = client.receive([](const std::string& text) { return text.size() > 200'000; });
  }
  CHECK(bytes > 8'000'000);
}

TEST_CASE("a server that stops sends the answers under way and closes connections that rest") {
  Gate gate;
  RunningServer running(gate.handler());
  const TestClient resting(running.server), silent(running.server), asking(running.server);
  resting.send(get("/b"));
  REQUIRE(has_slash_b(resting.receive(&has_slash_b)));
  asking.send(get("/slow"));
  REQUIRE(comes_to_be([&] { return gate.inside == 2; }));
  running.server.stop();
  CHECK(resting.receive().empty());
  CHECK(silent.receive().empty());
  gate.promise.set_value();
  CHECK(asking.receive().ends_with("at /slow"));
}

TEST_CASE(
    "what was asked before a server stops is answered, and the answer says that it is the last") {
  for (int round = 0; round < 8; ++round) {
    RunningServer running(&echo);
    std::vector<TestClient> clients;
    for (int i = 0; i < 10; ++i) {
      clients.emplace_back(running.server);
      clients.back().send(get("/b"));
    }
    running.stop_and_wait();
    for (const TestClient& client : clients) REQUIRE(has_slash_b(client.receive()));
  }
}

TEST_CASE("a Unix socket is for owner and group, replaces one left behind, and is removed") {
  const Folder folder;
  const fs::path path = folder.path / "http.sock";
  HttpServerOptions options{.listen = {.socket_path = path}};
  {
    RunningServer running(&echo, options);
    CHECK(running.server.url() == "unix:" + path.string());
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0660);
    const TestClient client(running.server);
    client.send(get("/b"));
    CHECK(has_slash_b(client.receive(&has_slash_b)));
    CHECK_THROWS_AS(HttpServer(options, &echo), Error);  // one that is answered stays
    const TestClient again(running.server);
    again.send(get("/b"));
    CHECK(has_slash_b(again.receive(&has_slash_b)));
    fs::create_hard_link(path, folder.path / "left");  // as a killed server leaves it
  }
  CHECK_FALSE(fs::exists(path));
  fs::rename(folder.path / "left", path);
  { const HttpServer server(options, &echo); }
  CHECK_FALSE(fs::exists(path));
  std::ofstream(path) << "a file";
  CHECK_THROWS_AS(HttpServer(options, &echo), Error);
  CHECK(fs::file_size(path) == 6);
}
