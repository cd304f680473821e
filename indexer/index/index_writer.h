#pragma once

#include <filesystem>
#include <memory>

#include "model/generation.h"
#include "model/record.h"
#include "model/vocabulary.h"

namespace entrepot {

/// Writes the two databases of one generation into a folder of its own that nobody reads yet.
/// One thread. Destroyed before finish(), it leaves files behind that the next build removes.
class IndexWriter {
 public:
  /// @throws Error: the folder cannot be written.
  IndexWriter(std::filesystem::path generation, const Vocabulary& vocabulary);
  ~IndexWriter();

  /// @throws Error: the disk is full or fails.
  void add(const DocumentRecord& record);

  /// Commits and compacts. @return documents and passages written. @throws Error.
  struct Counts {
    std::uint64_t documents = 0;
    std::uint64_t passages = 0;
  };
  Counts finish();

 private:
  struct Impl;  // Xapian stays in the .cpp
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
