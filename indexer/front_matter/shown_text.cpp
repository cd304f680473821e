#include "indexer/front_matter/shown_text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace entrepot {
namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80)
      out.back() = (out.back() << 6) | (byte & 0x3FU);
    else
      out.push_back(byte < 0x80   ? byte
                    : byte < 0xE0 ? byte & 0x1FU
                    : byte < 0xF0 ? byte & 0x0FU
                                  : byte & 0x07U);
  }
  return out;
}

struct Range {
  char32_t first = 0, last = 0;
};

/// Spaces, controls and what Unicode calls default ignorable; also the blank Braille pattern.
constexpr std::array kInvisible{
    Range{0x00, 0x20},       Range{0x7F, 0xA0},       Range{0xAD, 0xAD},
    Range{0x34F, 0x34F},     Range{0x61C, 0x61C},     Range{0x115F, 0x1160},
    Range{0x1680, 0x1680},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},
    Range{0x2000, 0x200F},   Range{0x2028, 0x202F},   Range{0x205F, 0x206F},
    Range{0x2800, 0x2800},   Range{0x3000, 0x3000},   Range{0x3164, 0x3164},
    Range{0xFE00, 0xFE0F},   Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},
    Range{0xFFF0, 0xFFFB},   Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A},
    Range{0xE0000, 0xE0FFF},
};

bool is_visible(char32_t c) {
  return std::none_of(kInvisible.begin(), kInvisible.end(),
                      [c](const Range& range) { return range.first <= c && c <= range.last; });
}

bool is_isolate(char32_t c) { return c >= 0x2066 && c <= 0x2068; }
bool is_embedding(char32_t c) { return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E; }

}  // namespace

bool has_visible_character(std::string_view text) {
  const std::vector<char32_t> all = code_points(text);
  return std::any_of(all.begin(), all.end(), is_visible);
}

char32_t open_direction(std::string_view text) {
  constexpr char32_t kEndOfEmbedding = 0x202C, kEndOfIsolate = 0x2069;
  std::vector<char32_t> open;
  for (const char32_t c : code_points(text)) {
    if (is_isolate(c) || is_embedding(c)) open.push_back(c);
    // An embedding ends only within the isolate it began in; an isolate ends those within it.
    if (c == kEndOfEmbedding && !open.empty() && is_embedding(open.back())) open.pop_back();
    if (c == kEndOfIsolate && std::any_of(open.begin(), open.end(), is_isolate)) {
      while (!is_isolate(open.back())) open.pop_back();
      open.pop_back();
    }
  }
  return open.empty() ? 0 : open.back();
}

}  // namespace entrepot
