#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/vocabulary.h"

/// How text becomes terms. Indexing and searching share it, so that both split words alike.
namespace entrepot {

/// One word of a text.
struct Token {
  /// NFKC, case folded, digits of other scripts as 0-9, one apostrophe for all, elision and
  /// possessive off: "A.E.O." is "aeo", "1,000" is "1000".
  std::string word{};
  /// Without accents (see fold_accents) and inner apostrophes; equal to `word` where nothing folds.
  std::string folded{};
  /// Bytes of the original text it stands for, which split again give the same word where no
  /// dictionary decides. Apart from the next token's, but for a letter that makes two words (℀).
  std::size_t begin = 0, end = 0;
  /// Counts words from 0; of Han, kana and Hangul every character counts. One is left out where a
  /// line ends or a tab stands between two words: blocks and cells make no phrase together.
  unsigned position = 0;
  unsigned length = 1;   ///< Positions it covers.
  unsigned run = 0;      ///< Words of one unbroken run of Han, kana or Hangul share a number > 0.
  bool acronym = false;  ///< Written in capitals, two letters or more, in the original.
  bool operator==(const Token&) const = default;
};

/// Words of a text in order, split by ICU's word boundaries (Thai, Lao, Khmer, Burmese, Chinese and
/// Japanese by dictionary), at signs inside ("snake_case", "end.Next") and where the script changes
/// to or from Han, kana or Hangul. Punctuation and symbols are no words. Linear in the text.
/// @pre valid UTF-8.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

/// A term a text is found under.
struct TermAt {
  std::string term{};      ///< Without field prefix; at most kMaxTermBytes less 20, for the prefix.
  unsigned position = 0;   ///< Meaningful if `positional`.
  bool positional = true;  ///< Stems have no position: phrases are of written words.
  unsigned weight = 1;     ///< Within-document frequency it adds; n-grams of one character add 0.
  bool operator==(const TermAt&) const = default;
};

/// One word of a query and everything it may stand as in the index.
struct QueryWord {
  Token token{};
  std::vector<std::string>
      exact{};  ///< The written word, and the word without accents if it differs.
  std::vector<std::string> folded{};  ///< "F:gestion"
  std::vector<std::string>
      stems{};  ///< "Zen:manag", "Zes:gestion": of each language asked for, without repeats.
  std::vector<std::string> grams{};  ///< Of Han, kana and Hangul: its pairs, or its one character.
                                     ///< Then the others are empty.
  /// Terms of what it is in another language, for those who know; the analyser leaves it empty.
  std::vector<std::string> translations{};
  /// Terms of the tags in whose names it stands, likewise.
  std::vector<std::string> tags{};
  bool is_translated_only = false;  ///< No text has the word itself, which has translations.
  bool is_function_word =
      false;  ///< Holds others together, as far as the query's words show its language.
  bool operator==(const QueryWord&) const = default;
};

/// Knows which words are never stemmed and which carry no meaning. Immutable; threads may share it.
class Analyser {
 public:
  /// Protected words and function words come from the vocabulary's "language" list; names and
  /// demonyms of countries that are one word are protected in every language.
  explicit Analyser(const Vocabulary& vocabulary);
  ~Analyser();
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;

  /// The terms of a text in `language` (BCP 47; "" = unknown, not stemmed): the exact word, its
  /// stem (and that of the word without accents, if it is another; stems have none), its form
  /// without accents; of Han, kana and Hangul each character and each pair.
  /// Positions start at `first_position`.
  /// @return in order of position. The last position used is that of the last positional term.
  [[nodiscard]] std::vector<TermAt> index_terms(std::string_view text, std::string_view language,
                                                unsigned first_position = 1) const;

  /// Of a text that is split already. @param tokens as of tokenize().
  [[nodiscard]] std::vector<TermAt> index_terms(const std::vector<Token>& tokens,
                                                std::string_view language,
                                                unsigned first_position) const;

  /// The words of what a reader typed, each in all its forms. `languages`: those of the index.
  [[nodiscard]] std::vector<QueryWord> query_words(std::string_view text,
                                                   const std::vector<std::string>& languages) const;

  [[nodiscard]] bool is_function_word(std::string_view word, std::string_view language) const;
  /// In any language of the vocabulary.
  [[nodiscard]] bool is_function_word(std::string_view word) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Languages a stemmer exists for, as BCP 47 primary subtags.
[[nodiscard]] const std::set<std::string>& stemmed_languages();

/// Names everything that decides which terms a text gets: our rules' number, ICU's and the
/// stemmers' versions. An index of another analysis is refused.
[[nodiscard]] std::string analysis_version();

}  // namespace entrepot
