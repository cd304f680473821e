#include "service/words/query_language.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "model/text/analyser.h"
#include "model/text/code_points.h"
#include "model/text/unicode.h"
#include "service/words/query_dates.h"

namespace entrepot {
namespace {

constexpr double kFunctionWord = 2;  // of one language; shared by several, their part of it
constexpr double kName = 1;
constexpr double kLetter = 1;
constexpr double kLead = 1.2;  // times the next language's score

/// Ranges of code points that one language alone uses here, or that decide for it.
struct Script {
  UChar32 first, last;
  const char* language;
};
constexpr std::array kScripts{Script{0x3040, 0x30FF, "ja"}, Script{0xAC00, 0xD7AF, "ko"},
                              Script{0x0E00, 0x0E7F, "th"}, Script{0x0370, 0x03FF, "el"},
                              Script{0x0600, 0x06FF, "ar"}, Script{0xFB50, 0xFEFC, "ar"},
                              Script{0x4E00, 0x9FFF, "zh"}, Script{0x0400, 0x052F, "ru"}};

/// Letters that tell languages of Latin script apart.
constexpr std::array<std::pair<UChar32, const char*>, 9> kLetters{{{U'ñ', "es"},
                                                                   {U'¿', "es"},
                                                                   {U'ã', "pt"},
                                                                   {U'õ', "pt"},
                                                                   {U'è', "fr"},
                                                                   {U'ê', "fr"},
                                                                   {U'œ', "fr"},
                                                                   {U'ù', "fr"},
                                                                   {U'ß', "de"}}};

template <typename Call>
void each_code_point(std::string_view text, const Call& call) {
  for (std::size_t at = 0; at < text.size();) call(entrepot::text::next_code_point(text, at));
}

/// The language of the letters of other scripts than Latin if they are as many as the Latin ones,
/// or half as many where each is a syllable or a word; else empty. Kana decides over Han, which
/// Japanese has too.
std::string by_script(std::string_view text) {
  std::map<std::string, std::size_t> count;
  std::size_t latin = 0;
  each_code_point(text, [&](UChar32 c) {
    const auto script = std::find_if(kScripts.begin(), kScripts.end(), [c](const Script& one) {
      return c >= one.first && c <= one.last;
    });
    if (script != kScripts.end())
      ++count[script->language];
    else if (c >= 'A' && c < 0x250)
      ++latin;
  });
  if (count.empty()) return {};
  if (const auto kana = count.find("ja"); kana != count.end())
    if (const auto han = count.find("zh"); han != count.end()) kana->second += han->second;
  const auto most = std::max_element(
      count.begin(), count.end(),
      [](const auto& one, const auto& other) { return one.second < other.second; });
  const bool is_dense = most->first == "zh" || most->first == "ja" || most->first == "ko";
  return most->second * (is_dense ? 2 : 1) >= latin ? most->first : std::string();
}

std::string best_of(const std::map<std::string, double>& scores) {
  std::string best;
  double first = 0, second = 0;
  for (const auto& [language, score] : scores) {
    if (score > first) {
      second = first;
      first = score;
      best = language;
    } else {
      second = std::max(second, score);
    }
  }
  return first > 0 && first >= kLead * second ? best : std::string();
}

}  // namespace

std::string query_language(std::string_view text, const Vocabulary& vocabulary,
                           const ConceptNames& names) {
  if (std::string language = by_script(text); !language.empty()) return language;
  std::map<std::string, double> scores;
  const auto add = [&scores](const auto& languages, double score) {
    for (const std::string& language : languages)
      scores[language] += score / static_cast<double>(languages.size());
  };
  const auto list = vocabulary.lists.find("language");
  if (list != vocabulary.lists.end())
    for (const Token& token : tokenize(text)) {
      std::set<std::string> of;
      for (const Concept& language : list->second)
        if (std::find(language.function_words.begin(), language.function_words.end(), token.word) !=
            language.function_words.end())
          of.insert(language.id);
      if (!of.empty()) add(of, kFunctionWord);
      if (const auto months = languages_of_month(token); !months.empty()) add(months, kName);
    }
  for (const ConceptMention& mention :
       names.find_all(text, label_languages(), AcronymCase::Capitals)) {
    std::set<std::string> of;
    for (const NameMeaning& meaning : mention.meanings)
      of.insert(meaning.languages.begin(), meaning.languages.end());
    if (!of.empty()) add(of, kName);
  }
  each_code_point(fold_case(text), [&](UChar32 c) {
    for (const auto& [letter, language] : kLetters)
      if (c == letter) scores[language] += kLetter;
  });
  return best_of(scores);
}

}  // namespace entrepot
