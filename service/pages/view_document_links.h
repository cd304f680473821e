#pragma once

#include <nlohmann/json.hpp>

#include "service/pages/views.h"

namespace entrepot {

/// {steps, has_steps, links, related, has_related}: the documents that a document's page names
/// below its text. Each stands there once, under the nearest of: what it translates; the earlier
/// and later steps of its reform, among them what it replaces; the rest of what it replaces; what
/// to read next.
[[nodiscard]] nlohmann::json document_links(const DocumentRecord& record,
                                            const ViewContext& context);

}  // namespace entrepot
