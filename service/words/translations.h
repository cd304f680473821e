#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot {

/// What everyday words of other languages are in English; words of the trade are the vocabulary's.
/// Any thread.
class Translations {
 public:
  /// A language's words are read when the first of them is asked for, which takes up to a fifth of
  /// a second and 15 MB.
  /// @param folder of LANGUAGE.tsv, a line for each word: the word, a tab, English words with ';'
  /// between, the most usual first. Of a language without a file no word is known.
  explicit Translations(std::filesystem::path folder);
  ~Translations();
  Translations(const Translations&) = delete;
  Translations& operator=(const Translations&) = delete;

  /// @param word as Token::word. @param language as of query_language().
  /// @return what the word itself is, with or without its accents; if it is not known, what words
  /// with its stem are. Few, the most usual first, each once.
  [[nodiscard]] std::vector<std::string> of(std::string_view word, std::string_view language) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
