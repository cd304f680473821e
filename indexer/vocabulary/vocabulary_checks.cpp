#include "indexer/vocabulary/vocabulary_checks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/vocabulary/name_checks.h"
#include "indexer/vocabulary/written_names.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

void check_cues(const Vocabulary& vocabulary, const VocabularyRoots& roots, Diagnostics& problems) {
  std::map<std::string, WrittenName> first;
  for (const WrittenName& cue : written_names(vocabulary, roots, "kinds", {"cues"})) {
    const auto [seen, is_new] = first.emplace(fold_case(cue.text), cue);
    if (!is_new && seen->second.owner != cue.owner)
      problems.push_back(
          {.where = *cue.where,
           .message = fmt::format("'{}' is a cue of '{}' on line {} already; keep one of them",
                                  cue.text, seen->second.owner->id, seen->second.where->line)});
  }
}

const YamlNode* entry_node(const YamlNode& root, const std::string& id) {
  for (const YamlNode& item : root.items)
    if (const YamlNode* own = item.find("id"); own != nullptr && own->text == id) return &item;
  return nullptr;
}

/// Follows `next` from every entry; each circle is reported once, where it was first entered.
void check_circles(const Vocabulary& vocabulary, const VocabularyRoots& roots, std::string_view key,
                   std::string Concept::*next, Diagnostics& problems) {
  for (const auto& [list, entries] : vocabulary.lists) {
    std::set<std::string> done;
    for (const Concept& entry : entries) {
      std::vector<std::string> path;
      const Concept* at = &entry;
      while (at != nullptr && done.insert(at->id).second) {
        path.push_back(at->id);
        at = (at->*next).empty() ? nullptr : vocabulary.find(list, at->*next);
      }
      if (at == nullptr || std::find(path.begin(), path.end(), at->id) == path.end()) continue;
      const YamlNode* node = entry_node(roots.find(list)->second, at->id)->find(key);
      problems.push_back(
          {.where = node->where,
           .message = fmt::format("'{}' leads from '{}' back to itself; remove one of the steps",
                                  key, at->id)});
    }
  }
}

/// A label that is missing keeps nobody from anything: the English one stands in. So it is a note.
void note_missing_labels(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                         Diagnostics& problems) {
  for (const auto& [list, root] : roots)
    for (const auto& [entry, node] : written_entries(vocabulary, roots, list)) {
      const YamlNode* const label = node->find("label");
      if (label == nullptr || entry->label.empty() || !entry->replaced_by.empty()) continue;
      std::vector<std::string> missing;
      for (const std::string& language : label_languages())
        if (language != "en" && !entry->label.contains(language)) missing.push_back(language);
      if (missing.empty()) continue;
      problems.push_back(
          {.where = label->where,
           .severity = Severity::Note,
           .message = fmt::format("'{}' has no label in {}; write '{}: ...' under 'label'",
                                  entry->id, fmt::join(missing, ", "), missing.front())});
    }
}

}  // namespace

void check_vocabulary(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                      Diagnostics& problems) {
  check_names(vocabulary, roots, problems);
  check_cues(vocabulary, roots, problems);
  check_circles(vocabulary, roots, "broader", &Concept::broader, problems);
  check_circles(vocabulary, roots, "replaced_by", &Concept::replaced_by, problems);
  note_missing_labels(vocabulary, roots, problems);
}

}  // namespace entrepot
