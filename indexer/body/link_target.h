#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// Where a link of a body leads, by the allow list.
struct LinkTarget {
  enum class Kind {
    Web,       ///< http, https or mailto.
    Document,  ///< A document of the corpus or, with an empty id, a place in the same one.
    Refused,
  };
  Kind kind = Kind::Refused;
  std::string document{};
  std::string anchor{};  ///< Percent-decoded; may be empty if there is a document.
  std::string advice{};  ///< Of a refused one: what to write instead.
  bool operator==(const LinkTarget&) const = default;
};

/// @param url as CommonMark gives it, entities and backslashes resolved.
[[nodiscard]] LinkTarget parse_link_target(std::string_view url);

}  // namespace entrepot
