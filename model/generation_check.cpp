#include "model/generation_check.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;
using GoOn = std::function<bool(std::uint64_t)>;

constexpr std::uint64_t kBlock = 8192;       // of a table of the index
constexpr std::uint64_t kPiece = 1U << 20U;  // read at once

/// A file that is read piece by piece.
class Reader {
 public:
  /// @throws Error: there is no such file, or it is none.
  explicit Reader(const fs::path& path)
      : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail();
    struct stat status {};
    const bool is_told = ::fstat(descriptor_, &status) == 0;
    if (is_told && S_ISREG(status.st_mode)) {
      size_ = static_cast<std::uint64_t>(status.st_size);
      return;
    }
    if (is_told) errno = EISDIR;
    ::close(descriptor_);
    fail();
  }
  ~Reader() { ::close(descriptor_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// Adds the bytes from `begin` to `end`. @return whether it was to go on to the end.
  /// @throws Error: they cannot be read.
  bool add(Sha256& hash, std::uint64_t begin, std::uint64_t end, const GoOn& go_on = {}) {
    piece_.resize(std::min(end - begin, kPiece));
    while (begin < end) {
      const ssize_t got = ::pread(descriptor_, piece_.data(), std::min(end - begin, kPiece),
                                  static_cast<off_t>(begin));
      if (got < 0 && errno == EINTR) continue;
      if (got == 0) errno = EIO;  // shorter than it was a moment ago
      if (got <= 0) fail();
      hash.update({piece_.data(), static_cast<std::size_t>(got)});
      begin += static_cast<std::uint64_t>(got);
      if (go_on && !go_on(static_cast<std::uint64_t>(got))) return false;
    }
    return true;
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(fmt::format("cannot read '{}': {}", path_.string(), std::strerror(errno)));
  }

  fs::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::string piece_{};
};

std::string hash_of_ends(Reader& file) {
  Sha256 hash;
  if (file.size() <= 2 * kBlock) {
    file.add(hash, 0, file.size());
  } else {
    file.add(hash, 0, kBlock);
    file.add(hash, file.size() - kBlock, file.size());
  }
  return hash.hex();
}

/// @return nothing if it was not to go on to the end.
std::optional<std::string> hash_of_all(Reader& file, const GoOn& go_on) {
  Sha256 hash;
  if (!file.add(hash, 0, file.size(), go_on)) return std::nullopt;
  return hash.hex();
}

}  // namespace

Manifest::File describe_file(const fs::path& path) {
  Reader file(path);
  return {.bytes = file.size(), .sha256 = *hash_of_all(file, {}), .ends = hash_of_ends(file)};
}

std::vector<std::string> damaged_files(const fs::path& generation, const Manifest& manifest,
                                       CheckDepth depth, const GoOn& go_on) {
  std::vector<std::string> out;
  for (const auto& [path, built] : manifest.build.files) {
    try {
      Reader file(generation / path);
      if (file.size() != built.bytes) {
        out.push_back(fmt::format("{} has {} bytes, not {}", path, file.size(), built.bytes));
        continue;
      }
      const std::optional<std::string> hash =
          depth == CheckDepth::Ends ? hash_of_ends(file) : hash_of_all(file, go_on);
      if (!hash) break;
      if (*hash != (depth == CheckDepth::Ends ? built.ends : built.sha256))
        out.push_back(fmt::format("{} is not as it was built", path));
    } catch (const Error& failure) {
      out.emplace_back(failure.what());
    }
  }
  return out;
}

}  // namespace entrepot
