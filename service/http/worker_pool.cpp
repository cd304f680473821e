#include "service/http/worker_pool.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "model/error.h"

namespace entrepot {

WorkerPool::WorkerPool(std::size_t threads, std::size_t most_waiting)
    : most_waiting_(most_waiting) {
  try {
    while (threads_.size() < threads) threads_.emplace_back([this] { work(); });
  } catch (const std::system_error& failure) {
    const std::size_t had = threads_.size();
    end();
    throw Error(
        fmt::format("cannot start {} threads, only {}: {}", threads, had, failure.code().message()),
        "allow it more: ulimit -u, TasksMax= of its systemd unit, or memory");
  }
}

WorkerPool::~WorkerPool() { end(); }

void WorkerPool::end() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  more_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool WorkerPool::try_add(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    // Those that a free thread is about to take do not wait.
    if (jobs_.size() >= most_waiting_ + (threads_.size() - busy_)) return false;
    jobs_.push_back(std::move(job));
  }
  more_.notify_one();
  return true;
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

std::size_t WorkerPool::busy() const {
  const std::lock_guard lock(mutex_);
  return busy_;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    more_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    ++busy_;
    lock.unlock();
    job();
    lock.lock();
    --busy_;
  }
}

}  // namespace entrepot
