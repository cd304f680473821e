#include "service/http/http_server.h"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "model/error.h"

using namespace entrepot;

TEST_CASE("an address to listen on is a host and a port, or a socket's path") {
  CHECK(parse_listen_address("127.0.0.1:8080") == ListenAddress{.host = "127.0.0.1", .port = 8080});
  CHECK(parse_listen_address("[::1]:0") == ListenAddress{.host = "::1", .port = 0});
  CHECK(parse_listen_address("unix:/run/a.sock").socket_path == "/run/a.sock");
}

TEST_CASE("a server that is stopped ends, however early it is told to") {
  for (int microseconds = 0; microseconds < 2000; microseconds += 25) {
    HttpServer server({.listen = {.host = "127.0.0.1", .port = 0}},
                      [](const HttpRequest&) { return HttpResponse{}; });
    std::future<void> ended = std::async(std::launch::async, [&server] { server.run(); });
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
    server.stop();
    const bool in_time = ended.wait_for(std::chrono::seconds(20)) == std::future_status::ready;
    if (!in_time) server.stop();
    REQUIRE(in_time);
  }
}

TEST_CASE("a server that is stopped before it runs does not run") {
  HttpServer server({.listen = {.host = "127.0.0.1", .port = 0}},
                    [](const HttpRequest&) { return HttpResponse{}; });
  server.stop();
  server.run();
}

TEST_CASE("anything else is refused with both forms shown") {
  for (const std::string text :
       {"", "8080", ":8080", "host:", "host:70000", "host:-1", "host:80x", "unix:", "[]:1"}) {
    try {
      (void)parse_listen_address(text);
      FAIL(text);
    } catch (const Error& failure) {
      CHECK(failure.what() == "cannot listen on '" + text + "'");
      CHECK(failure.hint() == "write HOST:PORT, such as 127.0.0.1:8080, or unix:PATH");
    }
  }
}
