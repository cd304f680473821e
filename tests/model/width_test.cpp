#include "model/text/width.h"

#include <doctest/doctest.h>

namespace entrepot {
namespace {

ShownCharacter shown(std::string_view text) {
  std::size_t at = 0;
  const ShownCharacter first = next_shown(text, at);
  CHECK(at == text.size());
  return first;
}

}  // namespace

TEST_CASE("a character takes the columns a terminal gives it") {
  CHECK(shown("a") == ShownCharacter{"a", 1});
  CHECK(shown("ж") == ShownCharacter{"ж", 1});
  CHECK(shown("ع") == ShownCharacter{"ع", 1});
  CHECK(shown("标") == ShownCharacter{"标", 2});
  CHECK(shown("한") == ShownCharacter{"한", 2});
  CHECK(shown("Ａ") == ShownCharacter{"Ａ", 2});
  CHECK(shown("🚢") == ShownCharacter{"🚢", 2});
  CHECK(shown("\u0301") == ShownCharacter{"\u0301", 0});
  CHECK(shown("\u200D") == ShownCharacter{"\u200D", 0});
  CHECK(shown("ั") == ShownCharacter{"ั", 0});  // a Thai vowel above its consonant
  CHECK(shown("\t") == ShownCharacter{"\t", 1});
}

TEST_CASE("controls, switches of direction and broken bytes are shown as replacements") {
  for (const std::string_view text :
       {"\x1B", "\x7F", "\u0085", "\u202E", "\u2066", "\u2028", "\u2029", "\xFF", "\xC3"})
    CHECK(shown(text) == ShownCharacter{"\uFFFD", 1});
  CHECK(shown(std::string_view("\0", 1)) == ShownCharacter{"\uFFFD", 1});
}

TEST_CASE("a printable line keeps every visible character and nothing else") {
  CHECK(one_printable_line("Boletín 标题 🚢") == "Boletín 标题 🚢");
  CHECK(one_printable_line("a\tb\r\nc") == "a\uFFFDb\uFFFD\uFFFDc");
  CHECK(one_printable_line("").empty());
}

}  // namespace entrepot
