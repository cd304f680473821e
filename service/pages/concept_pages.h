#pragma once

#include <array>
#include <string>
#include <string_view>

/// Which entries of the vocabulary have a page of their own, and where it is.
namespace entrepot {

/// A facet whose values have a page each, and the folder of those pages.
struct ConceptPages {
  std::string_view facet{}, list{}, folder{};
};
inline constexpr ConceptPages kCountryPages{"country", "countries", "/countries/"};
inline constexpr ConceptPages kThemePages{"theme", "themes", "/themes/"};
inline constexpr ConceptPages kProgrammePages{"programme", "programmes", "/programmes/"};
inline constexpr ConceptPages kRegionPages{"region", "regions", "/regions/"};
inline constexpr std::array kConceptPages{kCountryPages, kThemePages, kProgrammePages,
                                          kRegionPages};

/// "/countries/BO", without the interface's language before it.
[[nodiscard]] inline std::string page_path(const ConceptPages& pages, std::string_view id) {
  return std::string(pages.folder).append(id);
}

/// The same of a facet's value; empty if the values of that facet have no pages.
[[nodiscard]] inline std::string page_path(std::string_view facet, std::string_view id) {
  for (const ConceptPages& pages : kConceptPages)
    if (pages.facet == facet) return page_path(pages, id);
  return {};
}

}  // namespace entrepot
