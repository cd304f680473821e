#include "model/text/unicode.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "model/error.h"
#include "model/text/code_points.h"
#include "model/text/normalise.h"

namespace entrepot {
namespace {

/// Letters that no decomposition takes apart but people write plainly.
constexpr std::array<std::pair<char32_t, std::string_view>, 21> kPlain{{
    {U'ø', "o"},
    {U'ł', "l"},
    {U'đ', "d"},
    {U'ı', "i"},
    {U'æ', "ae"},
    {U'œ', "oe"},
    {U'ð', "d"},
    {U'þ', "th"},
    {U'ħ', "h"},
    {U'ŧ', "t"},
    {U'ŋ', "n"},
    {U'ɖ', "d"},
    {U'ƒ', "f"},
    {U'ʻ', ""},
    {U'ё', "е"},  // Cyrillic io is often typed as ie; й is a letter of
                  // its own and stays
    {U'آ', "ا"},
    {U'أ', "ا"},
    {U'ٱ', "ا"},
    {U'إ', "ا"},
    {U'ى', "ي"},
    {U'ة', "ه"},
}};

bool is_latin_or_greek(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

void append(std::string& out, char32_t c) { text::append_code_point(out, static_cast<UChar32>(c)); }

template <typename Visit>
void for_each_code_point(std::string_view utf8, Visit visit) {
  for (std::size_t i = 0; i < utf8.size();) {
    const UChar32 c = text::next_code_point(utf8, i);
    visit(static_cast<char32_t>(c < 0 ? 0xFFFD : c));
  }
}

/// The code point without its marks, if it is a Latin or Greek letter that decomposes.
char32_t base_letter(char32_t c) {
  if (c < 0x80 || !is_latin_or_greek(c)) return c;
  const icu::Normalizer2& nfd = text::nfd();
  for (char32_t base = c;;) {
    icu::UnicodeString decomposed;
    if (!nfd.getDecomposition(static_cast<UChar32>(base), decomposed)) return base;
    base = static_cast<char32_t>(decomposed.char32At(0));
  }
}

std::string collapse_space(std::string_view text) {
  std::string out;
  bool space = false;
  for_each_code_point(text, [&](char32_t c) {
    if (u_isUWhiteSpace(static_cast<UChar32>(c))) {
      space = !out.empty();
      return;
    }
    if (space) out += ' ';
    space = false;
    append(out, c);
  });
  return out;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (text::next_code_point(text, i) <= 0) return start;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::string to_anchor(std::string_view text) {
  std::string out;
  bool gap = false;
  for_each_code_point(text::to_lower_nfc(text), [&](char32_t c) {
    const auto category = static_cast<UCharCategory>(u_charType(static_cast<UChar32>(c)));
    const bool kept = (U_MASK(category) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
    if (!kept) {
      gap = !out.empty();
      return;
    }
    if (gap) out += '-';
    gap = false;
    append(out, c);
  });
  return out;
}

std::string fold_case(std::string_view text) { return collapse_space(text::normalise(text)); }

std::string fold_accents(std::string_view text) {
  std::string out;
  bool after_latin = false;
  for_each_code_point(fold_case(text), [&](char32_t c) {
    if (const auto plain = std::find_if(kPlain.begin(), kPlain.end(),
                                        [c](const auto& row) { return row.first == c; });
        plain != kPlain.end()) {
      out += plain->second;
      after_latin = is_latin_or_greek(c);
      return;
    }
    // A mark that composes with nothing still belongs to the letter before it.
    if (after_latin && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK) return;
    after_latin = is_latin_or_greek(c);
    append(out, base_letter(c));
  });
  return out;
}

std::string collation_key(std::string_view text, std::size_t bytes) {
  // A collator may be shared between threads for reading; making one loads data.
  static const std::unique_ptr<const icu::Collator> kCollator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> collator(
        icu::Collator::createInstance(icu::Locale::getRoot(), status));
    if (U_SUCCESS(status)) collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    if (U_FAILURE(status)) throw Error("ICU's collation data is missing", "install libicu72");
    return collator;
  }();
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key(static_cast<std::size_t>(kCollator->getSortKey(source, nullptr, 0)), '\0');
  kCollator->getSortKey(source, reinterpret_cast<uint8_t*>(key.data()),
                        static_cast<int32_t>(key.size()));
  while (!key.empty() && key.back() == '\0') key.pop_back();  // the terminator
  key.resize(std::min(key.size(), bytes));
  return key;
}

bool is_right_to_left(std::string_view text) {
  std::size_t left = 0, right = 0;
  for_each_code_point(text, [&](char32_t c) {
    const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
    if (direction == U_LEFT_TO_RIGHT) ++left;
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) ++right;
  });
  return right > left;
}

}  // namespace entrepot
