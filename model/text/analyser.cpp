#include "model/text/analyser.h"

#include <fmt/format.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "model/index_schema.h"
#include "model/text/code_points.h"
#include "model/text/fold.h"
#include "model/text/stemmer.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Raised with any change to the terms a text gets.
constexpr int kRules = 3;

constexpr std::size_t kLongestTerm = kMaxTermBytes - 20;  // leaves room for a field's prefix

using Words = std::unordered_set<std::string>;

/// The primary subtag, in small letters as it stands in terms.
std::string primary(std::string_view language) {
  std::string subtag(language.substr(0, language.find('-')));
  for (char& c : subtag)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return subtag;
}

std::string cut(std::string term) {
  if (term.size() > kLongestTerm) term.resize(cut_utf8(term, kLongestTerm).size());
  return term;
}

std::string folded_term(const Token& token) {
  return cut(std::string(kFoldedPrefix) + token.folded);
}

std::string stem_term(std::string_view language, const std::string& stem) {
  return cut(fmt::format("{}{}:{}", kStemPrefix, language, stem));
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void add_unique(std::vector<std::string>& list, std::string value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// Names and demonyms of countries that are one word. The words of longer names ("Puerto Rico",
/// "Estados Unidos", "Territoire britannique") are words of customs too: those stay ordinary.
Words country_names(const Vocabulary& vocabulary) {
  Words names;
  const auto add = [&names](const std::string& name) {
    const std::vector<Token> tokens = tokenize(name);
    if (tokens.size() != 1) return;
    names.insert(tokens.front().word);
    names.insert(tokens.front().folded);
  };
  const auto countries = vocabulary.lists.find("countries");
  if (countries == vocabulary.lists.end()) return names;
  for (const Concept& country : countries->second) {
    for (const auto& [language, label] : country.label) add(label);
    for (const auto& [language, labels] : country.alt)
      for (const std::string& label : labels) add(label);
    for (const FormerLabel& former : country.former) add(former.label);
  }
  return names;
}

}  // namespace

struct Analyser::Impl {
  Words names{};                                                ///< Never stemmed in any language.
  std::map<std::string, Words, std::less<>> protected_words{};  ///< By language.
  std::map<std::string, Words, std::less<>>
      function_words{};  ///< By language, with and without accents.

  [[nodiscard]] static bool has(const std::map<std::string, Words, std::less<>>& lists,
                                std::string_view language, const std::string& word) {
    const auto list = lists.find(language);
    return list != lists.end() && list->second.contains(word);
  }

  /// Which words of a query only hold others together. Lists of several languages are never
  /// simply joined: "car" and "sea" are function words in French and Spanish and cargo in English.
  /// In Latin letters a word counts if it is English, or stands in several languages' lists, or if
  /// its language shows by a second function word.
  /// A reader may ask in another language than any text has.
  [[nodiscard]] Words function_words_of(const std::vector<Token>& query) const {
    Words out;
    for (const auto& [subtag, list] : function_words) {
      Words own;
      for (const Token& token : query)
        if (has(function_words, subtag, token.word)) own.insert(token.word);
      const bool shows = subtag == "en" || own.size() > 1;
      for (const std::string& word : own)
        if (shows || !text::is_ascii(text::without_accents(word)) || is_in_several_lists(word))
          out.insert(word);
    }
    return out;
  }

  [[nodiscard]] bool is_in_several_lists(const std::string& word) const {
    return std::count_if(function_words.begin(), function_words.end(),
                         [&](const auto& list) { return list.second.contains(word); }) > 1;
  }

  /// The stem terms of a word: its stem, and that of the word typed without accents where it is
  /// another, since the rules of a language cut accented endings only. Both lose their accents.
  [[nodiscard]] std::vector<std::string> stems_of(const Token& token,
                                                  std::string_view language) const {
    std::vector<std::string> out;
    if (has_digit(token.word) || names.contains(token.word) ||
        has(protected_words, language, token.word))
      return out;
    if (const std::string written = stem(token.word, language); !written.empty())
      out.push_back(stem_term(language, text::without_accents(written)));
    if (token.folded == token.word) return out;
    if (const std::string plain = stem(token.folded, language); !plain.empty())
      add_unique(out, stem_term(language, text::without_accents(plain)));
    return out;
  }
};

Analyser::Analyser(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>()) {
  impl_->names = country_names(vocabulary);
  const auto languages = vocabulary.lists.find("language");
  if (languages == vocabulary.lists.end()) return;
  for (const Concept& language : languages->second) {
    for (const std::string& entry : language.protected_words)
      for (const Token& token : tokenize(entry)) {
        impl_->protected_words[language.id].insert(token.word);
        impl_->protected_words[language.id].insert(token.folded);
      }
    for (const std::string& entry : language.function_words)
      for (const Token& token : tokenize(entry)) {
        impl_->function_words[language.id].insert(token.word);
        impl_->function_words[language.id].insert(token.folded);
      }
  }
}

Analyser::~Analyser() = default;
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;

std::vector<TermAt> Analyser::index_terms(std::string_view text, std::string_view language,
                                          unsigned first_position) const {
  return index_terms(tokenize(text), language, first_position);
}

std::vector<TermAt> Analyser::index_terms(const std::vector<Token>& tokens,
                                          std::string_view language,
                                          unsigned first_position) const {
  std::vector<TermAt> terms;
  const std::string subtag = primary(language);
  std::string before;       // the character before, if this run began earlier
  unsigned before_run = 0;  // and its run
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const unsigned position = first_position + token.position;
    if (token.run != 0) {
      const std::vector<std::string> letters = text::characters(token.word);
      const bool run_goes_on = i + 1 < tokens.size() && tokens[i + 1].run == token.run;
      const bool alone = letters.size() == 1 && before_run != token.run && !run_goes_on;
      if (before_run == token.run)
        terms.push_back({.term = before + letters.front(), .position = position - 1});
      for (std::size_t at = 0; at < letters.size(); ++at) {
        const unsigned here = position + static_cast<unsigned>(at);
        terms.push_back({.term = letters[at], .position = here, .weight = alone ? 1U : 0U});
        if (at + 1 < letters.size())
          terms.push_back({.term = letters[at] + letters[at + 1], .position = here});
      }
      before = letters.back();
      before_run = token.run;
      continue;
    }
    terms.push_back({.term = cut(token.word), .position = position});
    if (token.folded != token.word)
      terms.push_back({.term = folded_term(token), .position = position});
    for (std::string& stem : impl_->stems_of(token, subtag))
      terms.push_back({.term = std::move(stem), .position = position, .positional = false});
  }
  return terms;
}

