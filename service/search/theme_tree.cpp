#include "service/search/theme_tree.h"

#include <algorithm>
#include <map>

namespace entrepot {
namespace {

using Children = std::map<std::string, std::vector<std::string>>;  // in the vocabulary's order

/// Adds a theme and what is beneath it. @return the ids added.
std::vector<std::string> add(const ThemeNode& node, const Children& children,
                             std::vector<ThemeNode>& tree) {
  const std::size_t place = tree.size();
  tree.push_back(node);
  std::vector<std::string> ids{node.id};
  if (const auto own = children.find(node.id); own != children.end())
    for (const std::string& child : own->second)
      for (std::string& id :
           add({.id = child, .broader = node.id, .depth = node.depth + 1}, children, tree))
        ids.push_back(std::move(id));
  tree[place].values = ids;
  if (ids.size() > kMostBeneath) tree[place].values.resize(kMostBeneath);
  return ids;
}

}  // namespace

std::vector<ThemeNode> theme_tree(const Vocabulary& vocabulary) {
  std::vector<ThemeNode> tree;
  const auto themes = vocabulary.lists.find("themes");
  if (themes == vocabulary.lists.end()) return tree;
  Children children;
  std::vector<std::string> tops;
  for (const Concept& theme : themes->second) {
    if (!theme.replaced_by.empty()) continue;
    const std::string broader = vocabulary.current_id("themes", theme.broader);
    if (vocabulary.find("themes", broader) == nullptr)
      tops.push_back(theme.id);
    else
      children[broader].push_back(theme.id);
  }
  for (const std::string& top : tops) add({.id = top}, children, tree);
  return tree;
}

SearchQuery with_narrower_themes(SearchQuery query, const Vocabulary& vocabulary) {
  const auto asked = query.filters.find("theme");
  if (asked == query.filters.end()) return query;
  std::vector<std::string> wide;
  const auto want = [&](const std::string& id) {
    if (wide.size() < kMostBeneath && std::find(wide.begin(), wide.end(), id) == wide.end())
      wide.push_back(id);
  };
  wide = asked->second;  // before any of those beneath another
  for (const ThemeNode& node : theme_tree(vocabulary))
    if (std::find(asked->second.begin(), asked->second.end(), node.id) != asked->second.end())
      for (const std::string& id : node.values) want(id);
  std::sort(wide.begin(), wide.end());
  asked->second = std::move(wide);
  return query;
}

}  // namespace entrepot
