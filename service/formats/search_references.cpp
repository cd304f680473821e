#include "service/formats/search_references.h"

#include <utility>
#include <vector>

#include "service/formats/citation_formats.h"

namespace entrepot {

SearchReferences search_references(const SearchQuery& query, const Library& library,
                                   const Repository& repository, std::string_view suffix,
                                   std::size_t most) {
  SearchReferences out;
  std::vector<std::pair<std::string, std::string>> matches;  // document and anchor
  out.found = library.each_match(query, most, [&](const Hit& hit) {
    matches.emplace_back(hit.document.id, hit.passages.empty() ? "" : hit.passages.front().anchor);
  });
  std::vector<Citation> citations;
  for (const auto& [id, anchor] : matches) {
    const DocumentLookup lookup = library.document(id);
    if (!lookup.record) continue;  // a match of this very index has one
    const auto part = anchor.empty() ? std::nullopt : find_part(*lookup.record, anchor);
    citations.push_back(cite(*lookup.record, part, repository));
  }
  out.written = citations.size();
  out.text = references(citations, suffix);
  return out;
}

}  // namespace entrepot
