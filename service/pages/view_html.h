#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace entrepot {

/// What a reader is told of a section's parts, in the language of the interface.
struct SectionLabels {
  using Label = std::function<std::string(const std::string& words)>;
  Label permalink{};  ///< Of an item's link to itself, by its first words, or its anchor.
  Label table{};      ///< Of a table, by the first words of its head.
  Label note{};       ///< Of the sign that leads to a note, by the note's number.
  Label back{};       ///< Of the sign that leads back from it, by the same.
};

/// The HTML of a section as the index holds it, made part of a page: links between documents get
/// their addresses under `base` ("" or "/fr"), every list item with an id of its own begins with a
/// link to itself, tables can be scrolled by keyboard, and what has no words is named.
/// @pre `html` is safe HTML as the indexer writes it.
[[nodiscard]] std::string place_section_html(std::string_view html, std::string_view base,
                                             const SectionLabels& labels);

}  // namespace entrepot
