#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "service/http/descriptor.h"
#include "service/http/request_head.h"

namespace entrepot {

/// One client's connection: its socket, what came and was not used, what is to go and was not sent.
/// None of its functions blocks.
struct Connection {
  using Clock = std::chrono::steady_clock;

  enum class State {
    Reading,   ///< A request comes, or is awaited.
    Working,   ///< A worker makes the answer and alone may use the socket.
    Sending,   ///< What the socket did not take at once.
    Draining,  ///< All is sent; what still comes is thrown away, so that no reset overtakes it.
  };

  Descriptor socket{};
  State state = State::Reading;
  Clock::time_point since{};     ///< It is in this state, or rests, or a head comes.
  Clock::time_point deadline{};  ///< Of that; Working has none.
  std::string received{};        ///< From the first byte of a head.
  RequestHead head{};
  std::string unsent{};
  bool close = false;      ///< After what is unsent.
  bool has_ended = false;  ///< The client sends no more.
  std::size_t drained = 0;

  /// Whether it rests between requests, or was silent from the start.
  [[nodiscard]] bool is_idle() const { return state == State::Reading && received.empty(); }

  enum class Outcome { Done, WouldBlock, Failed };

  /// Reads until `received` has `most` bytes (Done), nothing is there (WouldBlock) or nothing comes
  /// any more (Done, with has_ended).
  Outcome receive(std::size_t most);

  /// Reads and forgets. Done: the client has hung up.
  Outcome drain();

  /// The head that `received` begins with, which is taken out of it. @pre head is complete.
  std::string take_head();
};

/// Sends from the front of `bytes` what the socket takes, and removes it. Done: all of it.
Connection::Outcome send_some(int socket, std::string& bytes);

}  // namespace entrepot
