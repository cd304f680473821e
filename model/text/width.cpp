#include "model/text/width.h"

#include <unicode/uchar.h>

#include "model/text/code_points.h"

namespace entrepot {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

/// Embeddings, overrides and isolates: they can make a line read otherwise than it is written.
bool switches_direction(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_shown_as_written(UChar32 c) {
  const int type = u_charType(c);
  return c >= 0 && !switches_direction(c) && type != U_LINE_SEPARATOR &&
         type != U_PARAGRAPH_SEPARATOR && (type != U_CONTROL_CHAR || c == '\t');
}

unsigned columns_of(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

ShownCharacter next_shown(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  const UChar32 c = text::next_code_point(text, at);
  if (!is_shown_as_written(c)) return {.text = std::string(kReplacement)};
  return {.text = std::string(text.substr(begin, at - begin)), .columns = columns_of(c)};
}

std::string one_printable_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const ShownCharacter next = next_shown(text, at);
    out += next.text == "\t" ? kReplacement : std::string_view(next.text);
  }
  return out;
}

}  // namespace entrepot
