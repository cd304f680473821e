#include "indexer/index/published_index.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "indexer/corpus/corpus_files.h"
#include "model/error.h"
#include "model/generation.h"
#include "model/index_schema.h"
#include "model/record.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

Error unreadable(const fs::path& generation, std::string_view why) {
  return Error(fmt::format("the index in '{}' cannot be read: {}", generation.string(), why),
               fmt::format("build it anew: entrepot-index build CORPUS {}",
                           generation.parent_path().string()));
}

/// Keeps a generation from being removed by a build, as entrepot-serve does.
class ReaderHold {
 public:
  explicit ReaderHold(const fs::path& generation)
      : descriptor_(::open((generation / kReaderLock).c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_SH | LOCK_NB) != 0) {
      if (descriptor_ >= 0) ::close(descriptor_);
      throw unreadable(generation, "it is being removed, or is no whole generation");
    }
  }
  ~ReaderHold() { ::close(descriptor_); }
  ReaderHold(const ReaderHold&) = delete;
  ReaderHold& operator=(const ReaderHold&) = delete;

 private:
  int descriptor_;
};

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
  if (!file) throw unreadable(generation, fmt::format("{} is missing", kManifestFile));
  Manifest manifest;
  try {
    manifest = parse_manifest(text.str());
  } catch (const Error& failure) {
    throw unreadable(generation, failure.what());
  }
  if (manifest.content.schema != kSchemaVersion)
    throw unreadable(generation, fmt::format("it has schema {}, this program knows schema {}",
                                             manifest.content.schema, kSchemaVersion));
  return manifest;
}

PublishedAddresses::Document addresses_of(const DocumentRecord& record) {
  PublishedAddresses::Document out{.id = record.document.id,
                                   .path = corpus_path(record.document.type, record.document.id)};
  for (const Section& section : record.sections) {
    out.anchors.insert(section.anchor);
    out.anchors.insert(section.former_anchors.begin(), section.former_anchors.end());
  }
  for (const Passage& passage : record.passages) {
    out.anchors.insert(passage.anchor);
    out.anchors.insert(passage.former_anchors.begin(), passage.former_anchors.end());
  }
  return out;
}

std::vector<PublishedAddresses::Document> read_documents(const fs::path& generation) {
  std::vector<PublishedAddresses::Document> out;
  try {
    const Xapian::Database database((generation / kDocumentsFolder).string());
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
      out.push_back(addresses_of(parse_document_record(database.get_document(*at).get_data())));
  } catch (const Xapian::Error& failure) {
    throw unreadable(generation, failure.get_description());
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return out;
}

}  // namespace

PublishedAddresses read_published_addresses(const fs::path& data) {
  const fs::path generation = current_generation(data);
  const ReaderHold hold(generation);
  const Manifest manifest = read_manifest(generation);
  PublishedAddresses out{.documents = read_documents(generation), .moved = manifest.content.moved};
  for (const auto& [id, tombstone] : manifest.content.withdrawn)
    out.withdrawn.emplace(id, tombstone.title);
  return out;
}

}  // namespace entrepot
