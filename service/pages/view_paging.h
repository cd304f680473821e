#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "service/pages/views.h"

/// From page to page of a result.
namespace entrepot {

/// The pages that stand in a list of them, in order: the first, the last and those around the
/// current one; 0 stands for those left out between two. Nothing is left out that takes no less
/// room than the gap. @pre last >= 1.
[[nodiscard]] std::vector<unsigned> shown_pages(unsigned current, unsigned last);

/// {has_pages, pages: [{gap, text, label, url, current}], previous, next, beyond_text, last_url}:
/// as far as pages can be asked for. A page that is not there says which is the last.
[[nodiscard]] nlohmann::json paging_json(const SearchPage& page, const SearchQuery& query,
                                         const ViewContext& context);

}  // namespace entrepot
