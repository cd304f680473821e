#include "model/text/word_parts.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "model/text/code_points.h"

namespace entrepot::text {
namespace {

Block block_of(UChar32 c) {
  if (c < 0x1100) return Block::None;
  if (c == 0x30FC) return Block::HanKana;  // the long-vowel mark has no script of its own
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return Block::HanKana;
    case USCRIPT_HANGUL:
      return Block::Hangul;
    default:
      return Block::None;
  }
}

bool is_digit(UChar32 c) { return c >= '0' && c <= '9'; }

/// French, Catalan and Italian words that lose their last vowel before another word.
constexpr std::array<std::string_view, 26> kElided{
    "l",      "d",      "j",      "m",      "t",    "s",   "n",     "c",    "qu",
    "jusqu",  "lorsqu", "puisqu", "quoiqu", "dell", "all", "nell",  "sull", "dall",
    "quelqu", "presqu", "entr",   "un",     "coll", "dev", "quest", "quell"};

enum class Sort { Letter, Digit, Mark, Sign };

Sort sort_of(UChar32 c) {
  if (c < 0x80) return is_digit(c) ? Sort::Digit : u_isalpha(c) ? Sort::Letter : Sort::Sign;
  const auto mask = U_GET_GC_MASK(c);
  if ((mask & U_GC_M_MASK) != 0) return Sort::Mark;
  return (mask & (U_GC_L_MASK | U_GC_N_MASK)) != 0 ? Sort::Letter : Sort::Sign;
}

/// Whether a sign holds together what stands on both sides: "o'brien", "7.4", Catalan "l·l" and
/// Hebrew abbreviations.
bool joins(UChar32 sign, Sort before, Sort after) {
  if (sign == '.') return before == Sort::Digit && after == Sort::Digit;
  if (sign != '\'' && sign != '"' && sign != 0x00B7) return false;
  return before == Sort::Letter && after == Sort::Letter;
}

/// "a.e.o": single letters with points between.
bool is_abbreviation(std::string_view word) {
  bool letter_due = true;
  for (std::size_t at = 0; at < word.size(); letter_due = !letter_due) {
    const UChar32 c = next_code_point(word, at);
    if (letter_due ? sort_of(c) != Sort::Letter : c != '.') return false;
  }
  return !letter_due && word.find('.') != std::string_view::npos;
}

/// The comma or apostrophe that groups the digits of "1,234,567.89" by three, or 0.
char thousands_sign(std::string_view number) {
  const std::size_t first = number.find_first_of(",'");
  if (first == std::string_view::npos || first == 0 || first > 3) return 0;
  std::size_t at = 0;
  while (at < first)
    if (!is_digit(number[at++])) return 0;
  while (at < number.size() && number[at] == number[first]) {
    for (std::size_t i = 1; i <= 3; ++i)
      if (at + i >= number.size() || !is_digit(number[at + i])) return 0;
    at += 4;
  }
  if (at < number.size() && number[at++] != '.') return 0;
  return std::all_of(number.begin() + static_cast<std::ptrdiff_t>(at), number.end(), is_digit)
             ? number[first]
             : '\0';
}

/// "12,5", as most of the world writes twelve and a half.
bool has_decimal_comma(std::string_view number) {
  const std::size_t comma = number.find(',');
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  return comma != std::string_view::npos && number.size() - comma <= 3 &&
         digits(number.substr(0, comma)) && digits(number.substr(comma + 1));
}

/// Leaves the word itself: "l'école" -> "école", "bolivia's" -> "bolivia".
void trim_apostrophes(std::string_view text, WordPart& word) {
  constexpr std::string_view kPossessive = "'s";
  const auto now = [&] { return text.substr(word.begin, word.end - word.begin); };
  while (now().size() > kPossessive.size() && now().ends_with(kPossessive))
    word.end -= kPossessive.size();
  for (std::size_t at = now().find('\''); at != std::string_view::npos; at = now().find('\'')) {
    if (std::find(kElided.begin(), kElided.end(), now().substr(0, at)) == kElided.end()) return;
    word.begin += at + 1;
  }
}

/// Thai makes a noun of any verb by a word before it, which ICU's dictionary knows of some verbs
/// and not of others. Cut off always, "นำเข้า" (to import) is found in "การนำเข้า" (importing).
/// @return the length of that word at the front of `word`, or 0.
std::size_t thai_noun_maker(std::string_view word) {
  constexpr std::array<std::string_view, 2> kMakers{"การ", "ความ"};
  for (const std::string_view maker : kMakers) {
    if (!word.starts_with(maker)) continue;
    std::size_t at = maker.size();
    if (at == word.size()) return 0;
    const UChar32 first = next_code_point(word, at);
    const bool begins_word = (first >= 0x0E01 && first <= 0x0E2E) ||  // consonant
                             (first >= 0x0E40 && first <= 0x0E44);    // vowel written before it
    if (!begins_word || at == word.size()) return 0;
    constexpr UChar32 kSilent = 0x0E4C;  // its consonant belongs to the word: "การณ์"
    return next_code_point(word, at) == kSilent ? 0 : maker.size();
  }
  return 0;
}

/// Cuts at every sign that does not join and wherever the block changes.
class Cutter {
 public:
  Cutter(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text.substr(0, end)), at_(begin) {}

  std::vector<WordPart> run() {
    while (at_ < text_.size()) {
      const std::size_t here = at_;
      const UChar32 c = next_code_point(text_, at_);
      const Sort sort = sort_of(c);
      if (sort == Sort::Sign) {
        if (!joins(c, before_, next_sort())) close();
      } else if (sort == Sort::Mark) {
        if (open_) part_.end = at_;
      } else {
        if (open_ && part_.block != block_of(c)) close();
        if (!open_) part_ = {.begin = here, .block = block_of(c)};
        open_ = true;
        part_.end = at_;
        before_ = sort;
      }
    }
    close();
    return std::move(parts_);
  }

 private:
  [[nodiscard]] Sort next_sort() const {
    std::size_t at = at_;
    return at < text_.size() ? sort_of(next_code_point(text_, at)) : Sort::Sign;
  }

  void close() {
    before_ = Sort::Sign;
    if (!open_) return;
    open_ = false;
    if (part_.block == Block::None) trim_apostrophes(text_, part_);
    const std::string_view word = text_.substr(part_.begin, part_.end - part_.begin);
    if (const std::size_t maker = thai_noun_maker(word); maker > 0) {
      parts_.push_back({.begin = part_.begin, .end = part_.begin + maker});
      part_.begin += maker;
    }
    parts_.push_back(part_);
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<WordPart> parts_{};
  WordPart part_{};
  bool open_ = false;
  Sort before_ = Sort::Sign;  ///< What a sign would join.
};

}  // namespace

std::vector<WordPart> word_parts(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const auto is_plain = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
  if (std::all_of(word.begin(), word.end(), is_plain)) return {{.begin = begin, .end = end}};
  if (is_abbreviation(word)) return {{.begin = begin, .end = end, .dropped = '.'}};
  if (const char sign = thousands_sign(word); sign != 0)
    return {{.begin = begin, .end = end, .dropped = sign}};
  if (has_decimal_comma(word)) return {{.begin = begin, .end = end}};
  return Cutter(text, begin, end).run();
}

std::string written(std::string_view text, const WordPart& part) {
  std::string word(text.substr(part.begin, part.end - part.begin));
  if (part.dropped != 0) std::erase(word, part.dropped);
  return word;
}

}  // namespace entrepot::text
