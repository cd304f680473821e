#pragma once

#include <nlohmann/json.hpp>

#include "service/pages/views.h"

/// What a document's page says of its text: whose statements it has, and what is known of the
/// record.
namespace entrepot {

/// What a reader must know before reading: superseded, to be reviewed, or not from a primary
/// source; each with what to read instead, if there is such a document.
[[nodiscard]] nlohmann::json banners_of(const DocumentRecord& record, const ViewContext& context);

/// {sources, has_sources, source_facts, record_facts}, for the partial provenance: the sources with
/// their kinds, how the text was made from them and how it may be used, and the record's own dates.
[[nodiscard]] nlohmann::json sources_of(const Document& document, const ViewContext& context);

}  // namespace entrepot
