#pragma once

#include <map>
#include <string>

namespace entrepot {

/// Something to tell a reader about a search, not yet in words: the text of that key in the group
/// "note" of the interface's strings, and what stands for its placeholders.
struct Note {
  std::string key{};
  std::map<std::string, std::string> values{};
  bool operator==(const Note&) const = default;
};

inline constexpr const char* kTooManyWords = "too_many_words";  ///< The key of that note.

}  // namespace entrepot
