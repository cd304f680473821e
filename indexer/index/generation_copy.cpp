#include "indexer/index/generation_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/index/file_pieces.h"
#include "indexer/source/open_file.h"
#include "indexer/source/parallel.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

/// A file on its way.
class CopiedFile {
 public:
  CopiedFile(std::string path, const CopyPlaces& places)
      : path_(std::move(path)),
        from_(places.from / path_, OpenFile::For::Reading),
        to_(places.to / path_, OpenFile::For::Writing),
        bytes_(from_.size()),
        is_shared_(to_.share_blocks_of(from_)),
        hashes_(pieces_of(bytes_)) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<std::string>& hashes() const { return hashes_; }

  void copy(const Stretch& stretch) {
    std::string step;
    for (std::size_t i = stretch.first; i < stretch.end; ++i) {
      Sha256 hash;
      const std::uint64_t begin = i * kPieceBytes, end = begin + piece_bytes(bytes_, i);
      for (std::uint64_t at = begin; at < end; at += step.size()) {
        step.resize(std::min<std::uint64_t>(kStepBytes, end - at));
        from_.read(at, step);
        hash.update(step);
        if (!is_shared_) to_.write(at, step);
      }
      hashes_[i] = hash.hex();
    }
    // So that the disk has most of it by the time it is changed and published.
    if (!is_shared_)
      to_.begin_to_sync(stretch.first * kPieceBytes, (stretch.end - stretch.first) * kPieceBytes);
  }

 private:
  std::string path_;
  OpenFile from_, to_;
  std::uint64_t bytes_;
  bool is_shared_;
  std::vector<std::string> hashes_;
};

bool lies_below(const std::string& path, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&path](const std::string& folder) { return path.starts_with(folder + "/"); });
}

}  // namespace

CopiedFiles copy_files(const CopyPlaces& places, const Manifest& manifest,
                       const std::vector<std::string>& folders, unsigned jobs) {
  CopiedFiles out{.from = places.from};
  std::vector<std::unique_ptr<CopiedFile>> files;
  std::vector<std::uint64_t> bytes;
  for (const std::string& folder : folders) fs::create_directories(places.to / folder);
  for (const auto& [path, built] : manifest.build.files) {
    if (!lies_below(path, folders)) continue;
    std::error_code unknown;
    if (!fs::is_regular_file(places.from / path, unknown)) {
      out.damage = fmt::format("{} is missing", path);
      return out;
    }
    files.push_back(std::make_unique<CopiedFile>(path, places));
    bytes.push_back(files.back()->bytes());
    if (bytes.back() == built.bytes) continue;
    out.damage = fmt::format("{} has {} bytes, not {}", path, bytes.back(), built.bytes);
    return out;
  }
  const std::vector<Stretch> stretches = stretches_of(bytes);
  for_each_parallel(stretches.size(), jobs,
                    [&](std::size_t i) { files[stretches[i].file]->copy(stretches[i]); });
  for (const auto& file : files) {
    if (hash_of_pieces(file->hashes()) != manifest.build.files.at(file->path()).sha256)
      out.damage = fmt::format("{} is not as it was built", file->path());
    out.pieces[file->path()] = file->hashes();
  }
  return out;
}

}  // namespace entrepot
