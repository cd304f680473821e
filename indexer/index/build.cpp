#include "indexer/index/build.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/index/build_plan.h"
#include "indexer/index/corpus_description.h"
#include "indexer/index/generation_copy.h"
#include "indexer/index/generation_description.h"
#include "indexer/index/index_update.h"
#include "indexer/index/index_writer.h"
#include "indexer/source/parallel.h"
#include "model/error.h"
#include "model/generation.h"
#include "model/generation_check.h"
#include "model/index_schema.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHint = "see that the disk has room, then build again";

/// Of a changed index, over what it had when it was last compact.
constexpr double kMostGrowth = 1.25;

/// Of all documents; with more to write it is faster to write them all.
constexpr double kMostToWrite = 0.33;

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file)
    throw Error(fmt::format("cannot write '{}': {}", path.string(), std::strerror(errno)), kHint);
}

std::string random_uuid() {
  std::ifstream kernel("/proc/sys/kernel/random/uuid");
  std::string uuid;
  if (!std::getline(kernel, uuid)) throw Error("cannot read /proc/sys/kernel/random/uuid");
  return uuid;
}

/// One build.
class Build {
 public:
  Build(GenerationStore& store, const Corpus& corpus, const BuildingOptions& options)
      : store_(store), corpus_(corpus), options_(options) {}

  BuildResult run() {
    if (options_.base != nullptr)
      if (const std::optional<BuildResult> result = upon(*options_.base)) return *result;
    return anew();
  }

 private:
  /// Writes every document.
  BuildResult anew() {
    begin();
    const std::string vocabulary = to_json(corpus_.vocabulary);
    Manifest manifest{.content = describe_corpus(corpus_, sha256_hex(vocabulary))};
    std::vector<std::size_t> searched;
    for (std::size_t i = 0; i < corpus_.documents.size(); ++i)
      if (is_searched(corpus_.documents[i].record.document)) searched.push_back(i);
    const std::size_t hidden = corpus_.documents.size() - searched.size();
    for (std::size_t done = 1; done <= hidden; ++done)  // nothing is to be done for those
      tell_progress(done, corpus_.documents.size());
    const IndexCounts counts =
        write_index(folder_, corpus_.vocabulary, source_of(searched),
                    {.jobs = options_.jobs, .progress = [&](std::size_t done) {
                       tell_progress(hidden + done, corpus_.documents.size());
                     }});
    manifest.build.compact_bytes = index_bytes(folder_);
    return publish(manifest, counts, vocabulary, {});
  }

  /// Changes a copy of the base. @return nothing if that cannot be, which is told.
  std::optional<BuildResult> upon(const BaseGeneration& base) {
    if (!base.obstacle().empty()) return refuse(base.obstacle());
    if (!corpus_.is_vocabulary_known) return refuse("the vocabulary has changed");
    Manifest manifest{.content = describe_corpus(corpus_, base.manifest().content.vocabulary)};
    const BuildPlan plan = plan_build(base.sources(), corpus_);
    if (static_cast<double>(plan.to_write.size()) >
        kMostToWrite * static_cast<double>(corpus_.documents.size()))
      return refuse(fmt::format("{} of {} documents are to be written", plan.to_write.size(),
                                corpus_.documents.size()));
    BuildResult result{
        .is_anew = false, .changed = plan.changed, .added = plan.added, .removed = plan.removed};
    const Manifest::Content& before = base.manifest().content;
    if (plan.is_empty()) {
      // Whoever was told of damage builds to mend it.
      if (const std::vector<std::string> damage =
              damaged_files(base.folder(), base.manifest(), CheckDepth::Whole);
          !damage.empty())
        return refuse(
            fmt::format("{} is damaged: {}", base.folder().filename().string(), damage.front()));
      result.generation = generation_number(base.folder().filename().string());
      result.documents = before.documents;
      result.passages = before.passages;
      result.is_published = false;
      return result;
    }
    if (are_numbers_sparse(base.folder())) return refuse("too many of its numbers are unused");
    begin();
    CopiedFiles copied;
    std::optional<Lexicon> lexicon;
    for_each_parallel(2, options_.jobs, [&](std::size_t i) {
      if (i == 0) {
        copied = copy_files({.from = base.folder(), .to = folder_}, base.manifest(),
                            {std::string(kDocumentsFolder), std::string(kPassagesFolder)},
                            options_.jobs);
      } else {
        lexicon.emplace(corpus_.vocabulary, languages_of(plan.to_write));
      }
    });
    if (!copied.damage.empty())
      return refuse(
          fmt::format("{} is damaged: {}", base.folder().filename().string(), copied.damage));
    IndexCounts counts{.documents = before.documents, .passages = before.passages};
    if (!plan.outdated.empty() || !plan.to_write.empty())
      counts = update_index(folder_, *lexicon,
                            {.removed = plan.outdated, .written = source_of(plan.to_write)},
                            [&](std::size_t done) { tell_progress(done, plan.to_write.size()); });
    manifest.build.compact_bytes = base.manifest().build.compact_bytes;
    if (static_cast<double>(index_bytes(folder_)) >
        kMostGrowth * static_cast<double>(manifest.build.compact_bytes)) {
      compact_index(folder_, options_.jobs);
      manifest.build.compact_bytes = index_bytes(folder_);
    }
    const BuildResult published = publish(manifest, counts, base.vocabulary_json(), copied);
    result.generation = published.generation;
    result.documents = published.documents;
    result.passages = published.passages;
    return result;
  }

