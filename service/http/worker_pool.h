#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace entrepot {

/// Threads that do jobs in the order in which they came. How many may wait is bounded, so that
/// under more work than can be done somebody is told at once rather than everybody late.
class WorkerPool {
 public:
  /// @throws Error: the system gives no more threads; none is left behind then.
  WorkerPool(std::size_t threads, std::size_t most_waiting);
  ~WorkerPool();  ///< Does what waits, then ends.
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// @param job throws nothing. @return false: too many wait, and it is not taken.
  [[nodiscard]] bool try_add(std::function<void()> job);

  [[nodiscard]] std::size_t waiting() const;  ///< Jobs that no thread has begun.
  [[nodiscard]] std::size_t busy() const;     ///< Threads at a job.

 private:
  void work();
  void end();

  const std::size_t most_waiting_;
  mutable std::mutex mutex_{};  ///< Of the next four.
  std::condition_variable more_{};
  std::deque<std::function<void()>> jobs_{};
  std::size_t busy_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_{};
};

}  // namespace entrepot
