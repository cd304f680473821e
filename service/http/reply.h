#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// An answer as it goes over the wire, head and body.
struct Reply {
  std::string bytes{};
  bool close = false;  ///< No further request of this connection is read.
};

/// An answer to what never became a request, after which the connection ends: 400, 408, 414, 431,
/// 500 or 503. It has the security headers, and 503 says when to come back.
[[nodiscard]] Reply refusal(int status, std::string_view why);

/// "Sat, 28 Nov 2026 08:00:00 GMT", now, as RFC 9110 wants it in the field Date.
[[nodiscard]] std::string http_date();

}  // namespace entrepot
