#include "indexer/vocabulary_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Lists whose entries people search for by name, so that one name must not silently mean two.
constexpr std::array<std::string_view, 8> kSearched{
    "themes",    "programmes", "organisations", "administrations",
    "countries", "regions",    "groups",        "measures"};

/// One name of one concept, where it is written.
struct Name {
  std::string_view list{};
  const Concept* owner = nullptr;
  std::string text{};
  Location where{};
};

void collect(const YamlNode& node, const Name& of, std::vector<Name>& names) {
  if (node.kind == YamlNode::Kind::Scalar && !node.text.empty()) {
    names.push_back({.list = of.list, .owner = of.owner, .text = node.text, .where = node.where});
  }
  for (const YamlNode& item : node.items) collect(item, of, names);
  for (const YamlNode::Entry& entry : node.entries)
    if (entry.key != "until") collect(entry.value, of, names);
}

/// Names under the given keys of all entries of a list.
std::vector<Name> names_of(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                           std::string_view list, const std::vector<std::string_view>& keys) {
  std::vector<Name> names;
  const auto root = roots.find(list);
  if (root == roots.end()) return names;
  for (const YamlNode& item : root->second.items) {
    const YamlNode* id = item.find("id");
    const Concept* owner = id == nullptr ? nullptr : vocabulary.find(list, id->text);
    if (owner == nullptr) continue;
    for (const std::string_view key : keys)
      if (const YamlNode* node = item.find(key))
        collect(*node, {.list = list, .owner = owner}, names);
  }
  return names;
}

bool declares(const Concept& one, const std::string& folded) {
  return std::any_of(one.ambiguous.begin(), one.ambiguous.end(),
                     [&](const std::string& name) { return fold_case(name) == folded; });
}

/// A programme's name wins over that of the organisation that runs it.
bool is_run_by(const Name& programme, const Name& organisation) {
  return programme.list == "programmes" && organisation.list == "organisations" &&
         programme.owner->lead == organisation.owner->id;
}

/// @param names all of one spelling.
void check_shared(const std::string& spelling, const std::vector<Name>& names,
                  Diagnostics& problems) {
  for (const Name& name : names) {
    if (declares(*name.owner, fold_case(name.text))) continue;
    const auto other = std::find_if(names.begin(), names.end(), [&](const Name& one) {
      return one.owner != name.owner && !is_run_by(one, name) && !is_run_by(name, one);
    });
    if (other == names.end()) continue;
    problems.push_back(
        {.where = name.where,
         .message = fmt::format("'{}' also names '{}' in {}:{}; write it under 'ambiguous' in both",
                                spelling, other->owner->id, other->where.file, other->where.line)});
  }
}

/// Acronyms match as they are written, other names whatever their letter case.
void check_names(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                 Diagnostics& problems) {
  std::map<std::string, std::vector<Name>> names, acronyms;
  for (const std::string_view list : kSearched)
    for (Name& name : names_of(vocabulary, roots, list, {"acronyms"}))
      acronyms[name.text].push_back(std::move(name));
  for (const std::string_view list : kSearched)
    for (Name& name : names_of(vocabulary, roots, list, {"label", "alt", "former"})) {
      if (const auto same = acronyms.find(name.text); same != acronyms.end())
        same->second.push_back(name);
      names[fold_case(name.text)].push_back(std::move(name));
    }
  for (const auto& [folded, same] : names) check_shared(same.front().text, same, problems);
  for (const auto& [spelling, same] : acronyms) check_shared(spelling, same, problems);
}

void check_cues(const Vocabulary& vocabulary, const VocabularyRoots& roots, Diagnostics& problems) {
  std::map<std::string, Name> first;
  for (const Name& cue : names_of(vocabulary, roots, "kinds", {"cues"})) {
    const auto [seen, is_new] = first.emplace(fold_case(cue.text), cue);
    if (!is_new && seen->second.owner != cue.owner)
      problems.push_back(
          {.where = cue.where,
           .message = fmt::format("'{}' is a cue of '{}' on line {} already; keep one of them",
                                  cue.text, seen->second.owner->id, seen->second.where.line)});
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

}  // namespace

void check_vocabulary(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                      Diagnostics& problems) {
  check_names(vocabulary, roots, problems);
  check_cues(vocabulary, roots, problems);
  check_circles(vocabulary, roots, "broader", &Concept::broader, problems);
  check_circles(vocabulary, roots, "replaced_by", &Concept::replaced_by, problems);
}

}  // namespace entrepot
