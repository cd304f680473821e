#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace entrepot {

/// The words of the languages that people write in, by the spelling dictionaries (Hunspell) that
/// are installed: a word that is in none of our texts may be right all the same. Of a language
/// without a dictionary no word is known. Any thread.
class Dictionaries {
 public:
  /// They are read when the first word is asked for, which takes a second and about 70 MB: most
  /// questions need none.
  /// @param folder of LANGUAGE.aff and LANGUAGE.dic, where Debian keeps them. A dictionary that is
  /// missing, or not in UTF-8, is left out.
  explicit Dictionaries(std::filesystem::path folder = "/usr/share/hunspell");
  ~Dictionaries();
  Dictionaries(const Dictionaries&) = delete;
  Dictionaries& operator=(const Dictionaries&) = delete;

  /// Whether a word, as typed, is right in some language.
  [[nodiscard]] bool has(const std::string& word) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
