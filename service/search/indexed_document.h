#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/record.h"
#include "service/search/database_pool.h"

namespace entrepot {

/// A document with all that the index keeps of it.
struct IndexedDocument {
  DocumentRecord record{};
  DocumentNames names{};
  std::vector<PassageNames> passages{};   ///< Of record.passages, in their order.
  std::string earliest_first{}, title{};  ///< Bytes to sort documents by: see index_schema.h.
};

/// Calls with each, newest first. @throws Xapian::Error: a database cannot be read.
void read_documents(const Databases& databases,
                    const std::function<void(const IndexedDocument&)>& call);

}  // namespace entrepot
