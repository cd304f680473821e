#include "service/search/current_library.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include "model/error.h"
#include "model/generation.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

/// The folder `current` names, or an empty path. It is read once: whatever is opened next belongs
/// to one generation even if the link moves meanwhile.
fs::path resolve_current(const fs::path& data) {
  std::error_code failure;
  const fs::path target = fs::read_symlink(data / kCurrentLink, failure);
  if (failure || generation_number(target.filename().string()) == 0) return {};
  return data / target.filename();
}

std::shared_ptr<const Library> open_current(const fs::path& data, const Lexicons& lexicons) {
  // A builder may remove the generation between the two steps; the link then names a newer one.
  for (int attempt = 0;; ++attempt) {
    const fs::path generation = resolve_current(data);
    if (generation.empty())
      throw Error(fmt::format("there is no index in '{}'", data.string()),
                  fmt::format("build one: entrepot-index build CORPUS {}", data.string()));
    try {
      return std::make_shared<const Library>(generation, lexicons);
    } catch (const Error&) {
      if (attempt == 2 || resolve_current(data) == generation) throw;
    }
  }
}

}  // namespace

struct CurrentLibrary::Impl {
  fs::path data;
  Options options;
  mutable std::mutex mutex{};
  std::shared_ptr<const Library> library{};
  std::condition_variable wake{};
  bool stopping = false;
  std::thread watcher{};

  void watch() {
    std::string refused;  // a generation that could not be opened is reported once
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, options.interval, [this] { return stopping; })) {
      const fs::path generation = resolve_current(data);
      const std::string name = generation.filename().string();
      if (generation.empty() || name == library->generation() || name == refused) continue;
      lock.unlock();
      std::shared_ptr<const Library> opened;
      try {
        opened = open_current(data, options.lexicons);
        if (options.log) options.log("now serving " + opened->generation());
      } catch (const Error& failure) {
        refused = name;
        if (options.log)
          options.log(fmt::format("{} was not taken: {}; still serving the one before", name,
                                  failure.what()));
      }
      lock.lock();
      if (opened) library.swap(opened);
      if (opened && opened.use_count() == 1) {  // close the old one outside the lock
        lock.unlock();
        opened.reset();
        lock.lock();
      }
    }
  }
};

CurrentLibrary::CurrentLibrary(std::filesystem::path data, Options options)
    : impl_(new Impl{.data = std::move(data), .options = std::move(options)}) {
  impl_->library = open_current(impl_->data, impl_->options.lexicons);
  impl_->watcher = std::thread([this] { impl_->watch(); });
}

CurrentLibrary::~CurrentLibrary() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->wake.notify_all();
  impl_->watcher.join();
}

std::shared_ptr<const Library> CurrentLibrary::get() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->library;
}

}  // namespace entrepot
