#include "indexer/corpus/primary_accounts.h"

#include <algorithm>
#include <map>
#include <string>

#include "model/same_event.h"

namespace entrepot {

void name_primary_accounts(std::vector<CorpusDocument>& documents) {
  std::map<std::string, std::vector<const Document*>> primary;  // by main country
  for (const CorpusDocument& one : documents) {
    const Document& document = one.record.document;
    if (is_searched(document) && source_kind(document) == "primary" &&
        !document.tags.countries.empty())
      primary[document.tags.countries.front()].push_back(&document);
  }
  for (CorpusDocument& one : documents) {
    const Document& document = one.record.document;
    if (source_kind(document) != "rewritten" || document.tags.countries.empty()) continue;
    const auto candidates = primary.find(document.tags.countries.front());
    if (candidates == primary.end()) continue;
    const auto found = std::find_if(
        candidates->second.begin(), candidates->second.end(),
        [&document](const Document* candidate) { return is_same_event(document, *candidate); });
    if (found != candidates->second.end()) one.record.primary_account = (*found)->id;
  }
}

}  // namespace entrepot
