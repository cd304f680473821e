#include "model/reference_grammar.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace entrepot {
namespace {

using Word = ReferenceWord;
using Numbers = std::vector<ReferenceNumber>;

constexpr std::size_t kMostParts = 4;
constexpr std::size_t kMostLinks = 5;
constexpr std::size_t kMostElements = 6;  // "General Annex, Chapter 6, Standard 6.3" has three

constexpr bool is_one_of(std::string_view text, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

unsigned value_of(const std::string& digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" ") == std::string_view::npos;
}

/// Without what people write as a space.
std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// Articles, not the one article. Of folded words.
bool is_plural(const std::string& word) {
  return is_one_of(word, {"articles", "arts", "articulos", "artigos", "статьи", "статеи", "статьям",
                          "статьях", "статьями", "المواد", "والمواد", "المادتين", "المادتان",
                          "measures", "provisions", "mesures", "medidas"}) ||
         is_one_of(word, {"pillars", "piliers", "pilares", "опоры", "опор", "الركيزتين"});
}

}  // namespace

std::string_view ReferenceGrammar::before(std::size_t item) const {
  const std::size_t begin = item == 0 ? 0 : items_[item - 1].end;
  return text_.substr(begin, std::max(items_[item].begin, begin) - begin);
}

bool ReferenceGrammar::goes_on(std::size_t item) const {
  return item > 0 && item < items_.size() && items_[item].sentence == items_[item - 1].sentence;
}

std::size_t ReferenceGrammar::after_links(std::size_t item) const {
  for (std::size_t links = 0; links < kMostLinks && goes_on(item) && is(item, Word::Link); ++links)
    ++item;
  return item;
}

/// The number at an item, or after "no."; the count of items where there is none.
std::size_t ReferenceGrammar::number_at(std::size_t item) const {
  if (is(item, Word::Numero) && goes_on(item)) ++item;
  return is(item, Word::Number) && goes_on(item) ? item : items_.size();
}

/// Whether a number counts something: "7.6 million", "7 %".
bool ReferenceGrammar::is_quantity(std::size_t number) const {
  const std::string_view rest = trimmed(text_.substr(items_[number].end, 2));
  if (rest.starts_with('%')) return true;
  if (!goes_on(number + 1)) return false;
  return is(number + 1, Word::Counter) ||
         (is(number + 1, Word::Measure) && !is(number + 2, Word::Number));
}

/// Whether a number may be one of the agreement's 24 articles.
bool ReferenceGrammar::is_article(std::size_t item) const {
  constexpr unsigned kArticles = 24, kMostParagraphs = 30;
  if (!is(item, Word::Number)) return false;
  const std::vector<std::string>& parts = items_[item].parts;
  const unsigned article = value_of(parts.front());
  return article > 0 && article <= kArticles &&
         std::all_of(parts.begin() + 1, parts.end(), [](const std::string& part) {
           return value_of(part) > 0 && value_of(part) <= kMostParagraphs;
         });
}

/// What stands in brackets, alone and right at them, if it is a number or one letter ("" is what no
/// number is made of).
std::optional<std::string> ReferenceGrammar::bracketed(std::size_t item) const {
  if (!goes_on(item)) return std::nullopt;
  const std::string_view opening = trimmed(before(item));
  const std::string_view rest = text_.substr(items_[item].end);
  const bool is_bracketed =
      (opening == "(" && rest.starts_with(")")) || (opening == "（" && rest.starts_with("）"));
  if (!is_bracketed) return std::nullopt;
  const ReferenceItem& one = items_[item];
  if (one.word == Word::Number) {
    if (one.parts.size() != 1 || value_of(one.parts.front()) > 30) return std::nullopt;
    return one.parts.front();
  }
  return one.text.size() <= 2 ? std::optional<std::string>("") : std::nullopt;
}

/// What goes on a number: "(6)", ":6", "§ 6", ", para 6", and what is left out: "(a)", "º".
std::size_t ReferenceGrammar::read_paragraphs(std::size_t item, ReferenceNumber& into) const {
  const auto take = [&](const std::string& part, std::size_t end) {
    if (into.parts.size() < kMostParts && !part.empty()) into.parts.push_back(part);
    into.end = end;
  };
  while (goes_on(item)) {
    const std::string_view gap = before(item);
    const ReferenceItem& one = items_[item];
    if (const std::optional<std::string> part = bracketed(item)) {
      take(*part, one.end + (gap.ends_with("(") ? 1 : std::string_view("）").size()));
      ++item;
    } else if (one.word == Word::Number && (gap == ":" || trimmed(gap) == "§")) {
      take(one.parts.front(), one.end);
      ++item;
    } else if (is_one_of(one.text, {"o", "a"}) && is_one_of(gap, {"", "."})) {
      take("", one.end);  // "7.º"
      ++item;
    } else if (one.word == Word::Paragraph ||
               (one.word == Word::Numero && gap.find(',') != std::string_view::npos)) {
      const std::size_t number = number_at(item + 1);
      if (number == items_.size()) break;
      take(items_[number].parts.front(), items_[number].end);
      item = number + 1;
    } else {
      break;
    }
  }
  return item;
}

