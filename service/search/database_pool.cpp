#include "service/search/database_pool.h"

#include <xapian.h>

#include <string>
#include <utility>

#include "model/generation.h"
#include "model/index_schema.h"
#include "service/search/generation_files.h"

namespace entrepot {

Databases::Databases(const std::filesystem::path& generation)
    : documents(std::make_unique<Xapian::Database>((generation / kDocumentsFolder).string())),
      passages(std::make_unique<Xapian::Database>((generation / kPassagesFolder).string())) {
  for (const Xapian::Database* database : {documents.get(), passages.get()})
    if (database->get_metadata("schema") != std::to_string(kSchemaVersion))
      throw damaged(generation, "a database is not of the schema its manifest names");
}

Databases::~Databases() = default;

std::unique_ptr<Databases> DatabasePool::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      std::unique_ptr<Databases> databases = std::move(free_.back());
      free_.pop_back();
      return databases;
    }
  }
  return std::make_unique<Databases>(generation_);
}

void DatabasePool::give_back(std::unique_ptr<Databases> databases) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(databases));
}

}  // namespace entrepot
