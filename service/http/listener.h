#pragma once

#include <string>

#include "service/http/descriptor.h"

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

/// An address that connections queue on. A second listener on the same one is refused. A Unix
/// socket is for its owner and group (0660); one that a killed server left behind is replaced, and
/// it is removed at the end.
class Listener {
 public:
  /// @throws Error: in use, not allowed, or no such address.
  explicit Listener(const ListenAddress& address);
  ~Listener();
  Listener(Listener&&) = delete;

  [[nodiscard]] int descriptor() const { return socket_.get(); }
  /// As a reader would type it: "http://127.0.0.1:8080", with the port that was free; "unix:PATH".
  [[nodiscard]] const std::string& url() const { return url_; }

  /// A connection that waits, not blocking, without delay of small packets. None: nobody waits, or
  /// errno tells why not.
  [[nodiscard]] Descriptor accept() const;

 private:
  Descriptor socket_{};
  std::string url_{};
  std::string socket_path_{};  ///< To remove.
};

}  // namespace entrepot
