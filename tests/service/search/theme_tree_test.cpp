#include "service/search/theme_tree.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Values = std::vector<std::string>;

/// Two broad themes, one with two levels beneath it; one narrower theme is retired.
Vocabulary nested_vocabulary() {
  Vocabulary vocabulary;
  vocabulary.lists["themes"] = {{.id = "aeo", .broader = "risk"},
                                {.id = "risk"},
                                {.id = "border"},
                                {.id = "mutual-recognition", .broader = "aeo"},
                                {.id = "old", .broader = "risk", .replaced_by = "aeo"},
                                {.id = "of-old", .broader = "old"},
                                {.id = "stray", .broader = "nowhere"}};
  return vocabulary;
}

}  // namespace

TEST_CASE("each theme stands before those beneath it and includes them") {
  const std::vector<ThemeNode> tree = theme_tree(nested_vocabulary());
  Values ids;
  for (const ThemeNode& node : tree) ids.push_back(node.id);
  CHECK(ids == Values{"risk", "aeo", "mutual-recognition", "of-old", "border", "stray"});
  CHECK(tree[0].values == Values{"risk", "aeo", "mutual-recognition", "of-old"});
  CHECK(tree[0].depth == 0);
  CHECK(tree[0].broader == "");
  CHECK(tree[1].values == Values{"aeo", "mutual-recognition", "of-old"});
  CHECK(tree[1].broader == "risk");
  CHECK(tree[2].depth == 2);
  CHECK(tree[2].values == Values{"mutual-recognition"});
  CHECK(tree[3].broader == "aeo");  // what was beneath a retired theme is beneath its successor
  CHECK(tree[5].depth == 0);
  CHECK(theme_tree({}).empty());
}

TEST_CASE("a search for a theme is widened by those beneath it, as far as a search may have them") {
  const Vocabulary vocabulary = nested_vocabulary();
  const auto widened = [&](const Values& themes) {
    return with_narrower_themes({.filters = {{"theme", themes}}}, vocabulary).filters.at("theme");
  };
  CHECK(widened({"aeo"}) == Values{"aeo", "mutual-recognition", "of-old"});
  CHECK(widened({"aeo", "risk"}) == Values{"aeo", "mutual-recognition", "of-old", "risk"});
  CHECK(widened({"_none", "unknown"}) == Values{"_none", "unknown"});
  CHECK(with_narrower_themes({}, vocabulary) == SearchQuery{});

  Vocabulary many;
  many.lists["themes"] = {{.id = "top"}};
  for (int i = 0; i < 100; ++i)
    many.lists["themes"].push_back({.id = "narrow-" + std::to_string(i), .broader = "top"});
  const Values most =
      with_narrower_themes({.filters = {{"theme", {"top"}}}}, many).filters.at("theme");
  CHECK(most.size() == kMostBeneath);
  Values as_row = theme_tree(many).front().values;
  std::sort(as_row.begin(), as_row.end());
  CHECK(as_row == most);
  Parameters parameters;
  for (const std::string& id : most) parameters.emplace_back("theme", id);
  for (int i = 0; i < 10; ++i) parameters.emplace_back("region", "r" + std::to_string(i));
  CHECK(parse_search_query(parameters).problems.empty());
}
