#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/pages/views.h"
#include "service/query/search_query.h"

/// What passages of some countries say, side by side.
namespace entrepot {

/// What is compared.
struct Comparison {
  std::vector<std::string> countries{};  ///< In the reader's order.
  SearchQuery shown{};                   ///< As the page's address has it.
  SearchQuery search{};  ///< Passages of these countries; a theme stands for those beneath it, too.
  bool too_many = false;
};

/// {countries, kinds, missing_text}: what there is from each country; for each kind of which some
/// country has passages, a few that are about several of them, then a few that are about each
/// alone, with how many there are, so that none stands there twice; and the kinds that none has, in
/// a sentence, which is empty if there are none. @throws Error: the index cannot be read.
[[nodiscard]] nlohmann::json sides_of(const Comparison& comparison, const ViewContext& context);

}  // namespace entrepot
