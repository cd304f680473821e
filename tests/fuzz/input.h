#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "model/text/unicode.h"

namespace entrepot::fuzz {

/// The bytes of one run as text.
inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// The same as text that has passed the check of all text: '?' for what is no UTF-8.
inline std::string whole_text_of(const std::uint8_t* bytes, std::size_t size) {
  std::string text(text_of(bytes, size));
  std::size_t at = 0;
  while (const std::optional<std::size_t> wrong =
             find_invalid_utf8(std::string_view(text).substr(at))) {
    at += *wrong;
    text[at] = '?';
  }
  return text;
}

/// Ends the run, and so the search, if something does not hold that is promised.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace entrepot::fuzz