std::vector<QueryWord> Analyser::query_words(std::string_view text,
                                             const std::vector<std::string>& languages) const {
  std::vector<QueryWord> words;
  const std::vector<Token> tokens = tokenize(text);
  const Words function_words = impl_->function_words_of(tokens);
  const bool shouted = !has_small_letters(text);  // then capitals say nothing
  for (const Token& token : tokens) {
    QueryWord word;
    if (token.run != 0) {
      const std::vector<std::string> letters = text::characters(token.word);
      if (letters.size() == 1) word.grams.push_back(letters.front());
      for (std::size_t at = 0; at + 1 < letters.size(); ++at)
        add_unique(word.grams, letters[at] + letters[at + 1]);
    } else {
      word.exact.push_back(cut(token.word));
      add_unique(word.exact, cut(token.folded));
      word.folded.push_back(folded_term(token));
      for (const std::string& language : languages)
        for (std::string& stem : impl_->stems_of(token, primary(language)))
          add_unique(word.stems, std::move(stem));
    }
    // CAN, IT or AS in capitals among small letters is a name.
    word.is_function_word = (!token.acronym || shouted) && function_words.contains(token.word);
    word.token = token;
    words.push_back(std::move(word));
  }
  return words;
}

bool Analyser::is_function_word(std::string_view word, std::string_view language) const {
  return Impl::has(impl_->function_words, primary(language), std::string(word));
}

bool Analyser::is_function_word(std::string_view word) const {
  return std::any_of(impl_->function_words.begin(), impl_->function_words.end(),
                     [&](const auto& list) { return list.second.contains(std::string(word)); });
}

std::string analysis_version() {
  UVersionInfo parts;
  u_getVersion(parts);
  return fmt::format("{}; ICU {}.{}; Snowball of Xapian {}", kRules, parts[0], parts[1],
                     stemmer_version());
}

}  // namespace entrepot
