#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "model/error.h"
#include "model/text/analyser.h"
#include "model/text/code_points.h"
#include "model/text/fold.h"
#include "model/text/normalise.h"
#include "model/text/unicode.h"
#include "model/text/word_parts.h"

namespace entrepot {
namespace {

using text::Block;
using text::WordPart;

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

/// The word without what people leave out when they type: accents, and apostrophes and points
/// inside.
std::string fold(const std::string& word) {
  std::string out = text::is_ascii(word) ? word : text::without_accents(word);
  std::erase_if(out, [](char c) { return c == '\'' || c == '"'; });
  constexpr std::string_view kMiddleDot = "·";
  for (std::size_t at = out.find(kMiddleDot); at != std::string::npos;
       at = out.find(kMiddleDot, at))
    out.erase(at, kMiddleDot.size());
  return out;
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
        for (const WordPart& part :
             text::word_parts(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(end)))
          add_word(part);
    return std::move(tokens_);
  }

 private:
  void add_word(const WordPart& part) {
    Token token;
    token.word = written(normalised_.text, part);
    token.folded = part.block == Block::None ? fold(token.word) : token.word;
    token.begin = normalised_.origin[part.begin];
    token.end = std::max(normalised_.origin[part.end], after(token.begin));
    token.acronym = is_acronym(original_.substr(token.begin, token.end - token.begin));
    if (!tokens_.empty() && is_apart(part)) ++position_;
    token.position = position_;
    if (part.block != Block::None) {
      token.length = static_cast<unsigned>(count_code_points(token.word));
      if (part.block != last_.block || part.begin != last_.end) ++run_;
      token.run = run_;
    }
    position_ += token.length;
    last_ = part;
    tokens_.push_back(std::move(token));
  }

  [[nodiscard]] bool is_apart(const WordPart& part) const {
    const std::string_view between =
        std::string_view(normalised_.text).substr(last_.end, part.begin - last_.end);
    return between.find_first_of("\n\t") != std::string_view::npos;
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
  WordPart last_{};
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
  if (text.empty()) return {};
  return Tokenizer(text).run();
}

}  // namespace entrepot
