#pragma once

#include <string>

#include "model/document.h"

namespace entrepot {

/// Strings whose ascending byte order is a whole order of documents or passages: ties are settled
/// within, so that no order ever depends on where Xapian keeps an entry.
struct SortKeys {
  std::string order{};           ///< Latest last day first, undated last; then id, then `within`.
  std::string earliest_first{};  ///< Earliest first day first, undated last; then as `order`.
  std::string title{};           ///< As people sort titles (100 bytes of it); then as `order`.
  bool operator==(const SortKeys&) const = default;
};

/// @param within places a passage in its document (passage_order); empty for a document.
[[nodiscard]] SortKeys sort_keys(const Document& document, const std::string& within);

/// "00000012" for the 13th passage.
[[nodiscard]] std::string passage_order(unsigned position);

}  // namespace entrepot
