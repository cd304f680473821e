#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/diagnostics.h"
#include "model/vocabulary.h"

namespace entrepot {

/// A vocabulary that was read before.
struct KnownVocabulary {
  std::string_view state{};  ///< See VocabularyReading.
  std::string_view json{};   ///< to_json() of what was read; empty: none was.
};

struct VocabularyReading {
  Vocabulary vocabulary{};
  Diagnostics problems{};
  std::string state{};    ///< How its files were, and the problems: for whoever reads it again.
  bool is_known = false;  ///< Whether it is the one that was known.
};

/// Reads the vocabulary of a corpus; from what is known of it if its files are as they were, which
/// takes a twentieth of the time.
/// @param folder and shown_as as of read_vocabulary().
/// @throws Error: the folder cannot be read.
[[nodiscard]] VocabularyReading read_vocabulary(const std::filesystem::path& folder,
                                                const std::string& shown_as,
                                                const KnownVocabulary& known);

}  // namespace entrepot
