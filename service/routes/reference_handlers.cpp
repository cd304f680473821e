#include "service/routes/reference_handlers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "service/formats/citation_formats.h"
#include "service/formats/search_references.h"
#include "service/query/url_parameters.h"

namespace entrepot {
namespace {

Repository repository(const Call& call) {
  const Interface& english = call.pages.english();
  return {.vocabulary = call.library.vocabulary(),
          .name = english.strings.text("site.name"),
          .public_url = english.public_url};
}

HttpResponse file(const DocumentForm& form, std::string text) {
  const std::string charset = form.suffix.ends_with("json") ? "" : "; charset=utf-8";
  return open_to_all(answer_with(std::string(form.media_type) + charset, std::move(text)));
}

}  // namespace

HttpResponse document_reference(const Call& call, const DocumentRecord& record,
                                const DocumentForm& form) {
  const std::string anchor = first_value(parse_parameters(call.request.query), "passage");
  std::optional<CitedPart> part;
  if (!anchor.empty() && !(part = find_part(record, anchor)))
    return problem(
        404, "Not found",
        fmt::format("The document '{}' has no passage '{}'.", record.document.id, anchor));
  return file(form, references({cite(record, part, repository(call))}, form.suffix));
}

HttpResponse search_references(const Call& call) {
  const ParsedQuery parsed = parse_search_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  const auto form =
      std::find_if(kDocumentForms.begin(), kDocumentForms.end(),
                   [&](const DocumentForm& one) { return call.path.ends_with(one.suffix); });
  SearchReferences found =
      search_references(whole_result(parsed.query), call.library, repository(call), form->suffix);
  const std::string_view what = parsed.query.group == Group::Passage ? "passages" : "documents";
  const std::string first =
      found.written < found.found ? fmt::format("-first-{}-of-{}", found.written, found.found) : "";
  HttpResponse response = file(*form, std::move(found.text));
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"entrepot-{}{}{}\"",
                                                         what, first, form->suffix));
  response.set_header("Entrepot-Found", std::to_string(found.found));
  response.set_header("Entrepot-Rows", std::to_string(found.written));
  return response;
}

}  // namespace entrepot
