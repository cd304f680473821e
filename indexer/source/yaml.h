#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.h"

namespace entrepot {

/// A key of a map and its value. A template, so that a node may hold entries that hold nodes.
template <typename Node>
struct YamlEntry {
  std::string key{};
  Location where{};  ///< Of the key.
  Node value{};
  bool operator==(const YamlEntry& other) const {
    return key == other.key && where == other.where && value == other.value;
  }
};

/// A YAML value with the place its author wrote it at. Every scalar is text: what it means is for
/// the reader of the key to say (a country NO stays "NO").
struct YamlNode {
  enum class Kind { Scalar, List, Map };
  using Entry = YamlEntry<YamlNode>;
  Kind kind = Kind::Scalar;
  std::string text{};  ///< Of a scalar. An empty plain scalar or "~" or "null" is empty text.
  std::vector<YamlNode> items{};  ///< Of a list.
  std::vector<Entry> entries{};   ///< Of a map, in file order, keys unique.
  Location where{};               ///< Of its first character; of an empty value, of its key.
  /// @return nullptr if this is no map or has no such key.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  bool operator==(const YamlNode&) const;
};

struct YamlLimits {
  std::size_t bytes = 1024 * 1024;
  std::size_t nodes = 10'000;
  std::size_t depth = 4;  ///< Maps and lists within each other.
};

/// Reads one YAML document. Aliases, anchors, tags, duplicate keys, a second document, and anything
/// over the limits are errors at their place.
/// @param first_line the line of `file` that `yaml` begins on, from 1.
/// @pre valid UTF-8, lines end in LF.
/// @return the root, even if there were errors (of a repeated key the first value counts), so that
/// its values can be checked in the same run; nothing only if the text cannot be read to its end.
[[nodiscard]] std::optional<YamlNode> parse_yaml(std::string_view yaml, const std::string& file,
                                                 std::size_t first_line, const YamlLimits& limits,
                                                 Diagnostics& problems);

}  // namespace entrepot
