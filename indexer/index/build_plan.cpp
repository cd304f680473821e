#include "indexer/index/build_plan.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace entrepot {
namespace {

using Entry = KnownCorpus::Entry;

/// Whether what is written of a document is what was written: a record takes two things from other
/// documents.
bool is_written(const Entry& entry, const DocumentRecord& record) {
  return entry.superseded_by == record.superseded_by &&
         entry.primary_account == record.primary_account;
}

}  // namespace

BuildPlan plan_build(const KnownCorpus& known, const Corpus& corpus) {
  BuildPlan plan;
  std::unordered_map<std::string_view, const Entry*> before;
  before.reserve(known.documents().size());
  for (const Entry& entry : known.documents()) before.emplace(entry.id(), &entry);
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    const CorpusDocument& now = corpus.documents[i];
    const DocumentRecord& record = now.record;
    const auto found = before.find(record.document.id);
    if (found == before.end()) {
      ++plan.added;
      if (is_searched(record.document)) plan.to_write.push_back(i);
      continue;
    }
    const Entry& entry = *found->second;
    before.erase(found);
    const bool is_same = entry.sha256 == now.sha256 && entry.path == now.path;
    if (!is_same) ++plan.changed;
    if (is_same && is_written(entry, record)) continue;
    if (entry.is_searched) plan.outdated.emplace_back(entry.id());
    if (is_searched(record.document)) plan.to_write.push_back(i);
  }
  plan.removed = before.size();
  for (const auto& [id, entry] : before)
    if (entry->is_searched) plan.outdated.emplace_back(id);
  std::sort(plan.outdated.begin(), plan.outdated.end());
  return plan;
}

}  // namespace entrepot
