#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "service/http/http.h"

namespace entrepot {

/// Where to listen: "127.0.0.1:8080", "[::1]:8080", "127.0.0.1:0" (any free port) or
/// "unix:/run/entrepot.sock".
struct ListenAddress {
  std::string host{"127.0.0.1"};
  int port = 8080;
  std::string socket_path{};  ///< Not empty: a Unix socket, and host and port mean nothing.
  bool operator==(const ListenAddress&) const = default;
};

/// @throws Error: neither form; the hint shows both.
[[nodiscard]] ListenAddress parse_listen_address(const std::string& text);

/// One line of the access log: no query text, no address of a reader.
struct AccessLogEntry {
  std::string method{};
  std::string route{};  ///< The route's pattern, "/documents/{id}"; empty if none took it.
  int status = 0;
  std::size_t bytes = 0;
  std::chrono::microseconds took{};
};

struct HttpServerOptions {
  ListenAddress listen{};
  std::size_t threads = 128;  ///< A connection holds one for as long as it lives.
  std::chrono::seconds keep_alive{2};
  std::chrono::seconds read_timeout{5};
  std::chrono::seconds write_timeout{10};
  std::function<void(const AccessLogEntry&)> log{};  ///< Called from many threads; may be empty.
};

/// Speaks HTTP/1.1 to readers and hands every request to one handler, on several threads at once.
/// It sets the security headers on every answer, its own errors included; refuses request bodies
/// and odd framing (400), too long targets and header fields (414, 431: the library's limits);
/// knows nothing of routes.
class HttpServer {
 public:
  /// `handler` is called from many threads; whatever it throws becomes a bare 500 without the text.
  HttpServer(HttpServerOptions options, HttpHandler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Takes the address; from here on connections queue. @return the address as a reader would type
  /// it: "http://127.0.0.1:8080". @throws Error: in use, or not allowed.
  std::string bind();

  /// Serves until stop(); returns when the answers under way are sent.
  void run();

  /// Ends run(), and one that has yet to begin. From any thread; waits for no answer under way.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
