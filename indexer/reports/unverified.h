#pragma once

#include <string>
#include <vector>

#include "model/vocabulary.h"

namespace entrepot {

/// A name in a language whose names nobody has verified for its entry.
struct UnverifiedName {
  std::string language{};
  std::string list{}, id{};
  std::string key{};      ///< Where it stands in the entry: label, alt, acronyms or cues.
  std::string name{};     ///< To be verified.
  std::string english{};  ///< The entry's English label, for comparison.
  bool operator==(const UnverifiedName&) const = default;
};

/// By language in the order of label_languages(), others after them; then in the order of the lists
/// and their entries.
/// @param language if not empty, the only one that is wanted.
[[nodiscard]] std::vector<UnverifiedName> unverified_names(const Vocabulary& vocabulary,
                                                           const std::string& language = "");

/// For reading, a heading for each language.
[[nodiscard]] std::string as_text(const std::vector<UnverifiedName>& names);

/// For a spreadsheet, with headings and two empty columns for the reviewer's answer. No cell begins
/// with a sign that a spreadsheet would calculate with (= + - @): it gets an apostrophe before it.
/// RFC 4180 with a byte order mark, without which Excel takes UTF-8 for something else.
[[nodiscard]] std::string as_csv(const std::vector<UnverifiedName>& names);

/// The same with tabs and plain line ends, to be pasted or read by programs. Tabs in a name become
/// spaces.
[[nodiscard]] std::string as_tsv(const std::vector<UnverifiedName>& names);

}  // namespace entrepot
