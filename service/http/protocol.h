#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "service/http/access_log.h"
#include "service/http/http.h"
#include "service/http/reply.h"

namespace entrepot {

/// HTTP/1.1 as bytes in and bytes out: parses the head of one request, asks the handler and writes
/// the answer, with the security headers. Knows no sockets. Threads may share it.
class Protocol {
 public:
  /// @param keep_alive what a client is told of how long a connection may rest.
  /// @param log may be empty.
  Protocol(HttpHandler handler, AccessLog log, std::chrono::seconds keep_alive);
  ~Protocol();

  /// @param head whole, as RequestHead found it. @param close the client asks no more after it.
  [[nodiscard]] Reply answer(const std::string& head, bool close);

 private:
  class Library;  // cpp-httplib stays in the .cpp
  std::unique_ptr<Library> library_;
};

}  // namespace entrepot
