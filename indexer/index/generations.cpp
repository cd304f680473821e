#include "indexer/index/generations.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/generation.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuilding =
    ".building";  // of a folder that is not, or no more, published
constexpr std::string_view kNewLink = "current.new";
constexpr const char* kWritableHint = "see that the disk has room and the folder can be written";

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw Error(fmt::format("cannot {} '{}': {}", what, path.string(), std::strerror(errno)),
              kWritableHint);
}

/// A file descriptor that is closed in the end.
class File {
 public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

void sync(const fs::path& path) {
  const File file(path, O_RDONLY);
  if (file.get() < 0 || ::fsync(file.get()) != 0) fail("write", path);
}

/// Everything below a folder reaches the disk before its name is published.
void sync_tree(const fs::path& folder) {
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure))
    sync(at->path());
  if (failure) throw Error(fmt::format("cannot read '{}': {}", folder.string(), failure.message()));
  sync(folder);
}

/// Removes a generation unless some reader holds it or that cannot be told. The lock is kept until
/// the end, and the folder loses its name first: nobody opens a generation that is half gone.
void remove_unless_held(const fs::path& generation) {
  const File lock(generation / kReaderLock, O_RDONLY);
  if (lock.get() < 0 && errno != ENOENT) return;
  if (lock.get() >= 0 && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) return;
  const fs::path nameless = generation.string() + std::string(kBuilding);
  std::error_code ignored;  // an old generation that stays costs room and nothing else
  fs::rename(generation, nameless, ignored);
  if (!ignored) fs::remove_all(nameless, ignored);
}

/// The number of a generation's folder, published or not; 0 if the name is none of ours.
std::uint64_t number_of(std::string_view name) {
  if (name.ends_with(kBuilding)) name.remove_suffix(kBuilding.size());
  return generation_number(name);
}

std::string read_small(int fd) {
  std::array<char, 32> bytes{};
  const ssize_t size = ::pread(fd, bytes.data(), bytes.size(), 0);
  std::string text(bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

}  // namespace

struct GenerationStore::Impl {
  fs::path data;
  File lock;
  fs::path building{};
  std::unique_ptr<File> disk{};  ///< The data folder, opened before anything was written.
  std::uint64_t number = 0;

  explicit Impl(fs::path folder)
      : data(std::move(folder)), lock(data / kWriterLock, O_RDWR | O_CREAT) {}

  /// The names in the folder, for a generation's number each.
  [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> generations() const {
    std::vector<std::pair<std::string, std::uint64_t>> out;
    for (const fs::directory_entry& entry : fs::directory_iterator(data)) {
      std::string name = entry.path().filename().string();
      if (const std::uint64_t one = number_of(name); one != 0) out.emplace_back(name, one);
    }
    return out;
  }

  [[nodiscard]] std::uint64_t current() const {
    std::error_code failure;
    return generation_number(fs::read_symlink(data / kCurrentLink, failure).filename().string());
  }

  /// A rename could not take its place, and what it is nobody knows.
  void require_link() const {
    const fs::path link = data / kCurrentLink;
    const fs::file_status status = fs::symlink_status(link);
    if (fs::exists(status) && !fs::is_symlink(status))
      throw Error(fmt::format("'{}' is {}, not the link to an index that belongs there",
                              link.string(), fs::is_directory(status) ? "a folder" : "a file"),
                  "move it away, or name another folder for the index");
  }

  void take_lock() {
    if (lock.get() < 0) fail("open", data / kWriterLock);
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) fail("lock", data / kWriterLock);
      const std::string holder = read_small(lock.get());
      throw Error(fmt::format("another build is writing to '{}'{}", data.string(),
                              holder.empty() ? "" : " (process " + holder + ")"),
                  "wait until it is done, or stop it");
    }
    const std::string own = std::to_string(::getpid()) + "\n";
    if (::ftruncate(lock.get(), 0) != 0 || ::pwrite(lock.get(), own.data(), own.size(), 0) < 0)
      fail("write", data / kWriterLock);
  }

  /// What killed builds left behind. Only names that are ours: anything else in the folder stays,
  /// and so does what cannot be removed; it costs room, and the next build tries again.
  void remove_leftovers() {
    std::error_code ignored;
    for (const auto& [name, one] : generations())
      if (name.ends_with(kBuilding)) fs::remove_all(data / name, ignored);
    fs::remove(data / kNewLink, ignored);
  }

  /// Xapian's compaction ignores it if what it wrote does not reach the disk, and the system tells
  /// of that once. It does tell again whoever had the file system open before (syncfs(2), Linux
  /// 5.8).
  void require_written() const {
    if (::syncfs(disk->get()) != 0) fail("write", building);
  }

  void switch_current(const fs::path& generation) {
    const fs::path link = data / kNewLink;
    fs::remove(link);
    fs::create_symlink(generation.filename(), link);
    if (::rename(link.c_str(), (data / kCurrentLink).c_str()) != 0) fail("switch to", generation);
    sync(data);
  }

  /// What is served and what was served before it stay, the latter for going back and for readers
  /// that have it open. Any other goes, among them one whose build was killed before it became
  /// current.
  void remove_all_but(std::uint64_t served, std::uint64_t before) const {
    for (const auto& [name, one] : generations())
      if (one != served && one != before && !name.ends_with(kBuilding))
        remove_unless_held(data / name);
  }

  /// Those that readers held when they were replaced: their room may be needed now.
  void remove_released() const {
    const std::uint64_t served = current();
    if (served == 0) return;  // nobody knows which of them matter
    std::uint64_t before = 0;
    for (const auto& [name, one] : generations())
      if (one < served && !name.ends_with(kBuilding)) before = std::max(before, one);
    remove_all_but(served, before);
  }
};

