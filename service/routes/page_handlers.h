#pragma once

#include "service/routes/call.h"

/// Answers for people: from a path to a view.
namespace entrepot {

[[nodiscard]] HttpResponse home_page(const Call& call);
[[nodiscard]] HttpResponse search_page(const Call& call);
[[nodiscard]] HttpResponse countries_page(const Call& call);
[[nodiscard]] HttpResponse country_page(const Call& call);
[[nodiscard]] HttpResponse map_page(const Call& call);
[[nodiscard]] HttpResponse timeline_page(const Call& call);
[[nodiscard]] HttpResponse themes_page(const Call& call);
[[nodiscard]] HttpResponse theme_page(const Call& call);
[[nodiscard]] HttpResponse programmes_page(const Call& call);
[[nodiscard]] HttpResponse programme_page(const Call& call);
[[nodiscard]] HttpResponse region_page(const Call& call);
[[nodiscard]] HttpResponse coverage_page(const Call& call);
[[nodiscard]] HttpResponse compare_page(const Call& call);
[[nodiscard]] HttpResponse about_page(const Call& call);
[[nodiscard]] HttpResponse api_page(const Call& call);
[[nodiscard]] HttpResponse privacy_page(const Call& call);
[[nodiscard]] HttpResponse accessibility_page(const Call& call);

/// The list of regions is that of countries.
[[nodiscard]] HttpResponse regions_page(const Call& call);

/// The list of documents is a search for everything.
[[nodiscard]] HttpResponse documents_page(const Call& call);

}  // namespace entrepot
