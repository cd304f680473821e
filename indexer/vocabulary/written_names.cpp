#include "indexer/vocabulary/written_names.h"

#include <unordered_map>

namespace entrepot {
namespace {

void collect(const YamlNode& node, const WrittenName& of, std::vector<WrittenName>& names) {
  if (node.kind == YamlNode::Kind::Scalar && !node.text.empty()) {
    names.push_back({.list = of.list,
                     .owner = of.owner,
                     .key = of.key,
                     .text = node.text,
                     .where = &node.where});
  }
  for (const YamlNode& item : node.items) collect(item, of, names);
  for (const YamlNode::Entry& entry : node.entries)
    if (entry.key != "until") collect(entry.value, of, names);
}

}  // namespace

std::vector<WrittenEntry> written_entries(const Vocabulary& vocabulary,
                                          const VocabularyRoots& roots, std::string_view list) {
  std::vector<WrittenEntry> out;
  const auto entries = vocabulary.lists.find(list);
  const auto root = roots.find(list);
  if (entries == vocabulary.lists.end() || root == roots.end()) return out;
  std::unordered_map<std::string_view, const YamlNode*> nodes;
  for (const YamlNode& item : root->second.items)
    if (const YamlNode* id = item.find("id")) nodes.emplace(id->text, &item);
  for (const Concept& entry : entries->second)
    if (const auto node = nodes.find(entry.id); node != nodes.end())
      out.push_back({.entry = &entry, .node = node->second});
  return out;
}

std::vector<WrittenName> written_names(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                                       std::string_view list,
                                       const std::vector<std::string_view>& keys) {
  std::vector<WrittenName> names;
  for (const auto& [entry, node] : written_entries(vocabulary, roots, list))
    for (const std::string_view key : keys)
      if (const YamlNode* own = node->find(key))
        collect(*own, {.list = list, .owner = entry, .key = key}, names);
  return names;
}

}  // namespace entrepot
