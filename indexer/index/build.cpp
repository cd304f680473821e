#include "indexer/index/build.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <string>

#include "indexer/index/index_writer.h"
#include "model/error.h"
#include "model/generation.h"
#include "model/generation_check.h"
#include "model/index_schema.h"
#include "model/sha256.h"
#include "model/text/analyser.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHint = "see that the disk has room, then build again";

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file)
    throw Error(fmt::format("cannot write '{}': {}", path.string(), std::strerror(errno)), kHint);
}

std::map<std::string, Manifest::File> describe_tree(const fs::path& folder) {
  std::map<std::string, Manifest::File> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(folder).generic_string()] = describe_file(entry.path());
  return files;
}

std::string random_uuid() {
  std::ifstream kernel("/proc/sys/kernel/random/uuid");
  std::string uuid;
  if (!std::getline(kernel, uuid)) throw Error("cannot read /proc/sys/kernel/random/uuid");
  return uuid;
}

/// What can be told of a corpus without writing it.
Manifest::Content describe_corpus(const Corpus& corpus, const std::string& vocabulary_json) {
  Manifest::Content content{.schema = kSchemaVersion,
                            .analysis = analysis_version(),
                            .vocabulary = sha256_hex(vocabulary_json)};
  Sha256 hash;
  for (const CorpusDocument& one : corpus.documents) {  // by id already
    const Document& document = one.record.document;
    hash.update(document.id + " " + one.sha256 + "\n");
    if (is_searched(document) || document.status == "withdrawn")
      for (const std::string& old : document.formerly) content.moved[old] = document.id;
    if (is_searched(document)) {
      if (!document.language.empty())
        ++content.languages[document.language.substr(0, document.language.find('-'))];
    } else if (document.status == "withdrawn") {
      content.withdrawn[document.id] = {.title = document.title,
                                        .reason = document.note,
                                        .replacement = one.record.superseded_by,
                                        .language = document.language};
    }
  }
  content.corpus = hash.hex();
  return content;
}

}  // namespace

BuildResult build_index(GenerationStore& store, const Corpus& corpus, unsigned jobs,
                        const ProgressCallback& progress) {
  const fs::path folder = store.begin();
  try {
    const std::string vocabulary = to_json(corpus.vocabulary);
    Manifest manifest{.content = describe_corpus(corpus, vocabulary)};
    const std::size_t all = corpus.documents.size();
    std::vector<std::size_t> searched;
    RecordSource source;
    for (std::size_t i = 0; i < all; ++i) {
      const CorpusDocument& one = corpus.documents[i];
      if (!is_searched(one.record.document)) continue;
      searched.push_back(i);
      source.bytes.push_back(one.is_outline ? one.text_bytes : one.record.document.markdown.size());
    }
    source.record = [&](std::size_t i) {
      return whole_record(corpus, corpus.documents[searched[i]]);
    };
    const std::size_t hidden = all - searched.size();  // nothing is to be done for those
    if (progress)
      for (std::size_t done = 1; done <= hidden; ++done) progress(done, all);
    const IndexCounts counts = write_index(folder, corpus.vocabulary, source,
                                           {.jobs = jobs, .progress = [&](std::size_t done) {
                                              if (progress) progress(hidden + done, all);
                                            }});
    manifest.content.documents = counts.documents;
    manifest.content.passages = counts.passages;
    write_file(folder / kVocabularyFile, vocabulary);
    manifest.build = {
        .time = fmt::format(
            "{:%Y-%m-%dT%H:%M:%SZ}",
            fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()))),
        .uuid = random_uuid(),
        .version = ENTREPOT_VERSION,
        .files = describe_tree(folder)};
    write_file(folder / kManifestFile, to_json(manifest));
    return {
        .generation = store.publish(), .documents = counts.documents, .passages = counts.passages};
  } catch (const fs::filesystem_error& failure) {
    throw Error(fmt::format("the index cannot be written: {}", failure.what()), kHint);
  }
}

}  // namespace entrepot
