#include "model/text/analyser.h"

#include <fmt/format.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "model/index_schema.h"
#include "model/text/code_points.h"
#include "model/text/stemmer.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Raised with any change to the terms a text gets.
constexpr int kRules = 1;

constexpr std::size_t kLongestTerm = kMaxTermBytes - 20;  // leaves room for a field's prefix
constexpr std::size_t kCommonWord =
    3;  // a word in the names of this many countries names none of them

using Words = std::unordered_set<std::string>;

std::string_view primary(std::string_view language) {
  return language.substr(0, language.find('-'));
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

std::vector<std::string> characters(std::string_view word) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    text::next_code_point(word, at);
    out.emplace_back(word.substr(begin, at - begin));
  }
  return out;
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void add_unique(std::vector<std::string>& list, std::string value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// Words of the names and demonyms of countries. A word that many names share ("islands",
/// "republic") stays an ordinary word unless it is a name by itself.
Words country_words(const Vocabulary& vocabulary) {
  Words names;
  const auto countries = vocabulary.lists.find("countries");
  if (countries == vocabulary.lists.end()) return names;
  std::unordered_map<std::string, std::size_t> in_countries;
  for (const Concept& country : countries->second) {
    Words own;
    const auto add_name = [&](const std::string& name) {
      const std::vector<Token> tokens = tokenize(name);
      for (const Token& token : tokens) own.insert(token.word);
      if (tokens.size() == 1) names.insert(tokens.front().word);
    };
    for (const auto& [language, label] : country.label) add_name(label);
    for (const auto& [language, labels] : country.alt)
      for (const std::string& label : labels) add_name(label);
    for (const FormerLabel& former : country.former) add_name(former.label);
    for (const std::string& word : own) ++in_countries[word];
  }
  for (const auto& [word, count] : in_countries)
    if (count < kCommonWord) names.insert(word);
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

  /// Whether a word of a query only holds others together. Lists of several languages are never
  /// simply joined: "car" and "sea" are function words in French and Spanish and cargo in English.
  /// In Latin letters a word counts if it is English, or stands in several languages' lists, or if
  /// its language shows by a second function word.
  [[nodiscard]] bool is_function_word_in(const std::string& word, const std::vector<Token>& query,
                                         const std::vector<std::string>& languages) const {
    const auto lists = [&](const std::string& one) {
      return std::count_if(function_words.begin(), function_words.end(),
                           [&](const auto& list) { return list.second.contains(one); });
    };
    const bool plain_letters = is_ascii(fold_accents(word));
    for (const std::string& language : languages) {
      const std::string_view subtag = primary(language);
      if (!has(function_words, subtag, word)) continue;
      if (!plain_letters || subtag == "en" || lists(word) > 1) return true;
      const bool shows = std::any_of(query.begin(), query.end(), [&](const Token& other) {
        return other.word != word && has(function_words, subtag, other.word);
      });
      if (shows) return true;
    }
    return false;
  }

  [[nodiscard]] std::string stem_of(const std::string& word, std::string_view language) const {
    if (has_digit(word) || names.contains(word) || has(protected_words, language, word)) return {};
    return stem(word, language);
  }
};

Analyser::Analyser(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>()) {
  impl_->names = country_words(vocabulary);
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
  std::vector<TermAt> terms;
  const std::string_view subtag = primary(language);
  std::string before;       // the character before, if this run began earlier
  unsigned before_run = 0;  // and its run
  const std::vector<Token> tokens = tokenize(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const unsigned position = first_position + token.position;
    if (token.run != 0) {
      const std::vector<std::string> letters = characters(token.word);
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
    if (const std::string stem = impl_->stem_of(token.word, subtag); !stem.empty())
      terms.push_back({.term = stem_term(subtag, stem), .position = position, .positional = false});
  }
  return terms;
}

std::vector<QueryWord> Analyser::query_words(std::string_view text,
                                             const std::vector<std::string>& languages) const {
  std::vector<QueryWord> words;
  const std::vector<Token> tokens = tokenize(text);
  const bool shouted =
      std::all_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.acronym; });
  for (const Token& token : tokens) {
    QueryWord word;
    if (token.run != 0) {
      const std::vector<std::string> letters = characters(token.word);
      if (letters.size() == 1) word.grams.push_back(letters.front());
      for (std::size_t at = 0; at + 1 < letters.size(); ++at)
        add_unique(word.grams, letters[at] + letters[at + 1]);
    } else {
      word.exact.push_back(cut(token.word));
      add_unique(word.exact, cut(token.folded));
      word.folded.push_back(folded_term(token));
      for (const std::string& language : languages) {
        const std::string_view subtag = primary(language);
        if (const std::string stem = impl_->stem_of(token.word, subtag); !stem.empty())
          add_unique(word.stems, stem_term(subtag, stem));
      }
    }
    // CAN, IT or AS in capitals among small letters is a name.
    word.is_function_word =
        (!token.acronym || shouted) && impl_->is_function_word_in(token.word, tokens, languages);
    word.token = token;
    words.push_back(std::move(word));
  }
  return words;
}

bool Analyser::is_function_word(std::string_view word, std::string_view language) const {
  return Impl::has(impl_->function_words, primary(language), std::string(word));
}

std::string analysis_version() {
  return fmt::format("{}; ICU {}; Snowball of Xapian {}", kRules, U_ICU_VERSION, stemmer_version());
}

}  // namespace entrepot
