#include "model/document.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace entrepot {

std::string source_kind(const Document& document) {
  constexpr std::array<std::string_view, 3> kStrongestFirst{"primary", "press", "rewritten"};
  for (const std::string_view kind : kStrongestFirst)
    if (std::any_of(document.sources.begin(), document.sources.end(),
                    [&](const Source& source) { return source.kind == kind; }))
      return std::string(kind);
  return {};
}

bool is_searched(const Document& document) {
  return document.status == "published" || document.status == "to-review" ||
         document.status == "superseded";
}

}  // namespace entrepot
