#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>

namespace entrepot {

/// One line of the access log: no query text, no address of a reader.
struct AccessLogEntry {
  std::string_view method{};  ///< As long as the call; "-" where no request could be read.
  std::string_view route{};   ///< The route's pattern, "/documents/{id}"; empty if none took it.
  std::string_view generation{};  ///< Of the index that answered; empty if none did.
  int status = 0;
  std::size_t bytes = 0;             ///< Of the body.
  std::chrono::microseconds took{};  ///< From a whole head to a whole answer, before it is sent.
};

/// Called from many threads.
using AccessLog = std::function<void(const AccessLogEntry&)>;

}  // namespace entrepot
