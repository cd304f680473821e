#include "model/text/unicode.h"

#include <unicode/coll.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "model/error.h"
#include "model/text/code_points.h"
#include "model/text/fold.h"
#include "model/text/normalise.h"

namespace entrepot {
namespace {

void append(std::string& out, char32_t c) { text::append_code_point(out, static_cast<UChar32>(c)); }

template <typename Visit>
void for_each_code_point(std::string_view utf8, Visit visit) {
  for (std::size_t i = 0; i < utf8.size();) {
    const UChar32 c = text::next_code_point(utf8, i);
    visit(static_cast<char32_t>(c < 0 ? 0xFFFD : c));
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
  UChar32 before = 0;
  for_each_code_point(text::to_lower_nfc(text), [&](char32_t letter) {
    const auto c = static_cast<UChar32>(letter);
    // Soft hyphens, joiners and emoji selectors are seen by nobody; a Turkish capital leaves a dot.
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
    if (c == 0x0307 && before == 'i') return;
    before = c;
    const auto mask = U_GET_GC_MASK(c);
    const bool is_mark = (mask & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
    const bool kept = is_mark ? !gap && !out.empty() : (mask & (U_GC_L_MASK | U_GC_ND_MASK)) != 0;
    if (!kept) {
      gap = !out.empty();
      return;
    }
    if (gap) out += '-';
    gap = false;
    append(out, letter);
  });
  return out;
}

std::string fold_case(std::string_view text) { return collapse_space(text::normalise(text)); }

std::string fold_accents(std::string_view text) { return text::without_accents(fold_case(text)); }

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

bool has_small_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (u_islower(text::next_code_point(text, at))) return true;
  return false;
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
