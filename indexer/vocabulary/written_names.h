#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/yaml.h"
#include "model/vocabulary.h"

/// Where the entries of a vocabulary and their names are written, for those who check them.
namespace entrepot {

/// The YAML of each vocabulary that could be read, by name.
using VocabularyRoots = std::map<std::string, YamlNode, std::less<>>;

/// One name of one concept. Valid as long as the vocabulary and its files' nodes.
struct WrittenName {
  std::string_view list{};
  const Concept* owner = nullptr;
  std::string_view key{};           ///< label, alt...
  std::string_view text{};          ///< Of its node.
  const Location* where = nullptr;  ///< Of its node.
};

/// An entry and where it is written.
struct WrittenEntry {
  const Concept* entry = nullptr;
  const YamlNode* node = nullptr;
};

/// The entries of a list, in its order; of those that have one id the first.
[[nodiscard]] std::vector<WrittenEntry> written_entries(const Vocabulary& vocabulary,
                                                        const VocabularyRoots& roots,
                                                        std::string_view list);

/// Names under the given keys of all entries of a list, in its order.
[[nodiscard]] std::vector<WrittenName> written_names(const Vocabulary& vocabulary,
                                                     const VocabularyRoots& roots,
                                                     std::string_view list,
                                                     const std::vector<std::string_view>& keys);

}  // namespace entrepot
