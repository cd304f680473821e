#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/views.h"

/// What pages have in common that show what a search finds in another form than a list of results:
/// the parameters they obey and the form that changes them.
namespace entrepot {

/// Such a page.
struct NarrowedPage {
  std::string_view path{};                 ///< "/map"
  std::vector<std::string_view> facets{};  ///< Each has a field that takes one value.
  bool dates = false;                      ///< It has fields for `from` and `to`.
  std::string own{};  ///< Parameters that are not of the search and that its links keep.
};

/// The search that such a page shows: of documents, and of how results are listed no more than the
/// page and whether the oldest come first.
[[nodiscard]] ParsedQuery narrowing_of(const ParsedQuery& parsed);

/// The same search, where a facet's only alternative is a requirement: then the facet's other
/// values are counted beside it, not in its place.
[[nodiscard]] SearchQuery requiring(SearchQuery query, std::string_view facet);

/// For the partial narrowing: {action, selects, dates, hidden, chosen, warning_list...}.
/// @param parsed as of narrowing_of().
/// @param found by its query, for what is not known in it.
[[nodiscard]] nlohmann::json narrowing_json(const NarrowedPage& page, const ParsedQuery& parsed,
                                            const SearchPage& found, const ViewContext& context);

/// What a page is called.
struct PageName {
  std::string title{};
  nlohmann::json heading{};  ///< The same for the partial phrase: {pieces}.
};

/// "Map: Bolivia, Risk management": the page's name and what it is narrowed to.
[[nodiscard]] PageName narrowed_name(const std::string& name, const SearchQuery& query,
                                     const ViewContext& context);

}  // namespace entrepot
