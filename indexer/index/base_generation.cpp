#include "indexer/index/base_generation.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "indexer/source/source_text.h"
#include "model/error.h"
#include "model/generation_check.h"
#include "model/text/analyser.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

std::string obstacle_of(const Manifest& manifest) {
  if (manifest.build.version != ENTREPOT_VERSION)
    return fmt::format("it was built by version {} of this program", manifest.build.version);
  if (manifest.content.analysis != analysis_version())
    return "words are taken apart in another way than when it was built";
  if (manifest.build.program != program_hash())
    return "it was built by another build of this program";
  return {};
}

/// @throws Error: it is not as it was built.
std::string read_sound(const HeldGeneration& generation, std::string_view name) {
  std::ifstream file(generation.folder() / name, std::ios::binary);
  std::ostringstream bytes;
  if (file) bytes << file.rdbuf();
  const auto& files = generation.manifest().build.files;
  const auto built = files.find(std::string(name));
  if (built == files.end() || !file || hash_of_bytes(bytes.view()) != built->second.sha256)
    throw Error(fmt::format("its file '{}' is not as it was built", name));
  return std::move(bytes).str();
}

}  // namespace

BaseGeneration::BaseGeneration(const fs::path& data) {
  std::error_code unknown;
  is_there_ = fs::is_symlink(data / kCurrentLink, unknown);
  if (!is_there_) {
    obstacle_ = "there was none";
    return;
  }
  try {
    held_ = std::make_unique<HeldGeneration>(data);
    obstacle_ = obstacle_of(held_->manifest());
    if (!obstacle_.empty()) return;
    vocabulary_json_ = read_sound(*held_, kVocabularyFile);
    sources_ = std::make_unique<KnownCorpus>(read_sound(*held_, kSourcesFile));
  } catch (const Error& failure) {
    obstacle_ = failure.what();
  }
}

std::string program_hash() {
  static const std::string kHash = hash_of_file("/proc/self/exe");
  return kHash;
}

}  // namespace entrepot
