#include "indexer/source/file_state.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>

namespace entrepot {
namespace {

using std::chrono::nanoseconds;

/// Clocks of file systems tick at least that often (FAT's every two seconds).
constexpr std::chrono::seconds kTick{2};

std::int64_t in_nanoseconds(const timespec& time) {
  return nanoseconds(std::chrono::seconds(time.tv_sec)).count() + time.tv_nsec;
}

}  // namespace

FileState file_state(const std::filesystem::path& path) {
  const std::int64_t now =
      std::chrono::duration_cast<nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  FileState out{.bytes = static_cast<std::uint64_t>(status.st_size),
                .modified = in_nanoseconds(status.st_mtim),
                .changed = in_nanoseconds(status.st_ctim)};
  out.is_certain = std::max(out.modified, out.changed) + nanoseconds(kTick).count() < now;
  return out;
}

}  // namespace entrepot
