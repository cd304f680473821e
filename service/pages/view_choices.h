#pragma once

#include <string>
#include <vector>

#include "service/pages/view_names.h"
#include "service/pages/views.h"
#include "service/query/search_query.h"

/// What narrows a search, in words.
namespace entrepot {

struct Choice {
  std::string text{};
  std::string brief{};  ///< For a title: "Bolivia"; empty if it is not of the search's subject.
  Name value{};         ///< What both name; empty if it has no name.
  SearchQuery without{};
};

/// Everything that narrows this search but its words, each with the search that lacks it.
[[nodiscard]] std::vector<Choice> choices(const SearchQuery& query, const ViewContext& context);

/// "risk: Bolivia, Risk management": what a search is for; empty if it is for everything.
[[nodiscard]] std::string subject_of(const std::string& words, const std::vector<Choice>& chosen,
                                     const ViewContext& context);

/// A text that tells of these choices, for the partial phrase.
[[nodiscard]] nlohmann::json chosen_phrase(const std::string& text,
                                           const std::vector<Choice>& chosen,
                                           const ViewContext& context);

/// The same words in everything.
[[nodiscard]] SearchQuery without_filters(const SearchQuery& query);

}  // namespace entrepot
