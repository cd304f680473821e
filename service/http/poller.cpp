#include "service/http/poller.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "model/error.h"

namespace entrepot {
namespace {

constexpr Poller::Key kWoken = 0;

}  // namespace

Poller::Poller()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)), event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kWoken;
  if (!epoll_ || !event_ || ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, event_.get(), &event) != 0)
    throw Error(std::string("cannot wait for connections: ") + std::strerror(errno),
                "allow it more open files: ulimit -n, or LimitNOFILE= of its systemd unit");
}

bool Poller::ask(int socket, Key key, Wish wish) {
  epoll_event event{};
  event.events = (wish == Wish::Read ? EPOLLIN : EPOLLOUT) | EPOLLONESHOT;
  event.data.u64 = key;
  if (::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, socket, &event) == 0) return true;
  return errno == ENOENT && ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, socket, &event) == 0;
}

void Poller::wait(std::chrono::milliseconds timeout, std::vector<Key>& ready) {
  ready.clear();
  std::array<epoll_event, 256> events;
  const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(timeout.count()));
  for (int i = 0; i < count; ++i) {
    const Key key = events[static_cast<std::size_t>(i)].data.u64;
    if (key != kWoken) {
      ready.push_back(key);
      continue;
    }
    std::uint64_t times = 0;
    [[maybe_unused]] const ssize_t read = ::read(event_.get(), &times, sizeof times);
  }
}

void Poller::wake() const {
  const std::uint64_t once = 1;
  [[maybe_unused]] const ssize_t written = ::write(event_.get(), &once, sizeof once);
}

}  // namespace entrepot
