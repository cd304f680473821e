#include "service/http/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace entrepot {
namespace {

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Connection::Outcome Connection::receive(std::size_t most) {
  std::array<char, 4096> bytes;
  while (received.size() < most && !has_ended) {
    const std::size_t wanted = std::min(bytes.size(), most - received.size());
    const ssize_t count = ::recv(socket.get(), bytes.data(), wanted, 0);
    if (count < 0) return would_block() ? Outcome::WouldBlock : Outcome::Failed;
    has_ended = count == 0;
    received.append(bytes.data(), static_cast<std::size_t>(count));
    // There is rarely more; if there is, the poller tells at once.
    if (static_cast<std::size_t>(count) < wanted) break;
  }
  return Outcome::Done;
}

Connection::Outcome Connection::drain() {
  std::array<char, 4096> bytes;
  while (true) {
    const ssize_t count = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
    if (count < 0) return would_block() ? Outcome::WouldBlock : Outcome::Failed;
    if (count == 0) return Outcome::Done;
    drained += static_cast<std::size_t>(count);
    constexpr std::size_t kMostDrained = 256 * 1024;
    if (drained > kMostDrained) return Outcome::Failed;
  }
}

std::string Connection::take_head() {
  std::string taken = received.substr(0, head.bytes());
  taken.erase(0, taken.find_first_not_of("\r\n"));
  received.erase(0, head.bytes());
  if (received.empty()) received.shrink_to_fit();  // idle connections cost little
  head = RequestHead();
  return taken;
}

Connection::Outcome send_some(int socket, std::string& bytes) {
  std::size_t sent = 0;
  Connection::Outcome outcome = Connection::Outcome::Done;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count < 0) {
      outcome = would_block() ? Connection::Outcome::WouldBlock : Connection::Outcome::Failed;
      break;
    }
    sent += static_cast<std::size_t>(count);
  }
  bytes.erase(0, sent);
  return outcome;
}

}  // namespace entrepot
