#include "indexer/index/index_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <string>
#include <system_error>

#include "indexer/index/entries.h"
#include "indexer/index/index_failure.h"
#include "indexer/index/segments.h"
#include "indexer/source/parallel.h"
#include "model/error.h"
#include "model/generation.h"
#include "model/index_schema.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

/// Of text whose postings wait in memory. Half and four times as much take as long.
constexpr std::size_t kFlushBytes = std::size_t{64} << 10U;
constexpr const char* kHint = "see that the disk has room and can be written, then build again";

/// Nobody reads it and a crash throws it away, so no write needs to reach the disk before the next.
Xapian::WritableDatabase open_new(const fs::path& path) {
  return Xapian::WritableDatabase(
      path.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
}

/// Writes one segment. Xapian itself counts documents before it writes what waits, and they may be
/// of two kilobytes or of two hundred and fifty.
class SegmentWriter {
 public:
  SegmentWriter(const fs::path& generation, std::size_t number)
      : documents_(open_new(segment_path(generation, kDocumentsFolder, number))),
        passages_(open_new(segment_path(generation, kPassagesFolder, number))) {}

  void add(const DocumentRecord& record, Entries entries) {
    documents_.add_document(entries.document());
    for (const Passage& passage : record.passages) passages_.add_document(entries.passage(passage));
    counts_.documents += 1;
    counts_.passages += record.passages.size();
    waiting_bytes_ += record.document.markdown.size();
    if (waiting_bytes_ < kFlushBytes) return;
    documents_.commit();
    passages_.commit();
    waiting_bytes_ = 0;
  }

  /// @param is_first its metadata become those of the whole.
  IndexCounts finish(bool is_first) {
    for (Xapian::WritableDatabase* const database : {&documents_, &passages_}) {
      if (is_first) database->set_metadata("schema", std::to_string(kSchemaVersion));
      database->commit();
      database->close();
    }
    return counts_;
  }

 private:
  Xapian::WritableDatabase documents_, passages_;
  IndexCounts counts_{};
  std::size_t waiting_bytes_ = 0;
};

/// Tells how many documents are done, whichever thread did them.
class SharedProgress {
 public:
  explicit SharedProgress(const std::function<void(std::size_t)>& progress) : progress_(progress) {}

  void one_more() {
    const std::lock_guard hold(mutex_);
    ++done_;
    if (progress_) progress_(done_);
  }

 private:
  const std::function<void(std::size_t)>& progress_;
  std::mutex mutex_{};
  std::size_t done_ = 0;
};

/// Joins the segments of one database, in their order, and removes them.
void join_segments(const fs::path& generation, std::string_view name, std::size_t segments) {
  {
    Xapian::Database all;
    for (std::size_t i = 0; i < segments; ++i)
      all.add_database(Xapian::Database(segment_path(generation, name, i).string()));
    all.compact((generation / name).string(), Xapian::Compactor::FULL);
  }
  for (std::size_t i = 0; i < segments; ++i) fs::remove_all(segment_path(generation, name, i));
}

}  // namespace

IndexCounts write_index(const fs::path& generation, const Vocabulary& vocabulary,
                        const RecordSource& source, const WritingOptions& options) {
  try {
    const Lexicon lexicon(vocabulary);
    const std::vector<Segment> segments = segments_of(source.bytes, options.segment_bytes);
    SharedProgress progress(options.progress);
    std::atomic<std::uint64_t> documents{0}, passages{0};
    for_each_parallel(segments.size(), options.jobs, [&](std::size_t number) {
      SegmentWriter writer(generation, number);
      for (std::size_t i = 0; i < segments[number].count; ++i) {
        const DocumentRecord record = source.record(segments[number].first + i);
        writer.add(record, Entries(lexicon, record));
        progress.one_more();
      }
      const IndexCounts counts = writer.finish(number == 0);
      documents += counts.documents;
      passages += counts.passages;
    });
    constexpr std::array kDatabases{kDocumentsFolder, kPassagesFolder};
    for_each_parallel(kDatabases.size(), options.jobs, [&](std::size_t i) {
      join_segments(generation, kDatabases.at(i), segments.size());
    });
    return {.documents = documents, .passages = passages};
  } catch (const Xapian::Error& failure) {
    throw index_failure(failure);
  } catch (const fs::filesystem_error& failure) {
    throw Error(fmt::format("the index cannot be written: {}", failure.what()), kHint);
  }
}

}  // namespace entrepot
