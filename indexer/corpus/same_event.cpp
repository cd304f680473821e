#include "indexer/corpus/same_event.h"

#include <algorithm>
#include <map>
#include <string>

namespace entrepot {
namespace {

bool have_theme_in_common(const Tags& a, const Tags& b) {
  return std::any_of(a.themes.begin(), a.themes.end(), [&b](const std::string& theme) {
    return std::find(b.themes.begin(), b.themes.end(), theme) != b.themes.end();
  });
}

}  // namespace

bool is_same_event(const Document& a, const Document& b) {
  if (!a.date || !b.date || a.tags.countries.empty() || b.tags.countries.empty()) return false;
  return first_day(*a.date) <= last_day(*b.date) && first_day(*b.date) <= last_day(*a.date) &&
         a.tags.countries.front() == b.tags.countries.front() &&
         have_theme_in_common(a.tags, b.tags);
}

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
