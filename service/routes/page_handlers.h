#pragma once

#include "service/routes/call.h"

/// Answers for people: from a path to a view.
namespace entrepot {

/// "/".
[[nodiscard]] HttpResponse home_page(const Call& call);
/// "/search".
[[nodiscard]] HttpResponse search_page(const Call& call);
/// "/countries": those of each region.
[[nodiscard]] HttpResponse countries_page(const Call& call);
/// "/countries/{country}"; other spellings of its id lead there.
[[nodiscard]] HttpResponse country_page(const Call& call);
/// "/map": documents by place.
[[nodiscard]] HttpResponse map_page(const Call& call);
/// "/timeline": documents by time.
[[nodiscard]] HttpResponse timeline_page(const Call& call);
/// "/themes": the tree of them.
[[nodiscard]] HttpResponse themes_page(const Call& call);
/// "/themes/{theme}"; as country_page().
[[nodiscard]] HttpResponse theme_page(const Call& call);
/// "/programmes": those that were at work.
[[nodiscard]] HttpResponse programmes_page(const Call& call);
/// "/programmes/{programme}"; as country_page().
[[nodiscard]] HttpResponse programme_page(const Call& call);
/// "/regions/{region}"; as country_page().
[[nodiscard]] HttpResponse region_page(const Call& call);
/// "/coverage": themes against places.
[[nodiscard]] HttpResponse coverage_page(const Call& call);
/// "/compare": countries side by side.
[[nodiscard]] HttpResponse compare_page(const Call& call);
/// "/about": what is here, and from which build.
[[nodiscard]] HttpResponse about_page(const Call& call);
/// "/about/api": how programs ask.
[[nodiscard]] HttpResponse api_page(const Call& call);
/// "/about/privacy".
[[nodiscard]] HttpResponse privacy_page(const Call& call);
/// "/about/accessibility".
[[nodiscard]] HttpResponse accessibility_page(const Call& call);

/// "/regions": the list of regions is that of countries.
[[nodiscard]] HttpResponse regions_page(const Call& call);

/// "/documents": the list of documents is a search for everything.
[[nodiscard]] HttpResponse documents_page(const Call& call);

}  // namespace entrepot
