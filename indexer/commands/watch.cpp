#include "indexer/commands/watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>

#include "indexer/source/folder_watch.h"
#include "model/error.h"

namespace entrepot {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// A burst of changes is over after this much quiet; one without end is cut.
constexpr milliseconds kQuiet{300}, kLongestBurst{3000};
/// After a failure of the world: another build may hold the folder, or the disk be full.
constexpr milliseconds kTryAgain{2000};
constexpr milliseconds kForEver{3'600'000};

/// Holds back SIGINT and SIGTERM while it lives; they make its descriptor readable instead.
class HeldSignals {
 public:
  HeldSignals() {
    ::sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM}) ::sigaddset(&signals_, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    descriptor_ = ::signalfd(-1, &signals_, SFD_CLOEXEC);
  }
  ~HeldSignals() {
    if (descriptor_ >= 0) ::close(descriptor_);
    ::pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Takes one, so that it does nothing more when they are let go.
  [[nodiscard]] bool came() {
    pollfd asked{.fd = descriptor_, .events = POLLIN, .revents = 0};
    signalfd_siginfo told{};
    if (!has_come_ && ::poll(&asked, 1, 0) > 0)
      has_come_ = ::read(descriptor_, &told, sizeof told) > 0;
    return has_come_;
  }

 private:
  sigset_t signals_{};
  int descriptor_ = -1;
  bool has_come_ = false;
};

/// Waits for the next build to begin. @return false if a signal came.
bool wait(FolderWatch& watch, bool has_failed, HeldSignals& signals) {
  bool changed = false;
  while (!changed && !signals.came()) {
    changed = watch.wait(has_failed ? kTryAgain : kForEver, signals.descriptor());
    if (has_failed) break;
  }
  for (const Clock::time_point end = Clock::now() + kLongestBurst;
       changed && Clock::now() < end && !signals.came();)
    changed = watch.wait(kQuiet, signals.descriptor());
  return !signals.came();
}

}  // namespace

ExitCode build_whenever_changed(const std::string& corpus,
                                const std::function<ExitCode()>& build_once) {
  FolderWatch watch(corpus);
  if (watch.by() == FolderWatch::By::Looking)
    fmt::print(stderr, "The system tells of no changes here; '{}' is looked at every few seconds\n",
               corpus);
  std::string last_failure;
  while (true) {
    std::string failure;
    try {
      static_cast<void>(build_once());
    } catch (const Error& why) {
      failure = why.what();
      if (failure != last_failure)
        fmt::print(stderr, "entrepot-index: {}; it is tried again\n", failure);
    }
    last_failure = failure;
    HeldSignals signals;
    std::fflush(stdout);  // each line when it is true, into pipes, too
    if (!wait(watch, !failure.empty(), signals)) return kClean;
  }
}

}  // namespace entrepot