/// The number that "and", a comma or a dash leads to; the count of items where there is none.
std::size_t ReferenceGrammar::next_in_list(std::size_t item) const {
  if (!goes_on(item)) return items_.size();
  if (is(item, Word::And) && goes_on(item + 1)) ++item;
  const bool is_joined = is(item - 1, Word::And);
  const std::string_view gap = trimmed(before(item));
  if (!is(item, Word::Number) || is_quantity(item)) return items_.size();
  if (is_joined ? gap.empty() : is_one_of(gap, {",", "،", "、", "，", "-", "–", ";"})) return item;
  return items_.size();
}

/// From the item of a number on.
std::size_t ReferenceGrammar::read_list(std::size_t item, bool is_plural_list,
                                        Numbers& into) const {
  while (item < items_.size()) {
    const ReferenceItem& one = items_[item];
    const bool is_first = into.empty();
    if (!is_article(item) || (!is_first && !is_plural_list && one.parts.size() == 1)) break;
    ReferenceNumber number{.begin = one.begin, .end = one.end, .parts = one.parts};
    if (number.parts.size() > kMostParts) number.parts.resize(kMostParts);
    const std::size_t after = read_paragraphs(item + 1, number);
    into.push_back(std::move(number));
    const std::size_t next = next_in_list(after);
    if (next == items_.size() || !is_article(next) ||
        (!is_plural_list && items_[next].parts.size() == 1))
      return after;
    item = next;
  }
  return item;
}

ReferenceNumbers ReferenceGrammar::articles(std::size_t item) const {
  const std::size_t begin = items_[item].begin;
  std::string paragraph;
  if (is(item, Word::Paragraph) || is(item, Word::Numero)) {
    const std::size_t number = number_at(item + 1);
    if (number == items_.size()) return {};
    paragraph = items_[number].parts.front();
    item = after_links(number + 1);
    if (!goes_on(item)) return {};
  }
  if (!is(item, Word::Article) && !is(item, Word::Measure)) return {};
  const std::size_t number = number_at(item + 1);
  if (number == items_.size() || !is_article(number)) return {};
  ReferenceNumbers out;
  out.next = read_list(number, is_plural(items_[item].text), out.numbers);
  ReferenceNumber& first = out.numbers.front();
  first.begin = begin;
  if (!paragraph.empty() && first.parts.size() < kMostParts) first.parts.push_back(paragraph);
  return out;
}

ReferenceNumbers ReferenceGrammar::bare_articles(std::size_t item, bool strict) const {
  const auto is_near = [&] { return is_one_of(trimmed(before(item)), {"", "-", ":", "–"}); };
  if (!goes_on(item) || !is_article(item) || !is_near() || is_quantity(item)) return {};
  const std::size_t after = item + 1;
  if (strict && items_[item].parts.size() == 1 && goes_on(after) && is_blank(before(after)) &&
      (is(after, Word::Other) || is(after, Word::Number)))
    return {};
  ReferenceNumbers out;
  out.next = read_list(item, false, out.numbers);
  return out;
}

/// The small letter of a specific annex, or "".
std::string ReferenceGrammar::letter_at(std::size_t item) const {
  if (!goes_on(item)) return "";
  const std::string& text = items_[item].text;
  return text.size() == 1 && text[0] >= 'a' && text[0] <= 'k' ? text : "";
}

