#pragma once

#include "model/record.h"
#include "service/formats/document_forms.h"
#include "service/routes/call.h"

/// Files for programs that keep references.
namespace entrepot {

/// A document, or with ?passage=ANCHOR a passage of it. @pre form.of_passages
[[nodiscard]] HttpResponse document_reference(const Call& call, const DocumentRecord& record,
                                              const DocumentForm& form);

/// All that a search finds: /search.bib, .ris and .csl.json.
[[nodiscard]] HttpResponse search_references(const Call& call);

}  // namespace entrepot
