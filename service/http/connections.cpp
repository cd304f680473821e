#include "service/http/connections.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <new>
#include <utility>
#include <vector>

namespace entrepot {
namespace {

using std::chrono::milliseconds;

constexpr Poller::Key kListener = 1;
constexpr milliseconds kLook{250};  ///< Between two looks for what is overdue.
constexpr milliseconds kMoment{
    1'000};  ///< That a head has to come before it may have to make room.
constexpr milliseconds kLastMoment{500};  ///< That it has when the server stops.

}  // namespace

Connections::Connections(ConnectionLimits limits, const Listener& listener, Answer answer,
                         AccessLog log, HttpCounters& counters)
    : limits_(limits),
      listener_(listener),
      answer_(std::move(answer)),
      log_(std::move(log)),
      counters_(counters),
      next_key_(kListener) {}

void Connections::stop() {
  stopping_ = true;
  poller_.wake();
}

void Connections::run(WorkerPool& workers) {
  workers_ = &workers;
  std::vector<Key> ready;
  while (true) {
    if (stopping_ && !has_begun_to_stop_) begin_to_stop();
    if (has_begun_to_stop_ && all_.empty()) return;
    if (!accepts_ && !is_short_ && !has_begun_to_stop_)
      accepts_ = poller_.ask(listener_.descriptor(), kListener, Poller::Wish::Read);
    const bool nothing_can_be_due = all_.empty() && accepts_;
    poller_.wait(nothing_can_be_due ? milliseconds(-1) : kLook, ready);
    take_finished();
    for (const Key key : ready) look_after(key);
    if (Clock::now() >= next_look_) end_overdue();
    counters_.open = all_.size();
  }
}

void Connections::look_after(Key key) {
  try {
    const auto found = all_.find(key);
    if (found != all_.end()) on_ready(key, found->second);
    if (key == kListener) accept_waiting();
  } catch (const std::bad_alloc&) {
    end(key);  // memory that runs out costs the connection that wanted it, not the service
  }
}

void Connections::accept_waiting() {
  accepts_ = false;
  while (true) {
    Descriptor socket = listener_.accept();
    if (!socket) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      is_short_ = errno != EAGAIN && errno != EWOULDBLOCK;
      if (is_short_ && make_room()) continue;
      return;
    }
    ++counters_.accepted;
    if (all_.size() >= limits_.connections && !make_room()) {
      ++counters_.rejected;
      Reply refused = refusal(503, "too many connections");
      send_some(socket.get(), refused.bytes);
      continue;
    }
    const Key key = ++next_key_;
    Connection& connection = all_[key];
    connection.socket = std::move(socket);
    connection.head = RequestHead(limits_.head);
    enter(connection, Connection::State::Reading, limits_.head_time);
    look_after(key);  // what it asks is often there already
  }
}

bool Connections::make_room() {
  const auto rank = [](const Connection& c) { return std::pair(!c.is_idle(), c.since); };
  const Clock::time_point a_moment_ago = Clock::now() - kMoment;
  auto found = all_.end();
  for (auto one = all_.begin(); one != all_.end(); ++one) {
    const Connection& connection = one->second;
    if (connection.state != Connection::State::Reading) continue;
    if (!connection.is_idle() && connection.since > a_moment_ago) continue;
    if (found == all_.end() || rank(connection) < rank(found->second)) found = one;
  }
  if (found == all_.end()) return false;
  ++counters_.evicted;
  end(found->first);
  return true;
}

void Connections::on_ready(Key key, Connection& connection) {
  switch (connection.state) {
    case Connection::State::Reading: {
      const bool was_idle = connection.is_idle();
      if (connection.receive(limits_.head.bytes + 1) == Outcome::Failed) return end(key);
      if (was_idle && !connection.is_idle())
        enter(connection, Connection::State::Reading, limits_.head_time);
      return next_request(key, connection);
    }
    case Connection::State::Working:
      return;
    case Connection::State::Sending:
      return send(key, connection);
    case Connection::State::Draining:
      if (connection.drain() != Outcome::WouldBlock) return end(key);
      return wait_for(key, connection, Poller::Wish::Read);
  }
}

void Connections::next_request(Key key, Connection& connection) {
  switch (connection.head.look(connection.received)) {
    case RequestHead::State::Complete:
      return hand_over(key, connection);
    case RequestHead::State::Malformed:
      ++counters_.unreadable;
      return refuse(key, connection, 400, "the request could not be read");
    case RequestHead::State::FirstLineTooLong:
      ++counters_.unreadable;
      return refuse(key, connection, 414, "the address is too long");
    case RequestHead::State::TooLarge:
      ++counters_.unreadable;
      return refuse(key, connection, 431, "the request has too many fields, or too long ones");
    case RequestHead::State::Incomplete:
      if (connection.has_ended) return end(key);
      return wait_for(key, connection, Poller::Wish::Read);
  }
}

void Connections::hand_over(Key key, Connection& connection) {
  // Made here, so that a worker can hand it back without memory.
  std::list<Job> job(1);
  job.front() = {.key = key, .socket = connection.socket.get(), .head = connection.take_head()};
  connection.head = RequestHead(limits_.head);
  connection.state = Connection::State::Working;
  const bool is_taken = workers_->try_add([this, job = std::move(job)]() mutable {
    work(job.front());
    const std::lock_guard lock(mutex_);
    const bool is_first = finished_.empty();
    finished_.splice(finished_.end(), job);
    if (is_first) poller_.wake();
  });
  if (is_taken) return;
  ++counters_.rejected;
  refuse(key, connection, 503, "the service is busy");
}

void Connections::work(Job& job) const {
  try {
    job.reply = answer_(job.head, stopping_);
    job.outcome = send_some(job.socket, job.reply.bytes);
  } catch (const std::exception& failure) {
    job.outcome = Outcome::Failed;
    std::fprintf(stderr, "entrepot-serve: a connection was dropped: %s\n", failure.what());
  }
}

void Connections::take_finished() {
  std::list<Job> finished;
  {
    const std::lock_guard lock(mutex_);
    finished.swap(finished_);
  }
  for (Job& job : finished) {
    const auto found = all_.find(job.key);
    if (found == all_.end()) continue;
    Connection& connection = found->second;
    if (job.outcome == Outcome::Failed) {
      end(job.key);
      continue;
    }
    connection.close = connection.close || job.reply.close;
    connection.unsent = std::move(job.reply.bytes);
    try {
      send(job.key, connection);
    } catch (const std::bad_alloc&) {
      end(job.key);
    }
  }
}

void Connections::refuse(Key key, Connection& connection, int status, std::string_view why) {
  Reply reply = refusal(status, why);
  if (log_) log_({.method = "-", .status = status});
  connection.unsent = std::move(reply.bytes);
  connection.received.clear();
  connection.close = true;
  connection.state = Connection::State::Working;
  send(key, connection);
}

void Connections::send(Key key, Connection& connection) {
  const bool is_new = connection.state != Connection::State::Sending;
  const std::size_t before = is_new ? 0 : connection.unsent.size();
  const Outcome outcome = send_some(connection.socket.get(), connection.unsent);
  if (outcome == Outcome::Failed) {
    unsent_bytes_ -= before;
    connection.state = Connection::State::Working;
    return end(key);
  }
  unsent_bytes_ = unsent_bytes_ - before + connection.unsent.size();
  if (outcome == Outcome::Done) return after_answer(key, connection);
  if (is_new) {
    const std::size_t seconds = connection.unsent.size() / limits_.slow_rate;
    enter(connection, Connection::State::Sending,
          limits_.send_time + std::chrono::seconds(seconds));
    if (unsent_bytes_ > limits_.unsent_bytes) {
      ++counters_.too_slow;
      return end(key);
    }
  }
  wait_for(key, connection, Poller::Wish::Write);
}

void Connections::after_answer(Key key, Connection& connection) {
  connection.unsent = {};
  const bool is_last = connection.has_ended && connection.received.empty();
  if (connection.close || is_last || has_begun_to_stop_) {
    if (connection.has_ended) return end(key);
    ::shutdown(connection.socket.get(), SHUT_WR);
    enter(connection, Connection::State::Draining, limits_.drain_time);
    return on_ready(key, connection);
  }
  const bool is_idle = connection.received.empty();
  enter(connection, Connection::State::Reading, is_idle ? limits_.keep_alive : limits_.head_time);
  is_idle ? wait_for(key, connection, Poller::Wish::Read) : next_request(key, connection);
}

void Connections::enter(Connection& connection, Connection::State state, milliseconds time) {
  connection.state = state;
  connection.since = Clock::now();
  connection.deadline =
      connection.since + (has_begun_to_stop_ ? std::min(time, kLastMoment) : time);
}

void Connections::wait_for(Key key, Connection& connection, Poller::Wish wish) {
  if (!poller_.ask(connection.socket.get(), key, wish)) end(key);
}

void Connections::end(Key key) {
  const auto found = all_.find(key);
  if (found == all_.end()) return;
  if (found->second.state == Connection::State::Sending)
    unsent_bytes_ -= found->second.unsent.size();
  all_.erase(found);
}

void Connections::end_overdue() {
  const Clock::time_point now = Clock::now();
  next_look_ = now + kLook;
  is_short_ = false;
  std::vector<Key> overdue;
  for (const auto& [key, connection] : all_)
    if (connection.state != Connection::State::Working && connection.deadline <= now)
      overdue.push_back(key);
  for (const Key key : overdue) {
    Connection& connection = all_.at(key);
    const bool is_slow_head =
        connection.state == Connection::State::Reading && !connection.is_idle();
    if (is_slow_head || connection.state == Connection::State::Sending) ++counters_.too_slow;
    if (is_slow_head && !has_begun_to_stop_)
      refuse(key, connection, 408, "the request did not come in time");
    else
      end(key);
  }
}

void Connections::begin_to_stop() {
  accept_waiting();  // whoever has connected by now is answered
  has_begun_to_stop_ = true;
  std::vector<Key> keys;
  for (const auto& [key, connection] : all_) keys.push_back(key);
  for (const Key key : keys) {
    const auto found = all_.find(key);
    if (found == all_.end()) continue;
    Connection& connection = found->second;
    if (connection.state == Connection::State::Working) continue;
    const milliseconds left =
        connection.state == Connection::State::Sending ? limits_.stop_time : kLastMoment;
    connection.deadline = std::min(connection.deadline, Clock::now() + left);
    if (connection.state != Connection::State::Reading) continue;
    look_after(key);  // a request may be there that was not read yet
    if (all_.contains(key) && all_.at(key).is_idle()) end(key);
  }
}

}  // namespace entrepot
