#include "indexer/source/parallel.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace entrepot {
namespace {

/// What several threads share while they work off one list.
class SharedWork {
 public:
  SharedWork(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  void run() {
    for (std::size_t i = next_++; i < count_ && !has_failed_; i = next_++) {
      try {
        work_(i);
      } catch (...) {  // thrown on by rethrow(), in the thread that asked for the work
        const std::lock_guard hold(mutex_);
        if (!failure_ || i < failed_at_) {
          failure_ = std::current_exception();
          failed_at_ = i;
        }
        has_failed_ = true;
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> has_failed_{false};
  std::mutex mutex_{};
  std::exception_ptr failure_{};  ///< Guarded by the mutex while threads run.
  std::size_t failed_at_ = 0;
};

}  // namespace

void for_each_parallel(std::size_t count, unsigned jobs,
                       const std::function<void(std::size_t)>& work) {
  SharedWork shared(count, work);
  {
    const std::size_t helpers = std::min<std::size_t>(std::max(jobs, 1U), count);
    std::vector<std::jthread> threads;
    try {
      for (std::size_t i = 1; i < helpers; ++i) threads.emplace_back([&shared] { shared.run(); });
    } catch (const std::system_error&) {
      // No more threads are to be had: those there are, and this one, do the work.
    }
    shared.run();
  }
  shared.rethrow();
}

unsigned available_jobs() {
  cpu_set_t allowed;
  if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0)
    return static_cast<unsigned>(std::max(CPU_COUNT(&allowed), 1));
  return std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace entrepot
