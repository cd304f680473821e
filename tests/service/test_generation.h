#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/generation.h"
#include "model/record.h"
#include "model/vocabulary.h"

/// Small generations for tests, written by the contract of model/index_schema.h.
namespace entrepot::test {

/// A folder of its own, removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_{};
};

/// What a test corpus holds besides its documents.
struct TestCorpus {
  std::vector<DocumentRecord> records{};
  Vocabulary vocabulary{};
  std::map<std::string, std::string> moved{};
  std::map<std::string, Manifest::Tombstone> withdrawn{};
};

/// Writes `data`/gen-000001. @return its path.
std::filesystem::path write_generation(const std::filesystem::path& data, const TestCorpus& corpus);

/// A record with one passage a text; all else is for the test to set before writing.
[[nodiscard]] DocumentRecord record(std::string id, std::string title,
                                    const std::vector<std::string>& texts);

/// Countries, themes, kinds, types and languages enough for tests.
[[nodiscard]] Vocabulary small_vocabulary();

/// Unions and order that the indexer fills in.
void complete(DocumentRecord& record);

/// Documents with random words, tags, dates and passages; the same for the same seed.
[[nodiscard]] TestCorpus random_corpus(std::uint32_t seed, std::size_t documents);

}  // namespace entrepot::test
