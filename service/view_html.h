#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace entrepot {

/// The HTML of a section as the index holds it, made part of a page: links between documents get
/// their addresses under `base` ("" or "/fr"), and every list item with an id of its own begins
/// with a link to itself, named by `permalink_label(words)`: the item's first words as plain text,
/// or its anchor if it has none.
/// @pre `html` is safe HTML as the indexer writes it.
[[nodiscard]] std::string place_section_html(
    std::string_view html, std::string_view base,
    const std::function<std::string(const std::string& words)>& permalink_label);

}  // namespace entrepot
