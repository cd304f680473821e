#include "indexer/index/generation_description.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "indexer/index/file_pieces.h"
#include "indexer/source/open_file.h"
#include "indexer/source/parallel.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

/// A file, and the one that it was copied from.
class DescribedFile {
 public:
  DescribedFile(const fs::path& generation, std::string path, const CopiedFiles& copied)
      : path_(std::move(path)), now_(generation / path_, OpenFile::For::Reading) {
    bytes_ = now_.size();
    hashes_.resize(pieces_of(bytes_));
    const auto found = copied.pieces.find(path_);
    if (found == copied.pieces.end()) return;
    known_ = &found->second;
    before_ = std::make_unique<OpenFile>(copied.from / path_, OpenFile::For::Reading);
    bytes_before_ = before_->size();
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<std::string>& hashes() const { return hashes_; }

  void hash(const Stretch& stretch) {
    for (std::size_t i = stretch.first; i < stretch.end; ++i)
      hashes_[i] = is_as_before(i) ? (*known_)[i] : hash_of(i);
  }

 private:
  [[nodiscard]] bool is_as_before(std::size_t piece) const {
    const std::size_t bytes = piece_bytes(bytes_, piece);
    if (piece >= pieces_of(bytes_before_) || piece_bytes(bytes_before_, piece) != bytes)
      return false;
    std::string now, before;
    const std::uint64_t begin = piece * kPieceBytes, end = begin + bytes;
    for (std::uint64_t at = begin; at < end; at += now.size()) {
      now.resize(std::min<std::uint64_t>(kStepBytes, end - at));
      before.resize(now.size());
      now_.read(at, now);
      before_->read(at, before);
      if (now != before) return false;
    }
    return true;
  }

  [[nodiscard]] std::string hash_of(std::size_t piece) const {
    std::string bytes(piece_bytes(bytes_, piece), '\0');
    now_.read(piece * kPieceBytes, bytes);
    return sha256_hex(bytes);
  }

  std::string path_;
  OpenFile now_;
  std::uint64_t bytes_ = 0, bytes_before_ = 0;
  std::unique_ptr<OpenFile> before_{};
  const std::vector<std::string>* known_ = nullptr;
  std::vector<std::string> hashes_{};
};

}  // namespace

std::map<std::string, Manifest::File> describe_generation(const fs::path& generation,
                                                          const CopiedFiles& copied,
                                                          unsigned jobs) {
  std::vector<std::unique_ptr<DescribedFile>> files;
  std::vector<std::uint64_t> bytes;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(generation)) {
    if (!entry.is_regular_file()) continue;
    files.push_back(std::make_unique<DescribedFile>(
        generation, entry.path().lexically_relative(generation).generic_string(), copied));
    bytes.push_back(files.back()->bytes());
  }
  const std::vector<Stretch> stretches = stretches_of(bytes);
  for_each_parallel(stretches.size(), jobs,
                    [&](std::size_t i) { files[stretches[i].file]->hash(stretches[i]); });
  std::map<std::string, Manifest::File> out;
  for (const auto& file : files)
    out[file->path()] = describe_file(generation / file->path(), file->hashes());
  return out;
}

}  // namespace entrepot
