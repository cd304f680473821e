#pragma once

#include "service/export/offline_facets.h"
#include "service/export/offline_parts.h"
#include "service/pages/views.h"

/// What the offline search shows of what it finds.
namespace entrepot {

/// Parts "passages-00"…: the beginning of each passage's text, in the order of the index.
void write_passage_texts(const ViewContext& english, const WriteFile& write);

/// Parts "fr/labels" and "fr/documents-00"…: values of facets by number, and each document as a
/// result shows it, in the language of an interface.
void write_texts(const ViewContext& context, const OfflineFacets& facets, const WriteFile& write);

/// The page that searches. Its addresses are those of the site, as every page's.
[[nodiscard]] View offline_search_view(const ViewContext& context);

}  // namespace entrepot
