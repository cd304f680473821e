#include "service/routes/page_handlers.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "service/formats/api_json.h"
#include "service/formats/document_markdown.h"
#include "service/pages/concept_pages.h"
#include "service/pages/view_form.h"

namespace entrepot {
namespace {

/// To another page in the same language.
HttpResponse to_page(const Call& call, std::string_view folder, std::string_view name) {
  return redirect(call.ui.base + std::string(folder), name, call.request.query);
}

/// The search that a page is asked to show.
ParsedQuery asked(const Call& call) {
  return parse_search_query(parse_parameters(call.request.query));
}

/// Entries that have pages, with what makes them.
struct ConceptRoute {
  ConceptPages pages{};
  std::string (*spelling)(std::string_view) = nullptr;  ///< Of their ids.
  View (*view)(const ViewContext&, const Concept&) = nullptr;
};

/// The page of the entry that was asked for; other spellings and retired ids lead to the one
/// address it has.
HttpResponse concept_page(const Call& call, const ConceptRoute& route) {
  const ConceptPages& pages = route.pages;
  const Vocabulary& vocabulary = call.library.vocabulary();
  const Concept* found = vocabulary.find(pages.list, call.captured);
  if (const std::string id = route.spelling(call.captured);
      found == nullptr && vocabulary.find(pages.list, id) != nullptr)
    return to_page(call, pages.folder, id);
  if (found == nullptr) return not_found(call);
  if (!found->replaced_by.empty()) return to_page(call, pages.folder, found->replaced_by);
  return page(call, route.view(call.context(), *found));
}

}  // namespace

HttpResponse home_page(const Call& call) { return page(call, home_view(call.context())); }
HttpResponse about_page(const Call& call) { return page(call, about_view(call.context())); }
HttpResponse api_page(const Call& call) { return page(call, api_view(call.context())); }
HttpResponse privacy_page(const Call& call) { return page(call, privacy_view(call.context())); }
HttpResponse accessibility_page(const Call& call) {
  return page(call, accessibility_view(call.context()));
}
HttpResponse countries_page(const Call& call) { return page(call, countries_view(call.context())); }
HttpResponse themes_page(const Call& call) { return page(call, themes_view(call.context())); }
HttpResponse programmes_page(const Call& call) {
  return page(call, programmes_view(call.context()));
}
HttpResponse regions_page(const Call& call) { return to_page(call, "/countries", ""); }

HttpResponse search_page(const Call& call) {
  return page(call,
              search_view(call.context(), read_search_form(parse_parameters(call.request.query))));
}

HttpResponse map_page(const Call& call) {
  return page(call, map_view(call.context(), asked(call), call.pages.map_shapes()));
}

HttpResponse timeline_page(const Call& call) {
  return page(call, timeline_view(call.context(), asked(call)));
}

HttpResponse coverage_page(const Call& call) {
  return page(call, coverage_view(call.context(),
                                  parse_coverage_query(parse_parameters(call.request.query))));
}

HttpResponse compare_page(const Call& call) {
  return page(call, compare_view(call.context(), parse_parameters(call.request.query)));
}

HttpResponse country_page(const Call& call) {
  return concept_page(call, {kCountryPages, &upper, &country_view});
}

HttpResponse theme_page(const Call& call) {
  return concept_page(call, {kThemePages, &lower, &theme_view});
}

HttpResponse programme_page(const Call& call) {
  return concept_page(call, {kProgrammePages, &lower, &programme_view});
}

HttpResponse region_page(const Call& call) {
  return concept_page(call, {kRegionPages, &upper, &region_view});
}

HttpResponse documents_page(const Call& call) { return to_page(call, "/search", ""); }

}  // namespace entrepot
