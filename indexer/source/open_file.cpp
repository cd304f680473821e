#include "indexer/source/open_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "model/error.h"

namespace entrepot {

OpenFile::OpenFile(std::filesystem::path path, For purpose)
    : path_(std::move(path)),
      purpose_(purpose),
      descriptor_(purpose == For::Reading
                      ? ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)
                      : ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) fail();
}

OpenFile::~OpenFile() { ::close(descriptor_); }

std::uint64_t OpenFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail();
  return static_cast<std::uint64_t>(status.st_size);
}

void OpenFile::read(std::uint64_t at, std::string& bytes) const {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got = ::pread(descriptor_, bytes.data() + done, bytes.size() - done,
                                static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) errno = EIO;  // shorter than it was a moment ago
    if (got <= 0) fail();
    done += static_cast<std::size_t>(got);
  }
}

void OpenFile::write(std::uint64_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail();
    at += static_cast<std::uint64_t>(put);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

void OpenFile::begin_to_sync(std::uint64_t at, std::uint64_t bytes) noexcept {
  // Whoever needs to know whether it got there syncs the file in the end.
  static_cast<void>(::sync_file_range(descriptor_, static_cast<off_t>(at),
                                      static_cast<off_t>(bytes), SYNC_FILE_RANGE_WRITE));
}

bool OpenFile::share_blocks_of(const OpenFile& other) {
  return ::ioctl(descriptor_, FICLONE, other.descriptor_) == 0;
}

void OpenFile::fail() const {
  throw Error(fmt::format("cannot {} '{}': {}", purpose_ == For::Reading ? "read" : "write",
                          path_.string(), std::strerror(errno)),
              purpose_ == For::Reading ? "" : "see that the disk has room and can be written");
}

}  // namespace entrepot
