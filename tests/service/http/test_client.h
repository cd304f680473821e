#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "service/http/http_server.h"

namespace entrepot {

/// A server that runs on a free port of 127.0.0.1 for as long as this lives.
class RunningServer {
 public:
  explicit RunningServer(HttpHandler handler, HttpServerOptions options = {});
  ~RunningServer();

  void stop_and_wait();  ///< Returns when run() has.

  HttpServer server;

 private:
  std::thread thread_;
};

/// A client that sends bytes as it is told and shows what came back.
class TestClient {
 public:
  explicit TestClient(const HttpServer& server);  ///< Connects to its port, or to its socket.

  void send(const std::string& bytes) const;
  /// What comes until the server closes, or, at the latest, until `enough` is satisfied.
  std::string receive(const std::function<bool(const std::string&)>& enough = {}) const;
  /// Whether the server has closed it within a time in which a test must be over.
  [[nodiscard]] bool is_closed() const;

 private:
  Descriptor socket_;
};

/// "GET / HTTP/1.1" with a host, for a path.
[[nodiscard]] std::string get(const std::string& path, const std::string& fields = {});

/// How often a text has another in it.
[[nodiscard]] std::size_t occurrences(const std::string& text, const std::string& part);

/// Waits until something is so; false if it does not come to be.
[[nodiscard]] bool comes_to_be(const std::function<bool()>& is_so);

}  // namespace entrepot
