#include "service/routes/page_handlers.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "service/formats/api_json.h"
#include "service/formats/document_markdown.h"

namespace entrepot {
namespace {

constexpr std::string_view kMarkdown = "text/markdown; charset=utf-8";

/// To another page in the same language.
HttpResponse to_page(const Call& call, std::string_view folder, std::string_view name) {
  return redirect(call.ui.base + std::string(folder), name, call.request.query);
}

/// The search that a page is asked to show.
ParsedQuery asked(const Call& call) {
  return parse_search_query(parse_parameters(call.request.query));
}

/// The pages of a vocabulary's entries.
struct ConceptPages {
  std::string_view list{}, folder{};
  std::string (*spelling)(std::string_view) = nullptr;  ///< Of its ids.
  View (*view)(const ViewContext&, const Concept&) = nullptr;
};

/// The page of the entry that was asked for; other spellings and retired ids lead to the one
/// address it has.
HttpResponse concept_page(const Call& call, const ConceptPages& pages) {
  const Vocabulary& vocabulary = call.library.vocabulary();
  const Concept* found = vocabulary.find(pages.list, call.captured);
  if (const std::string id = pages.spelling(call.captured);
      found == nullptr && vocabulary.find(pages.list, id) != nullptr)
    return to_page(call, pages.folder, id);
  if (found == nullptr) return not_found(call);
  if (!found->replaced_by.empty()) return to_page(call, pages.folder, found->replaced_by);
  return page(call, pages.view(call.context(), *found));
}

/// A document as a file: ".md" or ".json".
HttpResponse document_file(const Call& call, const DocumentRecord& record,
                           std::string_view suffix) {
  if (suffix == ".md")
    return open_to_all(answer_with(kMarkdown, to_markdown(record, call.library.vocabulary())));
  const Interface& english = call.pages.english();
  return open_to_all(json_answer(to_json(
      record, {.library = call.library, .locale = english.locale, .strings = &english.strings})));
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
  return page(call, search_view(call.context(), asked(call)));
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
  return concept_page(call, {"countries", "/countries/", &upper, &country_view});
}

HttpResponse theme_page(const Call& call) {
  return concept_page(call, {"themes", "/themes/", &lower, &theme_view});
}

HttpResponse programme_page(const Call& call) {
  return concept_page(call, {"programmes", "/programmes/", &lower, &programme_view});
}

HttpResponse region_page(const Call& call) {
  return concept_page(call, {"regions", "/regions/", &upper, &region_view});
}

HttpResponse documents_page(const Call& call) { return to_page(call, "/search", ""); }

HttpResponse document_page(const Call& call) {
  std::string id = call.captured, suffix;
  for (const std::string_view known : {".json", ".md"})
    if (id.ends_with(known)) {
      suffix = known;
      id.resize(id.size() - known.size());
      break;
    }
  const bool data = !suffix.empty();
  const auto elsewhere = [&](const std::string& other) {
    // A file has no language of an interface.
    return redirect((data ? std::string() : call.ui.base) + "/documents/", other + suffix,
                    call.request.query);
  };
  if (lower(id) != id || (data && !call.ui.base.empty())) return elsewhere(lower(id));
  const DocumentLookup lookup = call.library.document(id);
  if (!lookup.moved_to.empty()) return elsewhere(lookup.moved_to);
  if (lookup.withdrawn)
    return data ? problem(410, "Gone", "This document was withdrawn: " + lookup.withdrawn->reason)
                : page(call, gone_view(call.context(), *lookup.withdrawn), 410);
  if (!lookup.record)
    return data ? problem(404, "Not found", fmt::format("There is no document '{}'.", id))
                : not_found(call);
  return data ? document_file(call, *lookup.record, suffix)
              : page(call, document_view(call.context(), *lookup.record));
}

}  // namespace entrepot
