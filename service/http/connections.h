#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "service/http/access_log.h"
#include "service/http/connection.h"
#include "service/http/http_counters.h"
#include "service/http/listener.h"
#include "service/http/poller.h"
#include "service/http/reply.h"
#include "service/http/worker_pool.h"

namespace entrepot {

/// What a client may take of time and memory.
struct ConnectionLimits {
  std::size_t connections = 4096;
  HeadLimits head{};
  std::chrono::milliseconds head_time{10'000};   ///< From a connection or a first byte to a head.
  std::chrono::milliseconds keep_alive{30'000};  ///< Between an answer and the next request.
  std::chrono::milliseconds send_time{10'000};   ///< And a second more for each slow_rate bytes.
  std::size_t slow_rate = 4 * 1024;              ///< Bytes a second.
  std::size_t unsent_bytes = std::size_t{64} << 20U;  ///< Of all connections together.
  std::chrono::milliseconds drain_time{2'000};
  std::chrono::milliseconds stop_time{1'500};  ///< To send what is ready when the server stops.
};

/// All connections of a server. One thread reads requests and sends what sockets do not take at
/// once, so that a client who is slow or silent holds memory that is bounded and no thread; workers
/// make the answers. Beyond a limit the connection that rests longest makes room, else the one
/// whose head has come slowly; if there is none, the new one is refused.
class Connections {
 public:
  /// Makes an answer; throws nothing but for want of memory. Many threads call it.
  using Answer = std::function<Reply(const std::string& head, bool close)>;

  Connections(ConnectionLimits limits, const Listener& listener, Answer answer, AccessLog log,
              HttpCounters& counters);

  /// Serves until stop(); returns when the answers under way are sent.
  void run(WorkerPool& workers);

  /// Ends run(), and one that has yet to begin. Any thread.
  void stop();

 private:
  using Key = Poller::Key;
  using Clock = Connection::Clock;
  using Outcome = Connection::Outcome;

  /// One answer on its way from a connection to a worker and back.
  struct Job {
    Key key = 0;
    int socket = -1;
    std::string head{};
    Reply reply{};  ///< Of its bytes what the socket did not take.
    Outcome outcome = Outcome::Failed;
  };

  void look_after(Key key);
  void accept_waiting();
  bool make_room();
  void on_ready(Key key, Connection& connection);
  void next_request(Key key, Connection& connection);
  void hand_over(Key key, Connection& connection);
  void work(Job& job) const;
  void take_finished();
  void refuse(Key key, Connection& connection, int status, std::string_view why);
  void send(Key key, Connection& connection);
  void after_answer(Key key, Connection& connection);
  void enter(Connection& connection, Connection::State state, std::chrono::milliseconds time);
  void wait_for(Key key, Connection& connection, Poller::Wish wish);
  void end(Key key);
  void end_overdue();
  void begin_to_stop();

  const ConnectionLimits limits_;
  const Listener& listener_;
  const Answer answer_;
  const AccessLog log_;
  HttpCounters& counters_;
  WorkerPool* workers_ = nullptr;  ///< While it runs.
  Poller poller_{};
  std::unordered_map<Key, Connection> all_{};
  Key next_key_ = 0;
  bool accepts_ = false;   ///< The poller tells of new connections.
  bool is_short_ = false;  ///< Of descriptors or memory: no new ones until the next look.
  std::size_t unsent_bytes_ = 0;
  Clock::time_point next_look_{};  ///< For what is overdue.
  std::atomic<bool> stopping_ = false;
  bool has_begun_to_stop_ = false;

  std::mutex mutex_{};  ///< Of the next one.
  std::list<Job> finished_{};
};

}  // namespace entrepot
