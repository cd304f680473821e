#include "model/generation_check.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;
using GoOn = std::function<bool(std::uint64_t)>;

constexpr std::uint64_t kBlock = 8192;  // of a table of the index

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

  /// The bytes from `begin` to `end`, valid until the next call. @throws Error: they cannot be
  /// read.
  std::string_view read(std::uint64_t begin, std::uint64_t end) {
    piece_.resize(end - begin);
    for (std::size_t done = 0; done < piece_.size();) {
      const ssize_t got = ::pread(descriptor_, piece_.data() + done, piece_.size() - done,
                                  static_cast<off_t>(begin + done));
      if (got < 0 && errno == EINTR) continue;
      if (got == 0) errno = EIO;  // shorter than it was a moment ago
      if (got <= 0) fail();
      done += static_cast<std::size_t>(got);
    }
    return piece_;
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
  if (file.size() <= 2 * kBlock) return sha256_hex(file.read(0, file.size()));
  Sha256 hash;
  hash.update(file.read(0, kBlock));
  hash.update(file.read(file.size() - kBlock, file.size()));
  return hash.hex();
}

/// @return nothing if it was not to go on to the end.
std::optional<std::string> hash_of_all(Reader& file, const GoOn& go_on) {
  std::vector<std::string> pieces;
  for (std::uint64_t begin = 0; begin < file.size(); begin += kPieceBytes) {
    const std::uint64_t end = std::min(begin + kPieceBytes, file.size());
    pieces.push_back(sha256_hex(file.read(begin, end)));
    if (go_on && !go_on(end - begin)) return std::nullopt;
  }
  return hash_of_pieces(pieces);
}

}  // namespace

std::string hash_of_pieces(const std::vector<std::string>& pieces) {
  Sha256 hash;
  for (const std::string& one : pieces) hash.update(one);
  return hash.hex();
}

std::string hash_of_bytes(std::string_view bytes) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes)
    pieces.push_back(sha256_hex(bytes.substr(at, kPieceBytes)));
  return hash_of_pieces(pieces);
}

Manifest::File describe_file(const fs::path& path) {
  Reader file(path);
  return {.bytes = file.size(), .sha256 = *hash_of_all(file, {}), .ends = hash_of_ends(file)};
}

Manifest::File describe_file(const fs::path& path, const std::vector<std::string>& pieces) {
  Reader file(path);
  return {.bytes = file.size(), .sha256 = hash_of_pieces(pieces), .ends = hash_of_ends(file)};
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