ReferenceNumbers ReferenceGrammar::standards(std::size_t item, bool is_named,
                                             bool& names_it) const {
  constexpr unsigned kChapters = 10;
  std::string letter;
  std::vector<std::string> chapter, standard;
  ReferenceNumber read{.begin = items_[item].begin};
  std::size_t after = item;
  const auto take_number = [&](std::size_t number, std::vector<std::string>& into) {
    into = items_[number].parts;
    read.end = items_[number].end;
    return number + 1;
  };
  for (std::size_t read_so_far = 0;
       read_so_far < kMostElements && (read_so_far == 0 || goes_on(item)); ++read_so_far) {
    const bool is_first = read_so_far == 0;
    const Word word = items_[item].word;
    const std::size_t number = number_at(item + 1);
    if (word == Word::Chapter && number < items_.size() && chapter.empty()) {
      after = take_number(number, chapter);
    } else if ((word == Word::Standard || (is_named && word == Word::Article)) &&
               number < items_.size() && standard.empty()) {
      after = take_number(number, standard);
    } else if (word == Word::GeneralAnnex) {
      names_it = true;
      read.end = items_[item].end;
      after = item + 1;
    } else if (word == Word::SpecificAnnex || (word == Word::Annex && is_named)) {
      letter = letter_at(item + 1);
      if (letter.empty()) break;
      names_it = true;
      read.end = items_[item + 1].end;
      after = item + 2;
      if (is(after, Word::Number) && goes_on(after) &&
          is_one_of(before(after), {"", " ", ".", "-"}))
        after = take_number(after, chapter);
    } else if (word == Word::Number && chapter.empty() && standard.empty() &&
               (is_first ? is_named : is(item - 1, Word::GeneralAnnex)) &&
               is_one_of(trimmed(before(item)), {"", "-", ":", "–", ","}) && !is_quantity(item)) {
      after = take_number(item, standard);
      if (standard.size() == 1) std::swap(chapter, standard);
    } else {
      break;
    }
    item = after_links(after);
  }
  if (!letter.empty()) {
    read.parts = {letter};
    for (const auto* more : {&chapter, &standard})
      if (!more->empty()) read.parts.push_back(more->back());
  } else if (standard.size() > 1) {
    read.parts = standard;
  } else {
    read.parts = chapter;
    if (!chapter.empty() && !standard.empty()) read.parts.push_back(standard.front());
  }
  if (read.parts.empty() || read.parts.size() > kMostParts) return {};
  if (letter.empty() &&
      (value_of(read.parts.front()) == 0 || value_of(read.parts.front()) > kChapters))
    return {};
  return {.numbers = {std::move(read)}, .next = after};
}

/// "1", "2" or "3", also of Roman numerals; else "".
std::string ReferenceGrammar::pillar_at(std::size_t item) const {
  if (!goes_on(item)) return "";
  const ReferenceItem& one = items_[item];
  constexpr std::array<std::string_view, 3> kRoman{"i", "ii", "iii"};
  for (std::size_t i = 0; i < kRoman.size(); ++i) {
    const std::string digit = std::to_string(i + 1);
    if (one.text == kRoman[i] || one.parts == std::vector{digit}) return digit;
  }
  return "";
}

ReferenceNumbers ReferenceGrammar::pillars(std::size_t item) const {
  const bool is_list = is_plural(items_[item].text);
  ReferenceNumbers out;
  std::size_t begin = items_[item].begin;
  std::size_t number = item + 1;
  if (is(number, Word::Numero)) ++number;
  for (std::string pillar = pillar_at(number); !pillar.empty(); pillar = pillar_at(number)) {
    if (is_quantity(number)) break;
    if (!out.numbers.empty()) begin = items_[number].begin;
    out.numbers.push_back({.begin = begin, .end = items_[number].end, .parts = {pillar}});
    out.next = ++number;
    const bool is_and = is(number, Word::And);
    if (!is_list || number >= items_.size() ||
        !(is_and || is_one_of(trimmed(before(number)), {",", "،", "、", "-"})))
      break;
    if (is_and) ++number;
  }
  return out;
}

ReferenceNumbers ReferenceGrammar::edition(std::size_t item, bool is_named) const {
  bool has_word = false;
  const std::size_t first = item;
  const auto skip_words = [&] {
    for (std::size_t words = 0;
         words < kMostElements && is(item, Word::Edition) && (item == first || goes_on(item));
         ++words, ++item)
      has_word = true;
  };
  skip_words();
  if (is(item, Word::Numero)) ++item;
  if (!is(item, Word::Number) || (item != first && !goes_on(item))) return {};
  const std::vector<std::string> parts = items_[item].parts;
  // Amendments come every few years, and other years are of something else.
  const bool is_year =
      parts.size() == 1 && is_one_of(parts.front(), {"1988", "1992", "1996", "2002", "2007", "2012",
                                                     "2017", "2022", "2028"});
  if (!is_year || (item == first && is_named &&
                   !is_one_of(trimmed(before(item)), {"", "-", "(", "（", "»", "》", "\""})))
    return {};
  ++item;
  skip_words();
  if (!is_named && !has_word) return {};
  return {.numbers = {{.begin = items_[first].begin, .end = items_[item - 1].end, .parts = parts}},
          .next = item};
}

}  // namespace entrepot