GenerationStore::GenerationStore(fs::path data) {
  try {
    fs::create_directories(data);
    impl_ = std::make_unique<Impl>(std::move(data));
    impl_->take_lock();
    impl_->require_link();
    impl_->remove_leftovers();
  } catch (const fs::filesystem_error& failure) {
    throw Error(
        fmt::format("cannot write '{}': {}", failure.path1().string(), failure.code().message()),
        "name a folder that can be written");
  }
}

GenerationStore::~GenerationStore() {
  std::error_code ignored;  // the next build removes what cannot be removed now
  if (!impl_->building.empty()) fs::remove_all(impl_->building, ignored);
}

fs::path GenerationStore::begin() {
  try {
    std::uint64_t last = impl_->current();  // also if its folder has been lost
    for (const auto& [name, one] : impl_->generations()) last = std::max(last, one);
    impl_->number = last + 1;
    const fs::path folder =
        impl_->data / (generation_folder(impl_->number) + std::string(kBuilding));
    impl_->disk = std::make_unique<File>(impl_->data, O_RDONLY);
    if (impl_->disk->get() < 0) fail("open", impl_->data);
    fs::create_directory(folder);
    impl_->building = folder;
    impl_->remove_released();
    return folder;
  } catch (const fs::filesystem_error& failure) {
    throw Error(
        fmt::format("cannot write '{}': {}", failure.path1().string(), failure.code().message()),
        kWritableHint);
  }
}

std::uint64_t GenerationStore::publish() {
  assert(!impl_->building.empty() && "publish() follows begin()");
  try {
    const fs::path generation = impl_->data / generation_folder(impl_->number);
    if (const File lock(impl_->building / kReaderLock, O_RDWR | O_CREAT); lock.get() < 0)
      fail("write", impl_->building / kReaderLock);
    sync_tree(impl_->building);
    impl_->require_written();
    fs::rename(impl_->building, generation);
    impl_->building.clear();
    sync(impl_->data);
    const std::uint64_t previous = impl_->current();
    impl_->switch_current(generation);
    impl_->remove_all_but(impl_->number, previous);
    return impl_->number;
  } catch (const fs::filesystem_error& failure) {
    throw Error(
        fmt::format("cannot publish '{}': {}", failure.path1().string(), failure.code().message()),
        kWritableHint);
  }
}

}  // namespace entrepot
