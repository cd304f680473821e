#include "indexer/body/heading_kind.h"

#include <algorithm>
#include <array>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

using Form = HeadingKind::Form;

/// Folded as headings are (hamza and alef forms unified), without the article.
constexpr std::array<std::string_view, 22> kArabicPlurals{
    "اهداف", "مقاصد", "اساليب", "مناهج", "طرق",   "انشطه",  "مشاكل", "عراقيل",
    "نتائج", "اثار",  "فوائد",  "دروس",  "عبر",   "خلاصات", "رسائل", "مراحل",
    "عوامل", "اسباب", "تدابير", "نصائح", "افكار", "محاور"};

/// Singular or without number, though they end as plurals do. Folded.
constexpr std::array<std::string_view, 14> kNoPlurals{
    "mas",     "pais",   "despues", "tras",    "tres",   "apos",     "analisis",
    "analise", "crisis", "succes",  "progres", "proces", "progress", "tesis"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" -'"), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool is_english_plural(std::string_view word) {
  return word.ends_with("s") && !ends_with_any(word, {"ss", "us", "is"});
}

bool is_arabic_plural(std::string_view word) {
  constexpr std::string_view kArticle = "ال";
  if (word.starts_with(kArticle)) word.remove_prefix(kArticle.size());
  return word.ends_with("ات") || contains(kArabicPlurals, word);
}

/// The first word decides: after it may come genitives ("план действий", "факторы успеха").
bool is_russian_plural(const std::vector<std::string_view>& words) {
  const std::string_view first = words.front();
  const bool neuter_noun = ends_with_any(first, {"ние", "тие", "вие"});
  if (words.size() > 1 && !neuter_noun && ends_with_any(first, {"ые", "ие"})) return true;
  if (first.ends_with("ия"))
    return !ends_with_any(first, {"ция", "сия", "зия", "гия", "фия", "рия", "лия", "мия", "пания"});
  return ends_with_any(first, {"ы", "и"});
}

Form form_of(std::string_view folded, std::string_view language) {
  const std::vector<std::string_view> words = words_of(folded);
  if (words.empty()) return Form::Whole;
  const auto any = [&](auto plural) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return word.size() > 2 && !contains(kNoPlurals, word) && plural(word);
    });
  };
  bool plural = false;
  if (language == "en")
    plural = any(is_english_plural);
  else if (language == "es" || language == "pt")
    plural = any([](std::string_view word) { return word.ends_with("s"); });
  else if (language == "fr")
    plural = any([](std::string_view word) { return ends_with_any(word, {"s", "x"}); });
  else if (language == "ru")
    plural = is_russian_plural(words);
  else if (language == "ar")
    plural = any(is_arabic_plural);
  else
    return Form::ByContent;
  return plural ? Form::Plural : Form::Whole;
}

bool is_ascii_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The length of a digit at the front of `text`: ASCII, Arabic or Persian. 0 if there is none.
std::size_t digit(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] >= '0' && text[0] <= '9') return 1;
  if (text.size() < 2) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  const auto second = static_cast<unsigned char>(text[1]);
  const bool arabic = first == 0xD9 && second >= 0xA0 && second <= 0xA9;
  const bool persian = first == 0xDB && second >= 0xB0 && second <= 0xB9;
  return arabic || persian ? 2 : 0;
}

