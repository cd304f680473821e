#include "indexer/index/index_update.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "indexer/index/entries.h"
#include "indexer/index/index_failure.h"
#include "indexer/source/parallel.h"
#include "model/generation.h"
#include "model/index_schema.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::array kDatabases{kDocumentsFolder, kPassagesFolder};

/// Of text whose postings wait in memory. Changed blocks are written once for all that waits, and
/// most changes are of a few documents.
constexpr std::size_t kFlushBytes = std::size_t{4} << 20U;

/// Nobody reads it and a crash throws it away, so no write needs to reach the disk before the next,
/// nor what was there before be kept meanwhile.
Xapian::WritableDatabase open_database(const fs::path& path) {
  return Xapian::WritableDatabase(path.string(), Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS |
                                                     Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
}

/// Both databases, to be changed by one thread.
class IndexUpdate {
 public:
  IndexUpdate(const fs::path& generation, unsigned jobs)
      : documents_(open_database(generation / kDocumentsFolder)),
        passages_(open_database(generation / kPassagesFolder)),
        jobs_(jobs) {}

  void remove(const std::string& id) {
    const std::string term = prefixed_term(kDocumentPrefix, id);
    documents_.delete_document(term);
    passages_.delete_document(term);
  }

  void add(const DocumentRecord& record, Entries entries) {
    documents_.add_document(entries.document());
    for (const Passage& passage : record.passages) passages_.add_document(entries.passage(passage));
    waiting_bytes_ += record.document.markdown.size();
    if (waiting_bytes_ >= kFlushBytes) commit();
  }

  IndexCounts finish() {
    commit();
    const IndexCounts counts{.documents = documents_.get_doccount(),
                             .passages = passages_.get_doccount()};
    documents_.close();
    passages_.close();
    return counts;
  }

 private:
  void commit() {
    std::array databases{&documents_, &passages_};
    for_each_parallel(databases.size(), jobs_, [&](std::size_t i) { databases.at(i)->commit(); });
    waiting_bytes_ = 0;
  }

  Xapian::WritableDatabase documents_, passages_;
  unsigned jobs_;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace

IndexCounts update_index(const fs::path& generation, const Lexicon& lexicon,
                         const IndexChanges& changes,
                         const std::function<void(std::size_t)>& progress) {
  try {
    IndexUpdate index(generation, kDatabases.size());
    for (const std::string& id : changes.removed) index.remove(id);
    for (std::size_t i = 0; i < changes.written.bytes.size(); ++i) {
      const DocumentRecord record = changes.written.record(i);
      index.add(record, Entries(lexicon, record));
      if (progress) progress(i + 1);
    }
    return index.finish();
  } catch (const Xapian::Error& failure) {
    throw index_failure(failure);
  }
}

bool are_numbers_sparse(const fs::path& generation) {
  constexpr Xapian::doccount kAlwaysFine = 100'000, kMostTimes = 4;
  try {
    const Xapian::Database passages((generation / kPassagesFolder).string());
    return passages.get_lastdocid() / kMostTimes > passages.get_doccount() + kAlwaysFine;
  } catch (const Xapian::Error&) {
    return false;  // it is damaged, which will be found when it is copied
  }
}

std::uint64_t index_bytes(const fs::path& generation) {
  std::uint64_t bytes = 0;
  for (const std::string_view name : kDatabases)
    for (const fs::directory_entry& entry : fs::directory_iterator(generation / name))
      bytes += entry.file_size();
  return bytes;
}

void compact_index(const fs::path& generation, unsigned jobs) {
  try {
    for_each_parallel(kDatabases.size(), jobs, [&](std::size_t i) {
      const fs::path loose = generation / kDatabases.at(i);
      const fs::path compact = loose.string() + ".compact";
      Xapian::Database(loose.string()).compact(compact.string(), Xapian::Compactor::FULL);
      fs::remove_all(loose);
      fs::rename(compact, loose);
    });
  } catch (const Xapian::Error& failure) {
    throw index_failure(failure);
  }
}

}  // namespace entrepot
