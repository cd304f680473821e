#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "model/error.h"
#include "model/text/analyser.h"
#include "model/text/code_points.h"
#include "model/text/normalise.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// A break iterator may not be shared between threads, and making one loads dictionaries.
icu::BreakIterator& word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> kBreaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw Error("ICU's word dictionaries are missing", "install libicu72");
    return breaks;
  }();
  return *kBreaks;
}

/// Scripts written without spaces of which we index characters and pairs. 0 = other scripts.
enum class Block { None, HanKana, Hangul };

Block block_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return Block::HanKana;
    case USCRIPT_HANGUL:
      return Block::Hangul;
    default:
      return c == 0x30FC ? Block::HanKana
                         : Block::None;  // the long-vowel mark has no script of its own
  }
}

/// A stretch of the normalised text, [begin, end).
struct Stretch {
  std::size_t begin = 0, end = 0;
};

constexpr std::string_view kRightQuote = "’";

/// The length of an apostrophe at `at`, or 0.
std::size_t apostrophe(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '\'') return 1;
  return text.substr(at).starts_with(kRightQuote) ? kRightQuote.size() : 0;
}

/// French, Catalan and Italian words that lose their last vowel before another word.
constexpr std::array<std::string_view, 21> kElided{
    "l",      "d",      "j",      "m",    "t",   "s",    "n",    "c",    "qu", "jusqu", "lorsqu",
    "puisqu", "quoiqu", "quelqu", "dell", "all", "nell", "sull", "dall", "un", "presqu"};

/// Leaves the word itself: "l'école" -> "école", "bolivia's" -> "bolivia".
void trim_apostrophes(std::string_view text, Stretch& word) {
  for (std::size_t at = word.begin; at < word.end; ++at) {
    const std::size_t length = apostrophe(text, at);
    if (length == 0) continue;
    const std::string_view before = text.substr(word.begin, at - word.begin);
    const std::string_view after = text.substr(at + length, word.end - at - length);
    if (after == "s") {
      word.end = at;
    } else if (!after.empty() &&
               std::find(kElided.begin(), kElided.end(), before) != kElided.end()) {
      word.begin = at + length;
    }
    return;
  }
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// "a.e.o" -> "aeo"; "1,000" and "1'000" -> "1000". Other words come back as they are.
std::string join_parts(std::string_view word) {
  std::string joined;
  const std::size_t dot = word.find('.');
  if (dot == 1 && !is_ascii_digit(word[0])) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (i % 2 == 1 && word[i] != '.') return std::string(word);
      if (i % 2 == 0) joined += word[i];
    }
    return joined;
  }
  const std::size_t first = word.find_first_of(",'");
  if (first == std::string_view::npos || first == 0 || first > 3) return std::string(word);
  const char separator = word[first];
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool is_place = i >= first && (i - first) % 4 == 0;
    if (is_place ? word[i] != separator : !is_ascii_digit(word[i])) return std::string(word);
    if (!is_place) joined += word[i];
  }
  return (word.size() - first) % 4 == 0 ? joined : std::string(word);
}

/// Written in capitals: two letters or more, and no small one.
bool is_acronym(std::string_view original) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < original.size();) {
    const UChar32 c = text::next_code_point(original, at);
    if (c < 0) continue;
    if (u_islower(c)) return false;
    if (u_isupper(c)) ++capitals;
  }
  return capitals >= 2;
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text)
      : original_(text), normalised_(text::normalise_with_origin(text)) {}

  std::vector<Token> run() {
    const std::string& text = normalised_.text;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, decltype(&utext_close)> view(
        utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status),
        &utext_close);
    icu::BreakIterator& breaks = word_breaks();
    breaks.setText(view.get(), status);
    if (U_FAILURE(status)) throw Error("a text cannot be split into words");
    int32_t begin = breaks.first();
    for (int32_t end = breaks.next(); end != icu::BreakIterator::DONE;
         begin = end, end = breaks.next())
      if (breaks.getRuleStatus() >= UBRK_WORD_NUMBER)
        add_segment({static_cast<std::size_t>(begin), static_cast<std::size_t>(end)});
    return std::move(tokens_);
  }

 private:
  /// ICU keeps "snake_case" whole; its words are found apart.
  void add_segment(Stretch segment) {
    for (std::size_t at = segment.begin; at < segment.end;) {
      const std::size_t end = std::min(normalised_.text.find('_', at), segment.end);
      if (end > at) add_word({at, end});
      at = end + 1;
    }
  }

  void add_word(Stretch stretch) {
    const std::string_view text = normalised_.text;
    std::size_t next = stretch.begin;
    const Block block = block_of(text::next_code_point(text, next));
    if (block == Block::None) trim_apostrophes(text, stretch);
    Token token;
    const std::string_view word = text.substr(stretch.begin, stretch.end - stretch.begin);
    token.word = block == Block::None ? join_parts(word) : std::string(word);
    if (token.word.empty()) return;
    token.folded = is_ascii(token.word) ? token.word : fold_accents(token.word);
    token.begin = normalised_.origin[stretch.begin];
    token.end = std::max(normalised_.origin[stretch.end], after(token.begin));
    token.acronym = is_acronym(original_.substr(token.begin, token.end - token.begin));
    token.position = position_;
    if (block != Block::None) {
      token.length = static_cast<unsigned>(count_code_points(token.word));
      if (block != last_block_ || stretch.begin != last_end_) ++run_;
      token.run = run_;
    }
    position_ += token.length;
    last_block_ = block;
    last_end_ = stretch.end;
    tokens_.push_back(std::move(token));
  }

  /// The byte after the code point at `at`: a letter that became several ends with the whole
  /// letter.
  [[nodiscard]] std::size_t after(std::size_t at) const {
    text::next_code_point(original_, at);
    return at;
  }

  std::string_view original_;
  text::Normalised normalised_;
  std::vector<Token> tokens_{};
  unsigned position_ = 0;
  unsigned run_ = 0;
  Block last_block_ = Block::None;
  std::size_t last_end_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
  if (text.empty()) return {};
  return Tokenizer(text).run();
}

}  // namespace entrepot
