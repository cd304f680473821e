#pragma once

#include <nlohmann/json.hpp>

#include "service/pages/views.h"

namespace entrepot {

/// Tells in the cards of a page's hits (`hit_cards`) where else their lessons were drawn, for the
/// partial also: `also` of a passage becomes {before, after, places: [{url, place,
/// title, title_lang, title_dir}]}. In a list of documents only of the first passage of each.
void add_also(nlohmann::json& cards, const SearchPage& page, const ViewContext& context);

}  // namespace entrepot
