#include "indexer/source/folder_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <system_error>
#include <utility>

#include "indexer/source/file_state.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kBetweenLooks{2000};

constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                   IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

/// Waits until one of them can be read. @return which, or -1 if none can in time.
int readable(std::array<int, 2> descriptors, milliseconds most) {
  std::array<pollfd, 2> asked{{{.fd = descriptors[0], .events = POLLIN, .revents = 0},
                               {.fd = descriptors[1], .events = POLLIN, .revents = 0}}};
  const int got = ::poll(asked.data(), asked.size(), static_cast<int>(most.count()));
  for (std::size_t i = 0; got > 0 && i < asked.size(); ++i)
    if (asked.at(i).revents != 0) return asked.at(i).fd;
  return -1;
}

}  // namespace

FolderWatch::FolderWatch(fs::path folder, By by) : folder_(std::move(folder)) {
  if (by == By::Events) events_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (events_ >= 0 && !watch_all()) give_up_events();
  if (events_ < 0) last_look_ = look();
}

FolderWatch::~FolderWatch() { give_up_events(); }

void FolderWatch::give_up_events() {
  if (events_ >= 0) ::close(events_);
  events_ = -1;
}

bool FolderWatch::watch_all() {
  if (::inotify_add_watch(events_, folder_.c_str(), kChanges) < 0) return false;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder_, failure), end; !failure && at != end;
       at.increment(failure))
    if (at->is_directory(failure) && !at->is_symlink(failure))
      if (::inotify_add_watch(events_, at->path().c_str(), kChanges) < 0 && errno != ENOENT)
        return false;
  return true;
}

std::uint64_t FolderWatch::look() const {
  std::uint64_t sum = 0;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder_, failure), end; !failure && at != end;
       at.increment(failure)) {
    const FileState state = file_state(at->path());
    const std::string all = at->path().string() + '\n' + std::to_string(state.bytes) + '\n' +
                            std::to_string(state.modified) + '\n' + std::to_string(state.changed);
    sum += std::hash<std::string>{}(all);  // in whatever order they come
  }
  return sum;
}

bool FolderWatch::wait(milliseconds most, int stop) {
  const Clock::time_point end = Clock::now() + most;
  if (events_ >= 0) {
    if (readable({events_, stop}, most) != events_) return false;
    alignas(inotify_event) std::array<char, std::size_t{64} << 10U> told;
    while (::read(events_, told.data(), told.size()) > 0) continue;  // which it was is not asked
    if (!watch_all()) {
      give_up_events();
      last_look_ = look();
    }
    return true;
  }
  while (true) {
    const Clock::time_point before = Clock::now();
    const std::uint64_t now = look();
    if (std::exchange(last_look_, now) != now) return true;
    // A large folder on a slow disk is not looked at all the time.
    const milliseconds pause = std::max<milliseconds>(
        kBetweenLooks, std::chrono::duration_cast<milliseconds>(Clock::now() - before) * 10);
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    if (left <= milliseconds(0)) return false;
    if (readable({-1, stop}, std::min(pause, left)) == stop) return false;
  }
}

}  // namespace entrepot
