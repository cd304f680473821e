#include "service/words/query_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/index_schema.h"
#include "model/text/month_names.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr unsigned kMonths = 12;

struct MonthName {
  unsigned month = 0;  ///< From 1.
  std::set<std::string> languages{};
};
using MonthNames = std::map<std::string, MonthName, std::less<>>;  ///< By the folded name.

/// A name in the cases of Russian: "ноябрь", "в ноябре".
std::vector<std::string> russian_cases(const std::string& name) {
  constexpr std::string_view kSoftSign = "ь", kShortI = "й";
  const auto with = [](std::string base, std::initializer_list<const char*> endings) {
    std::vector<std::string> out;
    for (const char* ending : endings) out.push_back(base + ending);
    return out;
  };
  if (name.ends_with(kSoftSign) || name.ends_with(kShortI))
    return with(name.substr(0, name.size() - kSoftSign.size()), {"я", "е", "ю", "ем"});
  return with(name, {"а", "е", "у", "ом"});
}

void add(MonthNames& names, const std::string& name, unsigned month, const std::string& language) {
  std::string key;
  for (const Token& token : tokenize(name)) key += token.folded;
  MonthName& known = names[key];
  known.month = month;
  known.languages.insert(language);
}

MonthNames read_names() {
  MonthNames names;
  for (const std::string& language : label_languages())
    for (const auto& [name, month] : text::month_names(language)) {
      add(names, name, month, language);
      if (language != "ru") continue;
      for (const std::string& form : russian_cases(name)) add(names, form, month, language);
    }
  return names;
}

const MonthNames& known_months() {
  static const MonthNames kNames = read_names();
  return kNames;
}

unsigned month_called(std::string_view folded) {
  const auto found = known_months().find(folded);
  return found == known_months().end() ? 0 : found->second.month;
}

bool is_number(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year(const Token& token) {
  return token.word.size() == 4 && is_number(token.word) &&
         (token.word.starts_with("19") || token.word.starts_with("20"));
}

/// "ноябрь 2022 года", "2022 г."
bool is_word_for_year(const Token& token) {
  constexpr std::array<std::string_view, 4> kWords{"года", "год", "году", "г"};
  return std::find(kWords.begin(), kWords.end(), token.folded) != kWords.end();
}

/// A month beside a year.
struct Found {
  unsigned month = 0;
  std::size_t begin = 0, end = 0;
};

/// "November 2022", "noviembre de 2022", "noviembre del año 2022".
std::optional<Found> month_before(const std::vector<Token>& tokens, std::size_t year) {
  constexpr std::size_t kMostLinks = 2;
  constexpr std::array<std::string_view, 9> kLinks{"of",  "de", "del", "do", "da",
                                                   "ano", "an", "l",   "عام"};
  for (std::size_t back = 1; back <= kMostLinks + 1 && back <= year; ++back) {
    const Token& token = tokens[year - back];
    if (const unsigned month = month_called(token.folded); month != 0)
      return Found{month, token.begin, tokens[year].end};
    if (std::find(kLinks.begin(), kLinks.end(), token.folded) == kLinks.end()) return std::nullopt;
  }
  return std::nullopt;
}

/// "2022 November", "2022年11月", "2022年十一月".
std::optional<Found> month_after(const std::vector<Token>& tokens, std::size_t year) {
  constexpr std::size_t kMostTokens = 3;  // of a month's name
  std::size_t next = year + 1;
  if (next < tokens.size() && tokens[next].word == "年") ++next;
  // "What in 2022 may change" names no month.
  if (next < tokens.size() && tokens[next].word == "may") return std::nullopt;
  std::string name;
  for (std::size_t i = next; i < std::min(next + kMostTokens, tokens.size()); ++i) {
    name += tokens[i].folded;
    if (const unsigned month = month_called(name); month != 0)
      return Found{month, tokens[year].begin, tokens[i].end};
    if (!name.ends_with("月")) continue;
    const std::string_view number = std::string_view(name).substr(0, name.size() - 3);
    if (!is_number(number) || number.size() > 2) continue;
    const unsigned month = number.size() == 1
                               ? unsigned(number[0] - '0')
                               : unsigned(number[0] - '0') * 10 + unsigned(number[1] - '0');
    if (month >= 1 && month <= kMonths) return Found{month, tokens[year].begin, tokens[i].end};
  }
  return std::nullopt;
}

}  // namespace

std::vector<QueryConcept> read_dates(std::string_view words) {
  const std::vector<Token> tokens = tokenize(words);
  std::vector<QueryConcept> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_year(tokens[i])) continue;
    std::optional<Found> found = month_before(tokens, i);
    if (!found) found = month_after(tokens, i);
    if (found && i + 1 < tokens.size() && found->end == tokens[i].end &&
        is_word_for_year(tokens[i + 1]))
      found->end = tokens[i + 1].end;
    if (!found || (!out.empty() && found->begin < out.back().end)) continue;
    const std::string list(kDatesList);
    out.push_back({.begin = found->begin,
                   .end = found->end,
                   .meanings = {{list, fmt::format("{}-{:02}", tokens[i].word, found->month)}},
                   .keeps_words = true,
                   .about = {{list, tokens[i].word}}});
  }
  return out;
}

std::vector<std::string> languages_of_month(const Token& token) {
  const auto found = known_months().find(token.folded);
  if (found == known_months().end()) return {};
  return {found->second.languages.begin(), found->second.languages.end()};
}

}  // namespace entrepot
