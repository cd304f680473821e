#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "service/http/access_log.h"
#include "service/http/connections.h"
#include "service/http/http.h"
#include "service/http/http_counters.h"
#include "service/http/listener.h"

namespace entrepot {

struct HttpServerOptions {
  ListenAddress listen{};
  std::size_t threads = 16;  ///< That make answers; a connection holds none.
  std::size_t queue = 256;   ///< Requests that wait for one; more are told to come back (503).
  ConnectionLimits limits{};
  AccessLog log{};  ///< Called from many threads; may be empty.
};

/// What a server is doing at this moment.
struct HttpLoad {
  std::size_t waiting = 0;  ///< Requests that no thread has begun.
  std::size_t busy = 0;     ///< Threads at a request.
  std::size_t threads = 0;
};

/// Speaks HTTP/1.1 to readers and hands every request to one handler, on several threads at once.
/// It sets the security headers on every answer, its own errors included; refuses request bodies
/// and odd framing (400), heads that are too long (414, 431) or come too slowly (408) and more
/// requests than it can do (503); knows nothing of routes. What strangers can make it take of
/// memory, time and threads is bounded by its options.
class HttpServer {
 public:
  /// Takes the address; from here on connections queue. `handler` is called from many threads;
  /// whatever it throws becomes a bare 500 without the text.
  /// @throws Error: the address is in use or not allowed, or the system is short of something.
  HttpServer(HttpServerOptions options, HttpHandler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// The address as a reader would type it: "http://127.0.0.1:8080".
  [[nodiscard]] const std::string& url() const;

  /// Serves until stop(); returns when the answers under way are sent.
  void run();

  /// Ends run(), and one that has yet to begin. Any thread; waits for nothing.
  void stop();

  [[nodiscard]] const HttpCounters& counters() const;  ///< Any thread.
  [[nodiscard]] HttpLoad load() const;                 ///< Any thread.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
