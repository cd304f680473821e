#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "service/formats/citation.h"
#include "service/pages/views.h"

namespace entrepot {

/// {cite_pieces}: how to cite a document, or a part of it, in the language of the interface, for
/// the partial citation.
[[nodiscard]] nlohmann::json citation_of(const Document& document,
                                         const std::optional<CitedPart>& part,
                                         const ViewContext& context);

/// What the partial cite shows: the citation of a document or of the passage that was asked for, it
/// as a file, and a choice of the document's passages.
/// @param asked an anchor; empty: the document.
[[nodiscard]] nlohmann::json cite_box(const DocumentRecord& record, std::string_view asked,
                                      const ViewContext& context);

/// Gives a document's page what programs read in its head: meta tags for reference managers, the
/// forms in which the document is to be had, and its description by schema.org.
void describe_in_head(View& view, const DocumentRecord& record, const ViewContext& context);

}  // namespace entrepot
