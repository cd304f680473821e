#include "service/routes/document_handlers.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/formats/api_json.h"
#include "service/formats/document_forms.h"
#include "service/formats/document_markdown.h"
#include "service/query/url_parameters.h"
#include "service/routes/reference_handlers.h"

namespace entrepot {
namespace {

HttpResponse document_file(const Call& call, const DocumentRecord& record,
                           const DocumentForm& form) {
  if (form.of_passages) return document_reference(call, record, form);
  if (form.suffix == ".md")
    return open_to_all(answer_with(std::string(form.media_type) + "; charset=utf-8",
                                   to_markdown(record, call.library.vocabulary())));
  const Interface& english = call.pages.english();
  return open_to_all(json_answer(to_json(
      record, {.library = call.library, .locale = english.locale, .strings = &english.strings})));
}

}  // namespace

HttpResponse document_page(const Call& call) {
  std::string id = call.captured, suffix;
  const DocumentForm* form = find_document_form(id);
  if (form != nullptr) {
    suffix = form->suffix;
    id.resize(id.size() - suffix.size());
  }
  const auto elsewhere = [&](const std::string& other) {
    if (form == nullptr) return redirect(call.ui.base + "/documents/", other, call.request.query);
    // A file has no language of an interface.
    return open_to_all(redirect("/documents/", other + suffix, call.request.query));
  };
  if (lower(id) != id || (form != nullptr && !call.ui.base.empty())) return elsewhere(lower(id));
  const DocumentLookup lookup = call.library.document(id);
  if (!lookup.moved_to.empty()) return elsewhere(lookup.moved_to);
  if (lookup.withdrawn)
    return form != nullptr
               ? problem(410, "Gone", "This document was withdrawn: " + lookup.withdrawn->reason)
               : page(call, gone_view(call.context(), *lookup.withdrawn), 410);
  if (!lookup.record)
    return form != nullptr
               ? problem(404, "Not found", fmt::format("There is no document '{}'.", id))
               : not_found(call);
  return form != nullptr
             ? document_file(call, *lookup.record, *form)
             : page(call, document_view(call.context(), *lookup.record,
                                        first_value(parse_parameters(call.request.query), "cite")));
}

}  // namespace entrepot
