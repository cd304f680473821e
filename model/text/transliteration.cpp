#include "model/text/transliteration.h"

#include <unicode/locid.h>
#include <unicode/translit.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>

#include "model/error.h"
#include "model/text/code_points.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::size_t kLeastLetters = 3;  // of what is left when an ending is off

/// Of names in other cases than the first, the longer first.
constexpr std::array<std::string_view, 13> kRussianEndings{"ой", "ом", "ем", "ей", "ам", "ах", "а",
                                                           "е",  "у",  "ы",  "и",  "ю",  "я"};

using Rules = std::unique_ptr<icu::Transliterator>;

Rules rules(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  Rules made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made)
    throw Error("ICU's transliterations are missing", "install libicu72");
  return made;
}

std::string converted(const icu::Transliterator& rules, std::string_view word) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  rules.transliterate(text);
  text.toLower(icu::Locale::getRoot());
  std::string out;
  text.toUTF8String(out);
  std::erase_if(out, [](char c) { return c == '\'' || c == '"'; });  // soft and hard signs
  constexpr std::string_view kDivider = "·";                         // "irkut·sk"
  for (std::size_t at = out.find(kDivider); at != std::string::npos; at = out.find(kDivider, at))
    out.erase(at, kDivider.size());
  return out;
}

/// The one script of a word's letters.
UScriptCode script_of(std::string_view word) {
  UScriptCode script = USCRIPT_COMMON;
  for (std::size_t at = 0; at < word.size();) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode one = uscript_getScript(text::next_code_point(word, at), &status);
    if (U_FAILURE(status)) return USCRIPT_UNKNOWN;
    if (one == USCRIPT_COMMON || one == USCRIPT_INHERITED) continue;
    if (script != USCRIPT_COMMON && script != one) return USCRIPT_UNKNOWN;
    script = one;
  }
  return script;
}

std::vector<std::string> russian_forms(std::string_view word) {
  std::vector<std::string> forms{std::string(word)};
  for (const std::string_view ending : kRussianEndings) {
    if (!word.ends_with(ending)) continue;
    const std::string rest(word.substr(0, word.size() - ending.size()));
    if (count_code_points(rest) < kLeastLetters) continue;
    forms.push_back(rest + "а");
    forms.push_back(rest);
    break;
  }
  return forms;
}

}  // namespace

std::vector<std::string> in_other_letters(std::string_view folded) {
  std::vector<std::string> out;
  const auto add = [&out](std::string word) {
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
  };
  const UScriptCode script = script_of(folded);
  // Each thread makes its own: they are not to be shared.
  if (script == USCRIPT_CYRILLIC) {
    thread_local const Rules kRussian = rules("Russian-Latin/BGN; Latin-ASCII");
    for (const std::string& form : russian_forms(folded)) add(converted(*kRussian, form));
  } else if (script == USCRIPT_GREEK) {
    thread_local const Rules kGreek = rules("Greek-Latin/UNGEGN; Latin-ASCII");
    add(converted(*kGreek, folded));
  }
  return out;
}

}  // namespace entrepot
