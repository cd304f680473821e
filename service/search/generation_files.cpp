#include "service/search/generation_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "model/generation_check.h"
#include "model/index_schema.h"
#include "model/record.h"
#include "model/sha256.h"
#include "model/text/analyser.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

std::string rebuild_hint(const fs::path& generation) {
  return fmt::format("build it anew: entrepot-index build CORPUS {}",
                     generation.parent_path().string());
}

std::string read_file(const fs::path& generation, std::string_view name) {
  std::ifstream file(generation / name, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) throw damaged(generation, fmt::format("{} cannot be read", name));
  return text.str();
}

}  // namespace

Error damaged(const fs::path& generation, std::string_view what) {
  return Error(fmt::format("the index in '{}' is damaged: {}", generation.string(), what),
               rebuild_hint(generation));
}

ReaderLock::ReaderLock(const fs::path& generation) {
  if (!fs::is_directory(generation))
    throw Error(fmt::format("there is no index in '{}'", generation.string()),
                rebuild_hint(generation));
  const fs::path file = generation / kReaderLock;
  descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) throw damaged(generation, fmt::format("{} is missing", kReaderLock));
  if (::flock(descriptor_, LOCK_SH | LOCK_NB) == 0) return;
  ::close(descriptor_);
  throw Error(fmt::format("the index in '{}' is being removed", generation.string()),
              "try again: a newer one is in use");
}

ReaderLock::~ReaderLock() { ::close(descriptor_); }

Manifest read_manifest(const fs::path& generation) {
  Manifest manifest;
  try {
    manifest = parse_manifest(read_file(generation, kManifestFile));
  } catch (const Error& failure) {
    throw Error(failure.what(), rebuild_hint(generation));
  }
  if (manifest.content.schema != kSchemaVersion)
    throw Error(fmt::format("the index in '{}' has schema {}, this program reads schema {}",
                            generation.string(), manifest.content.schema, kSchemaVersion),
                rebuild_hint(generation));
  if (manifest.content.analysis != analysis_version())
    throw Error(fmt::format("the words of the index in '{}' were split by other rules ({}) than "
                            "this program's ({})",
                            generation.string(), manifest.content.analysis, analysis_version()),
                rebuild_hint(generation));
  return manifest;
}

Manifest read_manifest_of_files(const fs::path& generation) {
  Manifest manifest = read_manifest(generation);
  const std::vector<std::string> problems = damaged_files(generation, manifest, CheckDepth::Ends);
  if (!problems.empty()) throw damaged(generation, problems.front());
  return manifest;
}

Vocabulary read_vocabulary(const fs::path& generation, const Manifest& manifest) {
  const std::string json = read_file(generation, kVocabularyFile);
  if (sha256_hex(json) != manifest.content.vocabulary)
    throw damaged(generation, fmt::format("{} is not the one it was built with", kVocabularyFile));
  return parse_vocabulary(json);
}

}  // namespace entrepot
