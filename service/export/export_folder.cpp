#include "service/export/export_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <system_error>

#include "model/error.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kElsewhere = "name a folder that is empty, or not there yet";
constexpr const char* kRoom = "see that the disk has room and can be written, then export again";

/// Where it really is, so that links to folders stay what they are.
fs::path resolved(const fs::path& place) {
  std::error_code failure;
  fs::path out = fs::weakly_canonical(fs::absolute(place), failure);
  if (failure) out = fs::absolute(place).lexically_normal();
  return out.has_filename() ? out : out.parent_path();
}

bool is_ours(const fs::path& folder) {
  std::error_code unknown;
  return fs::is_regular_file(folder / kExportMark, unknown);
}

void check_place(const fs::path& place) {
  std::error_code failure;
  if (!fs::exists(fs::symlink_status(place, failure))) return;
  if (!fs::is_directory(place, failure))
    throw Error(fmt::format("'{}' is no folder", place.string()), kElsewhere);
  if (!is_ours(place) && !fs::is_empty(place, failure))
    throw Error(fmt::format("'{}' holds something that is no export", place.string()), kElsewhere);
  if (failure)
    throw Error(fmt::format("cannot look into '{}': {}", place.string(), failure.message()));
}

std::string reason() { return std::error_code(errno, std::generic_category()).message(); }

/// Removes all but the mark, so that what is left when this is stopped is still known as ours.
void clear(const fs::path& folder, std::error_code& failure) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure))
    if (entry.path().filename() != kExportMark) fs::remove_all(entry.path(), failure);
}

/// For what no one needs any more: what stays, the next export clears away.
void remove_export(const fs::path& folder) {
  std::error_code ignored;
  clear(folder, ignored);
  fs::remove_all(folder, ignored);
}

Error cannot_write(const fs::path& file, const std::string& why) {
  return Error(fmt::format("cannot write '{}': {}", file.string(), why), kRoom);
}

}  // namespace

ExportFolder::ExportFolder(const fs::path& place)
    : place_(resolved(place)), partial_(place_.string() + ".partial") {
  check_place(place_);
  claim();
}

/// The folder beside the place with nothing in it but its mark, locked.
void ExportFolder::claim() {
  std::error_code failure;
  if (fs::exists(partial_) && !is_ours(partial_) && !fs::is_empty(partial_, failure))
    throw Error(fmt::format("'{}' is in the way and no export", partial_.string()),
                "move it elsewhere");
  fs::create_directories(partial_, failure);
  if (failure) throw cannot_write(partial_, failure.message());
  const fs::path mark = partial_ / kExportMark;
  mark_ = ::open(mark.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (mark_ < 0) throw cannot_write(mark, reason());
  if (::flock(mark_, LOCK_EX | LOCK_NB) != 0) {
    ::close(mark_);
    mark_ = -1;
    throw Error(fmt::format("another export to '{}' is running", place_.string()),
                "wait until it has ended");
  }
  clear(partial_, failure);
  if (failure) throw cannot_write(partial_, failure.message());
}

ExportFolder::~ExportFolder() {
  if (mark_ < 0) return;
  remove_export(partial_);
  ::close(mark_);
}

void ExportFolder::write(std::string_view name, std::string_view bytes) {
  const fs::path file = partial_ / name;
  std::error_code failure;
  fs::create_directories(file.parent_path(), failure);
  if (failure) throw cannot_write(file, failure.message());
  std::FILE* const out = std::fopen(file.c_str(), "wb");
  if (out == nullptr) throw cannot_write(file, reason());
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
  std::string why = written ? "" : reason();
  if (std::fclose(out) != 0 && why.empty()) why = reason();
  if (!why.empty()) throw cannot_write(file, why);
}

std::string ExportFolder::read(std::string_view name) const {
  std::ifstream file(partial_ / name, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw Error(fmt::format("cannot read '{}'", (partial_ / name).string()));
  return bytes;
}

void ExportFolder::publish() {
  check_place(place_);
  std::error_code failure;
  const fs::path former = place_.string() + ".former";
  if (!fs::exists(place_)) {
    fs::rename(partial_, place_, failure);
  } else if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE) !=
             0) {
    // File systems of sticks cannot exchange two folders.
    if (is_ours(former)) remove_export(former);
    fs::rename(place_, former, failure);
    if (!failure) fs::rename(partial_, place_, failure);
    if (failure && fs::exists(former) && !fs::exists(place_)) {
      std::error_code ignored;
      fs::rename(former, place_, ignored);
    }
  }
  if (failure)
    throw Error(fmt::format("cannot put the export into its place, '{}': {}", place_.string(),
                            failure.message()),
                "name a folder in one that you can write, not a disk's topmost one");
  if (is_ours(partial_)) remove_export(partial_);
  if (is_ours(former)) remove_export(former);
  ::close(mark_);
  mark_ = -1;
}

}  // namespace entrepot
