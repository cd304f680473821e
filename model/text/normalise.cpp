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

bool between(UChar32 c, UChar32 first, UChar32 last) { return c >= first && c <= last; }

/// Signs that a writer may leave out without changing the word: Arabic tatweel, vowel and Koranic
/// signs, Hebrew points, what encloses a letter, and the dot that case folding leaves on a Turkish
/// capital I.
bool is_dropped(UChar32 c, UChar32 before) {
  if (c < 0x0307) return false;
  if (c == 0x0307) return before == 'i';
  if (c < 0x0591) return false;
  if (c < 0x0610) return (c <= 0x05C7 && c != 0x05BE && c != 0x05C0 && c != 0x05C3 && c != 0x05C6);
  if (c < 0x0900)
    return c == 0x0640 || c == 0x0670 || between(c, 0x0610, 0x061A) || between(c, 0x064B, 0x065F) ||
           between(c, 0x06D6, 0x06DC) || between(c, 0x06DF, 0x06E4) || c == 0x06E7 || c == 0x06E8 ||
           between(c, 0x06EA, 0x06ED) || between(c, 0x08D3, 0x08E1) || between(c, 0x08E3, 0x08FF);
  return between(c, 0x20DD, 0x20E0) || between(c, 0x20E2, 0x20E4);
}

/// What one code point is written as, where people type one thing in several ways.
UChar32 usual(UChar32 c) {
  if (c < 0x80) return c;
  switch (c) {
    case 0x2018:  // quotation marks, and the modifier letters of Uzbek, Ukrainian and others
    case 0x2019:
    case 0x201B:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x055A:
    case 0x05F3:
    case 0xA78C:
      return '\'';
    case 0x05F4:
      return '"';
    case 0x066B:
      return '.';
    case 0x066C:
      return ',';
    default:
      return u_isdigit(c) ? '0' + u_charDigitValue(c) : c;
  }
}

constexpr std::string_view kTradeMark = "™", kServiceMark = "℠";

constexpr std::string_view kThaiE = "เ", kThaiAe = "แ", kNikhahit = "\u0E4D", kSaraAm = "\u0E33",
                           kLaoNiggahita = "\u0ECD", kLaoAm = "\u0EB3";
constexpr std::size_t kThaiBytes = 3;

/// Builds the normal form one code point at a time.
class Builder {
 public:
  explicit Builder(std::size_t bytes) {
    out_.text.reserve(bytes);
    out_.origin.reserve(bytes + 1);
  }

  void add(UChar32 c, std::size_t origin) {
    if (is_dropped(c, before_)) return;
    if (!compose(c, origin)) {
      append_code_point(out_.text, usual(c));
      while (out_.origin.size() < out_.text.size()) out_.origin.push_back(origin);
    }
    before_ = c;
  }

  [[nodiscard]] UChar32 before() const { return before_; }

  Normalised finish(std::size_t bytes) {
    out_.origin.push_back(bytes);
    return std::move(out_);
  }

 private:
  /// NFKC takes Thai and Lao "am" apart, in which form ICU's dictionaries know no word that has
  /// it. Thai is also typed with the ring before the tone, and with two "e" for "ae".
  bool compose(UChar32 c, std::size_t origin) {
    if (c == 0x0E40) return replace_last(kThaiE, kThaiAe);
    if (c == 0x0EB2) return replace_last(kLaoNiggahita, kLaoAm);
    if (c != 0x0E32) return false;
    if (replace_last(kNikhahit, kSaraAm)) return true;
    if (!between(before_, 0x0E48, 0x0E4B) || out_.text.size() < 2 * kThaiBytes) return false;
    const std::size_t ring = out_.text.size() - 2 * kThaiBytes;
    if (std::string_view(out_.text).substr(ring, kThaiBytes) != kNikhahit) return false;
    out_.text.erase(ring, kThaiBytes);
    out_.origin.resize(out_.text.size());
    out_.text += kSaraAm;
    while (out_.origin.size() < out_.text.size()) out_.origin.push_back(origin);
    return true;
  }

  bool replace_last(std::string_view last, std::string_view with) {
    if (!out_.text.ends_with(last)) return false;
    out_.text.replace(out_.text.size() - last.size(), last.size(), with);
    return true;
  }

  Normalised out_{};
  UChar32 before_ = 0;
};

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && u_isalpha(next_code_point(text, at));
}

/// Casefolding would drop a zero width space, which parts words in Thai and in pasted text. In its
/// place come as many spaces as it has bytes, so that every place stays what it was.
std::string with_spaces(std::string_view text) {
  constexpr std::string_view kZeroWidthSpace = "\u200B";
  std::string out(text);
  for (std::size_t at = out.find(kZeroWidthSpace); at != std::string::npos;
       at = out.find(kZeroWidthSpace, at))
    out.replace(at, kZeroWidthSpace.size(), kZeroWidthSpace.size(), ' ');
  return out;
}

}  // namespace

const icu::Normalizer2& nfd() {
  static const icu::Normalizer2& kForm = normalizer(&icu::Normalizer2::getNFDInstance);
  return kForm;
}

Normalised normalise_with_origin(std::string_view original) {
  const std::string spaced = with_spaces(original);
  const std::string_view text = spaced;
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

  Builder builder(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t from = origin[i];
    UChar32 c = next_code_point(folded, i);
    if (c == 't' || c == 's') {
      // "ASYCUDA™" is not the word "asycudatm".
      const std::string_view source = text.substr(from);
      if (source.starts_with(kTradeMark) || source.starts_with(kServiceMark)) {
        next_code_point(folded, i);
        c = ' ';
      }
    } else if (c == '`' && u_isalpha(builder.before()) && is_letter_at(folded, i)) {
      c = '\'';
    }
    builder.add(c, from);
  }
  return builder.finish(text.size());
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
