#include "service/search/indexed_document.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <utility>

#include "model/index_schema.h"

namespace entrepot {
namespace {

IndexedDocument read_document(const Databases& databases, Xapian::docid number) {
  const Xapian::Document entry = databases.documents->get_document(number);
  const std::string data = entry.get_data();
  IndexedDocument out{.record = parse_document_record(data),
                      .names = parse_document_names(data),
                      .earliest_first = entry.get_value(kEarliestFirstSlot),
                      .title = entry.get_value(kTitleSlot)};
  std::map<std::string, PassageNames> by_anchor;
  const Xapian::Database& passages = *databases.passages;
  const std::string term = prefixed_term(kDocumentPrefix, out.record.document.id);
  for (auto at = passages.postlist_begin(term); at != passages.postlist_end(term); ++at) {
    PassageRecord one = parse_passage_alone(passages.get_document(*at).get_data());
    by_anchor.emplace(std::move(one.passage.anchor), std::move(one.names));
  }
  for (const Passage& passage : out.record.passages)
    out.passages.push_back(std::move(by_anchor[passage.anchor]));
  return out;
}

}  // namespace

void read_documents(const Databases& databases,
                    const std::function<void(const IndexedDocument&)>& call) {
  std::vector<std::pair<std::string, Xapian::docid>> order;
  const Xapian::Database& documents = *databases.documents;
  for (auto at = documents.postlist_begin(""); at != documents.postlist_end(""); ++at)
    order.emplace_back(documents.get_document(*at).get_value(kOrderSlot), *at);
  std::sort(order.begin(), order.end());
  for (const auto& entry : order) call(read_document(databases, entry.second));
}

}  // namespace entrepot