  std::optional<BuildResult> refuse(const std::string& why) const {
    if (options_.on_anew) options_.on_anew(why);
    return std::nullopt;
  }

  /// An empty folder for the next generation.
  void begin() {
    if (folder_.empty()) {
      folder_ = store_.begin();
      return;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_))
      fs::remove_all(entry.path());
  }

  BuildResult publish(Manifest& manifest, const IndexCounts& counts, const std::string& vocabulary,
                      const CopiedFiles& copied) {
    manifest.content.documents = counts.documents;
    manifest.content.passages = counts.passages;
    write_file(folder_ / kVocabularyFile, vocabulary);
    write_file(folder_ / kSourcesFile, pack_corpus(corpus_));
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    manifest.build.time = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
    manifest.build.uuid = random_uuid();
    manifest.build.version = ENTREPOT_VERSION;
    manifest.build.program = program_hash();
    manifest.build.files = describe_generation(folder_, copied, options_.jobs);
    write_file(folder_ / kManifestFile, to_json(manifest));
    return {
        .generation = store_.publish(), .documents = counts.documents, .passages = counts.passages};
  }

  /// @param places in the corpus; outlive what is returned.
  [[nodiscard]] RecordSource source_of(const std::vector<std::size_t>& places) const {
    RecordSource source;
    for (const std::size_t place : places) {
      const CorpusDocument& one = corpus_.documents[place];
      source.bytes.push_back(one.is_outline ? one.text_bytes : one.record.document.markdown.size());
    }
    source.record = [this, &places](std::size_t i) {
      return whole_record(corpus_, corpus_.documents[places[i]]);
    };
    return source;
  }

  [[nodiscard]] std::vector<std::string> languages_of(
      const std::vector<std::size_t>& places) const {
    std::set<std::string> languages;
    for (const std::size_t place : places)
      languages.insert(corpus_.documents[place].languages.begin(),
                       corpus_.documents[place].languages.end());
    return {languages.begin(), languages.end()};
  }

  void tell_progress(std::size_t done, std::size_t all) const {
    if (options_.progress) options_.progress(done, all);
  }

  GenerationStore& store_;
  const Corpus& corpus_;
  const BuildingOptions& options_;
  fs::path folder_{};
};

}  // namespace

BuildResult build_index(GenerationStore& store, const Corpus& corpus,
                        const BuildingOptions& options) {
  try {
    return Build(store, corpus, options).run();
  } catch (const fs::filesystem_error& failure) {
    throw Error(fmt::format("the index cannot be written: {}", failure.what()), kHint);
  }
}

}  // namespace entrepot
