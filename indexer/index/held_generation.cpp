#include "indexer/index/held_generation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <system_error>

#include "model/index_schema.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

fs::path current_generation(const fs::path& data) {
  std::error_code failure;
  const fs::path target = fs::read_symlink(data / kCurrentLink, failure);
  if (failure)
    throw Error(fmt::format("there is no index in '{}'", data.string()),
                fmt::format("build one: entrepot-index build CORPUS {}", data.string()));
  return data / target;
}

Manifest read_manifest(const fs::path& generation) {
  std::ifstream file(generation / kManifestFile, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file) throw unreadable_generation(generation, fmt::format("{} is missing", kManifestFile));
  Manifest manifest;
  try {
    manifest = parse_manifest(text.str());
  } catch (const Error& failure) {
    throw unreadable_generation(generation, failure.what());
  }
  if (manifest.content.schema != kSchemaVersion)
    throw unreadable_generation(generation,
                                fmt::format("it has schema {}, this program knows schema {}",
                                            manifest.content.schema, kSchemaVersion));
  return manifest;
}

}  // namespace

Error unreadable_generation(const fs::path& folder, std::string_view why) {
  return Error(
      fmt::format("the index in '{}' cannot be read: {}", folder.string(), why),
      fmt::format("build it anew: entrepot-index build CORPUS {}", folder.parent_path().string()));
}

HeldGeneration::HeldGeneration(const fs::path& data) : folder_(current_generation(data)) {
  descriptor_ = ::open((folder_ / kReaderLock).c_str(), O_RDONLY | O_CLOEXEC);
  try {
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_SH | LOCK_NB) != 0)
      throw unreadable_generation(folder_, "it is being removed, or is no whole generation");
    manifest_ = read_manifest(folder_);
  } catch (const Error&) {
    if (descriptor_ >= 0) ::close(descriptor_);
    throw;
  }
}

HeldGeneration::~HeldGeneration() { ::close(descriptor_); }

}  // namespace entrepot
