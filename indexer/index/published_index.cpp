#include "indexer/index/published_index.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/corpus/corpus_files.h"
#include "indexer/index/held_generation.h"
#include "model/generation.h"
#include "model/index_schema.h"
#include "model/record.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

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
    throw unreadable_generation(generation, failure.get_description());
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return out;
}

}  // namespace

PublishedAddresses read_published_addresses(const fs::path& data) {
  const HeldGeneration generation(data);
  const Manifest::Content& content = generation.manifest().content;
  PublishedAddresses out{.documents = read_documents(generation.folder()), .moved = content.moved};
  for (const auto& [id, tombstone] : content.withdrawn) out.withdrawn.emplace(id, tombstone.title);
  return out;
}

}  // namespace entrepot
