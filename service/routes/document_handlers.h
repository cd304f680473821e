#pragma once

#include "service/routes/call.h"

namespace entrepot {

/// "/documents/ID" and "/documents/ID.SUFFIX" with the suffixes of kDocumentForms: one lookup, as a
/// page or as a file.
[[nodiscard]] HttpResponse document_page(const Call& call);

}  // namespace entrepot
