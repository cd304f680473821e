#include "service/http/http_server.h"

#include <doctest/doctest.h>

#include <string>

#include "model/error.h"

using namespace entrepot;

TEST_CASE("an address to listen on is a host and a port, or a socket's path") {
  CHECK(parse_listen_address("127.0.0.1:8080") == ListenAddress{.host = "127.0.0.1", .port = 8080});
  CHECK(parse_listen_address("[::1]:0") == ListenAddress{.host = "::1", .port = 0});
  CHECK(parse_listen_address("unix:/run/a.sock").socket_path == "/run/a.sock");
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
