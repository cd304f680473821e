#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "service/export/offline_names.h"
#include "service/export/offline_parts.h"
#include "service/export/offline_words.h"

namespace entrepot {

/// All that a question is looked up in by its words.
struct WordLists {
  std::map<std::string, std::vector<OfflineWords::Word>> words{};  ///< By shard_letters.
  std::map<std::string, OfflineNames::Numbers> names{};            ///< By name_key.
  std::map<std::string, OfflineNames::Numbers> labels{};           ///< By word.
  std::map<std::string, int> common{};                             ///< By word.
};

/// Writes parts "words-00"…: a word stands in the part that its letters lead to, a name in that of
/// its first word. There are as many as keep each small, a power of two.
/// @return how many.
std::size_t write_word_files(const WordLists& lists, const WriteFile& write);

}  // namespace entrepot
