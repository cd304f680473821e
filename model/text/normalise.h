#pragma once

#include <unicode/normalizer2.h>

#include <string>
#include <string_view>
#include <vector>

/// ICU's normal forms, for the files of this folder.
namespace entrepot::text {

/// Text in the form terms are made of, with the way back to the original.
struct Normalised {
  std::string text{};
  std::vector<std::size_t>
      origin{};  ///< For every byte of `text`, and one past it, the byte of the original.
};

/// NFKC with case folding (UAX 31's NFKC_Casefold), and one spelling of what people type in
/// several: Arabic tatweel and vowel signs and Hebrew points off, digits of other scripts as 0-9,
/// every apostrophe as ', a dotted i without its extra dot, Thai and Lao "am" whole.
/// @pre valid UTF-8.
[[nodiscard]] std::string normalise(std::string_view text);
[[nodiscard]] Normalised normalise_with_origin(std::string_view text);

/// Never null in a working installation. @throws Error: ICU's data is missing.
[[nodiscard]] const icu::Normalizer2& nfd();

/// Lower case, NFC.
[[nodiscard]] std::string to_lower_nfc(std::string_view text);

}  // namespace entrepot::text
