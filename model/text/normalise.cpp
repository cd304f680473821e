#include "model/text/normalise.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/uchar.h>

#include "model/error.h"
#include "model/text/code_points.h"

namespace entrepot::text {
namespace {

using Instance = const icu::Normalizer2* (*)(UErrorCode&);

const icu::Normalizer2& normalizer(Instance instance) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = instance(status);
  if (U_FAILURE(status) || found == nullptr)
    throw Error("ICU's normalisation data is missing", "install libicu72");
  return *found;
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

/// Signs that a writer may leave out without changing the word: Arabic tatweel and vowel signs,
/// Koranic marks, and the dot that case folding leaves on a Turkish capital I.
bool is_dropped(UChar32 c, UChar32 before) {
  return c == 0x0640 || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
         (c == 0x0307 && before == 'i');
}

/// Appends what stands for one normalised code point, if anything does.
void append(std::string& out, UChar32 c) {
  if (c >= 0x80 && u_isdigit(c)) c = '0' + u_charDigitValue(c);
  append_code_point(out, c);
}

}  // namespace

const icu::Normalizer2& nfd() {
  static const icu::Normalizer2& kForm = normalizer(&icu::Normalizer2::getNFDInstance);
  return kForm;
}

Normalised normalise_with_origin(std::string_view text) {
  static const icu::Normalizer2& kForm = normalizer(&icu::Normalizer2::getNFKCCasefoldInstance);
  UErrorCode status = U_ZERO_ERROR;
  std::string folded;
  folded.reserve(text.size());
  icu::StringByteSink<std::string> sink(&folded);
  icu::Edits edits;
  kForm.normalizeUTF8(0, piece(text), sink, &edits, status);
  if (U_FAILURE(status)) throw Error("a text cannot be normalised");

  // Where each byte of the folded text comes from: unchanged stretches byte by byte, a changed one
  // as a whole, so that a mark never cuts a letter in two.
  std::vector<std::size_t> origin;
  origin.reserve(folded.size() + 1);
  for (auto edit = edits.getFineIterator(); edit.next(status);)
    for (int32_t i = 0; i < edit.newLength(); ++i)
      origin.push_back(static_cast<std::size_t>(edit.sourceIndex() + (edit.hasChange() ? 0 : i)));
  origin.push_back(text.size());

  Normalised out;
  out.text.reserve(folded.size());
  out.origin.reserve(origin.size());
  UChar32 before = 0;
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t start = i;
    const UChar32 c = next_code_point(folded, i);
    if (!is_dropped(c, before)) append(out.text, c);
    while (out.origin.size() < out.text.size()) out.origin.push_back(origin[start]);
    before = c;
  }
  out.origin.push_back(text.size());
  return out;
}

std::string normalise(std::string_view text) { return normalise_with_origin(text).text; }

std::string to_lower_nfc(std::string_view text) {
  static const icu::Normalizer2& kForm = normalizer(&icu::Normalizer2::getNFCInstance);
  UErrorCode status = U_ZERO_ERROR;
  std::string lower, out;
  icu::StringByteSink<std::string> lower_sink(&lower);
  icu::CaseMap::utf8ToLower("", 0, piece(text), lower_sink, nullptr, status);
  icu::StringByteSink<std::string> sink(&out);
  kForm.normalizeUTF8(0, lower, sink, nullptr, status);
  if (U_FAILURE(status)) throw Error("a text cannot be normalised");
  return out;
}

}  // namespace entrepot::text
