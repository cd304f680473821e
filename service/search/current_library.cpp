#include "service/search/current_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/generation.h"
#include "model/generation_check.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;
using Opened = std::shared_ptr<const Library>;

/// The name of the folder that `current` leads to, or nothing. It is read once: whatever is opened
/// next belongs to one generation even if the link moves meanwhile.
std::string read_current(const fs::path& data) {
  std::error_code failure;
  std::string name = fs::read_symlink(data / kCurrentLink, failure).filename().string();
  return failure || generation_number(name) == 0 ? std::string() : name;
}

/// Of the generations that were current before one, the newest first.
std::vector<std::string> generations_before(const fs::path& data, const std::string& name) {
  std::vector<std::string> out;
  std::error_code failure;
  for (fs::directory_iterator at(data, failure), end; !failure && at != end;
       at.increment(failure)) {
    std::string one = at->path().filename().string();
    const std::uint64_t number = generation_number(one);
    if (number != 0 && number < generation_number(name)) out.push_back(std::move(one));
  }
  std::sort(out.begin(), out.end(), [](const std::string& left, const std::string& right) {
    return generation_number(left) > generation_number(right);
  });
  return out;
}

}  // namespace

struct CurrentLibrary::Impl {
  fs::path data;
  Options options;
  mutable std::mutex mutex{};  ///< Of the four below.
  Opened library{};
  State status{};
  std::condition_variable wake{};
  bool stopping = false;
  std::string refused{};  ///< What `current` leads to and cannot be served. The watcher's own.
  std::thread watcher{};

  void log(const std::string& message) const {
    if (options.log) options.log(message);
  }

  [[nodiscard]] Opened open(const std::string& name) const {
    return std::make_shared<const Library>(data / name, options.lexicons);
  }

  /// The newest that opens of those before one, or null.
  [[nodiscard]] Opened open_before(const std::string& name) const {
    for (const std::string& one : generations_before(data, name)) {
      try {
        return open(one);
      } catch (const Error& failure) {
        log(fmt::format("{} cannot be served either: {}", one, failure.what()));
      }
    }
    return nullptr;
  }

  /// What is current, or else the newest before it that can be opened.
  void open_first() {
    // A builder may remove the generation between the two steps; the link then names a newer one.
    for (int attempt = 0;; ++attempt) {
      const std::string name = read_current(data);
      if (name.empty())
        throw Error(fmt::format("there is no index in '{}'", data.string()),
                    fmt::format("build one: entrepot-index build CORPUS {}", data.string()));
      try {
        library = open(name);
        return;
      } catch (const Error& failure) {
        if (attempt < 2 && read_current(data) != name) continue;
        library = open_before(name);
        if (!library) throw;
        refused = name;
        tell_refused(name, failure.what());
        return;
      }
    }
  }

  void tell_refused(const std::string& name, const std::string& why) {
    status.problem =
        fmt::format("{} was not taken: {}; still serving {}", name, why, library->generation());
    log(status.problem);
  }

  /// Requests under way keep the old one; it closes with the last of them.
  void replace(Opened by) {
    const std::lock_guard lock(mutex);
    library.swap(by);
    status = {};
  }

  [[nodiscard]] bool is_stopping() const {
    const std::lock_guard lock(mutex);
    return stopping;
  }

  /// Takes what has become current, if it has and can be opened.
  void follow() {
    const std::string name = read_current(data);
    if (name.empty() || name == library->generation() || name == refused) return;
    try {
      Opened opened = open(name);
      replace(std::move(opened));
      refused.clear();
      log("now serving " + name);
    } catch (const Error& failure) {
      refused = name;  // said once
      const std::lock_guard lock(mutex);
      tell_refused(name, failure.what());
    }
  }

  /// Whether looking at every byte may go on: not if this ends, nor if something else is current.
  [[nodiscard]] bool may_go_on() const {
    if (is_stopping()) return false;
    const std::string name = read_current(data);
    return name.empty() || name == library->generation() || name == refused;
  }

  /// Looks at every byte of what is served. Replaces it by one before it if it is damaged.
  void check() {
    for (;;) {
      const std::string name = library->generation();
      const std::vector<std::string> problems =
          damaged_files(data / name, library->manifest(), CheckDepth::Whole,
                        [this](std::uint64_t) { return may_go_on(); });
      if (!may_go_on()) return;  // looked at again, or it matters no more
      if (problems.empty()) {
        const std::lock_guard lock(mutex);
        status.is_checked = true;
        return;
      }
      const std::string what = fmt::format("{} is damaged: {}", name, problems.front());
      Opened before = open_before(name);
      if (!before) {
        const std::lock_guard lock(mutex);
        status = {.is_checked = true,
                  .is_damaged = true,
                  .problem = what + "; no other can be served instead"};
        log(status.problem);
        return;
      }
      if (read_current(data) == name) refused = name;
      replace(std::move(before));
      const std::lock_guard lock(mutex);
      status.problem = fmt::format("{}; now serving {}", what, library->generation());
      log(status.problem);
    }
  }

  void watch() {
    for (;;) {
      follow();
      if (!state_of().is_checked) check();
      std::unique_lock lock(mutex);
      if (wake.wait_for(lock, options.interval, [this] { return stopping; })) return;
    }
  }

  [[nodiscard]] State state_of() const {
    const std::lock_guard lock(mutex);
    return status;
  }
};

CurrentLibrary::CurrentLibrary(std::filesystem::path data, Options options)
    : impl_(new Impl{.data = std::move(data), .options = std::move(options)}) {
  impl_->open_first();
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

CurrentLibrary::State CurrentLibrary::state() const { return impl_->state_of(); }

}  // namespace entrepot
