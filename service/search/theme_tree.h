#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/vocabulary.h"
#include "service/query/search_query.h"

/// Themes with those beneath them. In a search a theme stands for itself; who asks what there is on
/// a broad one means the narrower ones too, and asks for any of them.
namespace entrepot {

/// Values that stand for a theme with those beneath it: a search has room for a place and some more
/// filters besides.
inline constexpr std::size_t kMostBeneath = 48;

struct ThemeNode {
  std::string id{};
  std::string broader{};  ///< Empty at the top.
  unsigned depth = 0;
  /// Its own id and all beneath it, as the alternatives of a search: kMostBeneath at most.
  std::vector<std::string> values{};
};

/// Every theme in use, each before those beneath it, otherwise in the order of the vocabulary.
/// Retired ones are left out.
[[nodiscard]] std::vector<ThemeNode> theme_tree(const Vocabulary& vocabulary);

/// The search with each theme it asks for standing for those beneath it, too, as long as these are
/// not more than kMostBeneath.
[[nodiscard]] SearchQuery with_narrower_themes(SearchQuery query, const Vocabulary& vocabulary);

}  // namespace entrepot
