#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "service/pages/views.h"
#include "service/query/search_page.h"

/// The filters beside the results.
namespace entrepot {

/// Both ways to look at one search: what is asked for, and the other group's total.
struct Searches {
  SearchPage page{};     ///< As asked.
  SearchQuery other{};   ///< The same search in the other group, from its first page.
  SearchPage counted{};  ///< Its total; in document mode also its kinds, counted in passages.
  bool refused = false;  ///< The words cannot be searched, so nothing was.
};

/// The order in which a reader meets the facets: what it is about, then what it is.
inline constexpr std::array<std::string_view, 14> kFacetOrder{
    "country",      "theme",   "kind",     "type",     "year",        "region",   "programme",
    "organisation", "measure", "language", "evidence", "source_kind", "modality", "status"};

/// Makes them, with labels in the language of the interface. Values of facets are listed whatever
/// `facet_texts` says: facet_panel() sees to that.
[[nodiscard]] Searches run_searches(const SearchQuery& query, bool refused,
                                    const ViewContext& context);

/// The facets as fields of the page's form.
struct FacetPanel {
  nlohmann::json list = nlohmann::json::array();  ///< For the template.
  Filters checked{};                 ///< What its boxes send: chosen values that it lists.
  std::set<std::string> searched{};  ///< Facets whose `facet_q` has a field.
  bool has_kinds = false;            ///< There is a box for each kind of passage.
};

/// Every facet that can narrow the search, in the order in which a reader meets them. Each value
/// has a box and the number of what is found with it as the only alternative of its facet, linked
/// to that search: of a kind in a list of documents, the search for its passages.
[[nodiscard]] FacetPanel facet_panel(const Searches& searches, const SearchQuery& query,
                                     const ViewContext& context);

}  // namespace entrepot
