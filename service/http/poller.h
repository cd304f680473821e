#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "service/http/descriptor.h"

namespace entrepot {

/// Waits for many sockets at once. One thread waits; any thread may wake it.
class Poller {
 public:
  using Key = std::uint64_t;  ///< What its owner calls a socket; not 0.
  enum class Wish { Read, Write };

  Poller();  ///< @throws Error: the system gives no more descriptors.

  /// Tells `key` once, when the socket can be read or written, or has failed; then it must be asked
  /// for again. A socket that is closed is forgotten. @return false: the system can watch no more.
  [[nodiscard]] bool ask(int socket, Key key, Wish wish);

  /// @param timeout less than 0: however long it takes. @param ready is filled with the keys.
  void wait(std::chrono::milliseconds timeout, std::vector<Key>& ready);

  /// Ends a wait(), or else the next one.
  void wake() const;

 private:
  Descriptor epoll_;
  Descriptor event_;
};

}  // namespace entrepot
