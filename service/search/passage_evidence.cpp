#include "service/search/passage_evidence.h"

#include <xapian.h>

#include <string>
#include <utility>

#include "model/index_schema.h"
#include "service/search/ranking.h"
#include "service/search/weighted_documents.h"

namespace entrepot {
namespace {

constexpr Xapian::doccount kDocuments = 100;  // whose passages count: the best of them

}  // namespace

Xapian::Query passage_evidence(const Xapian::Database& documents, Xapian::Enquire& passages) {
  passages.set_collapse_key(kDocumentSlot, 1);
  const Xapian::MSet best = passages.get_mset(0U, kDocuments);
  DocumentWeights weights;
  for (auto at = best.begin(); at != best.end(); ++at) {
    const std::string id = prefixed_term(kIdPrefix, at.get_collapse_key());
    const auto document = documents.postlist_begin(id);
    if (document != documents.postlist_end(id))
      weights.emplace(*document, kPassageEvidence * at.get_weight());
  }
  return weighted_documents(std::move(weights));
}

}  // namespace entrepot
