#include "model/text/fold.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/text/code_points.h"
#include "model/text/normalise.h"

namespace entrepot::text {
namespace {

/// Letters that no decomposition takes apart but people write plainly.
constexpr std::array<std::pair<UChar32, std::string_view>, 24> kPlain{{
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
    {0x02BE, ""},  // transliterated hamza and ayin
    {0x02BF, ""},
    {U'ё', "е"},  // Cyrillic io is often typed as ie; й is a letter of its own and
                  // stays
    {U'آ', "ا"},
    {U'أ', "ا"},
    {U'ٱ', "ا"},
    {U'إ', "ا"},
    {U'ى', "ي"},
    {U'ی', "ي"},  // Persian yeh and kaf, typed for Arabic ones and the other way round
    {U'ک', "ك"},
    {U'ة', "ه"},
}};

bool is_latin_or_greek(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

/// The Latin or Greek letter without its marks.
UChar32 base_letter(UChar32 c) {
  for (icu::UnicodeString decomposed; nfd().getDecomposition(c, decomposed);)
    c = decomposed.char32At(0);
  return c;
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string without_accents(std::string_view normalised) {
  std::string out;
  out.reserve(normalised.size());
  bool after_latin = false;
  for (std::size_t i = 0; i < normalised.size();) {
    const UChar32 c = next_code_point(normalised, i);
    if (c < 0x80) {
      append_code_point(out, c < 0 ? 0xFFFD : c);
      after_latin = u_isalpha(c);
      continue;
    }
    if (const auto plain = std::find_if(kPlain.begin(), kPlain.end(),
                                        [c](const auto& row) { return row.first == c; });
        plain != kPlain.end()) {
      out += plain->second;
      after_latin = is_latin_or_greek(c);
      continue;
    }
    // A mark that composes with nothing still belongs to the letter before it.
    if (after_latin && u_charType(c) == U_NON_SPACING_MARK) continue;
    after_latin = is_latin_or_greek(c);
    append_code_point(out, after_latin ? base_letter(c) : c);
  }
  return out;
}

}  // namespace entrepot::text
