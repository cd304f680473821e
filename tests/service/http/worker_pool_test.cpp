#include "service/http/worker_pool.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

using namespace entrepot;

TEST_CASE("a pool takes as many jobs as it has threads and places to wait, and does all it took") {
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  std::atomic<int> done = 0;
  {
    WorkerPool pool(2, 3);
    const auto job = [&] {
      opened.wait();
      ++done;
    };
    for (int i = 0; i < 5; ++i) REQUIRE(pool.try_add(job));
    while (pool.busy() < 2) std::this_thread::yield();
    CHECK_FALSE(pool.try_add(job));
    CHECK(pool.waiting() == 3);
    gate.set_value();
  }
  CHECK(done == 5);
}
