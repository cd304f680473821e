#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "service/query/search_query.h"

namespace Xapian {
class Database;
}

namespace entrepot {

/// The two databases of a generation, for one thread at a time.
struct Databases {
  std::unique_ptr<Xapian::Database> documents, passages;

  /// @throws Error: not of the schema; Xapian::Error: unreadable.
  explicit Databases(const std::filesystem::path& generation);
  ~Databases();

  [[nodiscard]] const Xapian::Database& of(Group group) const {
    return group == Group::Document ? *documents : *passages;
  }
};

/// Lends databases out; opens as many as are used at once. Any thread.
class DatabasePool {
 public:
  explicit DatabasePool(std::filesystem::path generation) : generation_(std::move(generation)) {}

  /// @throws what Databases throws.
  [[nodiscard]] std::unique_ptr<Databases> borrow();
  void give_back(std::unique_ptr<Databases> databases);

 private:
  std::filesystem::path generation_;
  std::mutex mutex_{};
  std::vector<std::unique_ptr<Databases>> free_{};
};

}  // namespace entrepot