/// The length of a Chinese numeral at the front.
std::size_t numeral(std::string_view text) {
  for (const std::string_view one : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"})
    if (text.starts_with(one)) return one.size();
  return 0;
}

template <typename Unit>
std::size_t run_of(std::string_view text, Unit unit) {
  std::size_t size = 0;
  while (const std::size_t one = unit(text.substr(size))) size += one;
  return size;
}

std::size_t letters(std::string_view text) {
  return run_of(text, [](std::string_view rest) -> std::size_t {
    return !rest.empty() && is_ascii_letter(rest[0]) ? 1 : 0;
  });
}

/// The length of a number at the front: 4, ٤, iv, b, 四. 0 if there is none; letters count only if
/// no word goes on.
std::size_t number(std::string_view text) {
  if (const std::size_t digits = run_of(text, digit)) return digits;
  if (const std::size_t numerals = run_of(text, numeral)) return numerals;
  const std::size_t size = letters(text);
  const bool goes_on = size < text.size() && static_cast<unsigned char>(text[size]) >= 0x80;
  if (size == 0 || goes_on) return 0;
  const bool roman = text.substr(0, size).find_first_not_of("ivx") == std::string_view::npos;
  return roman || size == 1 ? size : 0;
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

/// Takes "4. ", "2.1 ", "(iv) " off: digits need a space or a mark after them, letters a mark.
std::string_view without_numbering(std::string_view text) {
  std::string_view rest = text;
  if (rest.starts_with('(')) rest.remove_prefix(1);
  for (bool numbered = false;; numbered = true) {
    const std::size_t size = number(rest);
    if (size == 0) return numbered ? trimmed(rest) : text;
    const bool letter = is_ascii_letter(rest[0]);
    rest.remove_prefix(size);
    bool marked = false;
    for (const std::string_view mark : {".", ")", ":", "、", "-", "。"})
      if (rest.starts_with(mark)) {
        rest.remove_prefix(mark.size());
        marked = true;
        break;
      }
    if (rest.starts_with(' ') && (marked || !letter)) return trimmed(rest);
    if (!marked) return text;
  }
}

/// "no. 4", "n° 4", "nº 4", "№ 4", "# 4", "第四" after folding: the sign in front of a number.
std::string_view without_number_sign(std::string_view text) {
  for (const std::string_view sign : {"no.", "n°", "nº", "no ", "№", "#", "第", "رقم"})
    if (text.starts_with(sign) && number(trimmed(text.substr(sign.size()))) > 0)
      return trimmed(text.substr(sign.size()));
  return text;
}

/// Letter case, accents and kinds of apostrophe apart.
std::string folded(std::string_view text) {
  constexpr std::string_view kApostrophe = "\u2019";
  const std::string plain = fold_accents(text);
  std::string out;
  for (std::string_view rest = plain;;) {
    const std::size_t at = rest.find(kApostrophe);
    out += rest.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += '\'';
    rest.remove_prefix(at + kApostrophe.size());
  }
}

bool is_letter(std::string_view text) {
  return !text.empty() && (is_ascii_letter(text[0]) || static_cast<unsigned char>(text[0]) >= 0x80);
}

}  // namespace

HeadingKinds::HeadingKinds(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  if (const auto kinds = vocabulary.lists.find("kinds"); kinds != vocabulary.lists.end())
    for (const Concept& kind : kinds->second) {
      for (const auto& [language, words] : kind.label) add(words, kind.id, language);
      for (const LabelLists* lists : {&kind.alt, &kind.cues})
        for (const auto& [language, names] : *lists)
          for (const std::string& words : names) add(words, kind.id, language);
    }
  std::stable_sort(cues_.begin(), cues_.end(),
                   [](const Cue& a, const Cue& b) { return a.words.size() > b.words.size(); });
}

void HeadingKinds::add(std::string_view words, const std::string& kind,
                       const std::string& language) {
  std::string text = folded(words);
  if (text.empty()) return;
  const Form form = form_of(text, language);
  cues_.push_back({.words = std::move(text), .kind = kind, .language = language, .form = form});
}

/// Folds the words anew each time: few headings need them, and there are thousands.
bool HeadingKinds::starts_with_function_word(std::string_view text,
                                             std::string_view language) const {
  const Concept* found = vocabulary_.find("language", language);
  if (found == nullptr) return false;
  const bool spaced = language != "zh";
  return std::any_of(
      found->function_words.begin(), found->function_words.end(), [&](const std::string& unfolded) {
        const std::string word = folded(unfolded);
        return !word.empty() && text.starts_with(word) &&
               (!spaced || text.size() == word.size() || !is_letter(text.substr(word.size())));
      });
}

HeadingKind HeadingKinds::read_rest(const Cue& cue, std::string_view rest) const {
  const HeadingKind none{};
  const HeadingKind as_words{.kind = cue.kind, .form = cue.form};
  const HeadingKind whole{.kind = cue.kind, .form = Form::Whole};
  const std::string_view next = trimmed(rest);
  if (next.empty() || next.starts_with('(')) return as_words;
  const std::string_view numbered = without_number_sign(next);
  if (const std::size_t size = number(numbered); size > 0) {
    // "Recommendations a" is numbered only if a mark follows, for "a" is a word as well.
    const std::string_view after = numbered.substr(size);
    const bool apart = next.size() < rest.size() || digit(numbered) > 0 || numeral(numbered) > 0;
    const bool word = is_ascii_letter(numbered[0]) && size == 1 && after.starts_with(' ');
    if (apart && !word) return whole;
  }
  for (const std::string_view mark : {":", ".", "–", "—", "- "})
    if (next.starts_with(mark)) return trimmed(next.substr(mark.size())).empty() ? as_words : whole;
  for (const std::string_view mark : {",", "/", "&", ";", "、", "،"})
    if (next.starts_with(mark)) return as_words;
  const bool apart = next.size() < rest.size() || cue.language == "zh";
  return apart && starts_with_function_word(next, cue.language) ? as_words : none;
}

HeadingKind HeadingKinds::find(std::string_view title) const {
  const std::string heading = folded(title);
  const std::string_view text = without_numbering(heading);
  HeadingKind best{};
  std::size_t words = 0;
  for (const Cue& cue : cues_) {
    if (!best.kind.empty() && cue.words.size() < words) break;
    if (!text.starts_with(cue.words)) continue;
    const HeadingKind found = read_rest(cue, text.substr(cue.words.size()));
    if (found.kind.empty() || (!best.kind.empty() && found.kind != best.kind)) continue;
    const bool plural = found.form == Form::Plural && best.form != Form::Plural;
    if (best.kind.empty() || plural) best = found;
    words = cue.words.size();
  }
  return best;
}

}  // namespace entrepot
