#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// UTF-8 one code point at a time.
namespace entrepot::text {

/// The code point at byte `at`, which moves past it; negative where UTF-8 breaks.
inline UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, at, text.size(), c);
  return c;
}

inline void append_code_point(std::string& out, UChar32 c) {
  uint8_t bytes[4] = {};
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  out.append(reinterpret_cast<const char*>(bytes), size);
}

/// A text as its code points, each by itself.
[[nodiscard]] inline std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    next_code_point(text, at);
    out.emplace_back(text.substr(begin, at - begin));
  }
  return out;
}

}  // namespace entrepot::text
