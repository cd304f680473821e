#include "indexer/source/yaml_messages.h"

#include <fmt/format.h>

#include <array>

namespace entrepot {
namespace {

/// What it says, and what an author can do about it. Prefixes, because some of its messages end in
/// the character found.
struct Translation {
  std::string_view theirs, ours;
};
constexpr std::array kTranslations{
    Translation{"illegal map value",
                "a colon and a space cannot stand inside a plain value; put the whole value in "
                "straight double quotes, or begin a new key at the start of its line"},
    Translation{"end of map not found",
                "this does not belong to what stands before it; write 'key: value', indented as "
                "the keys above"},
    Translation{"end of map flow not found", "a '{' before this is never closed; write '}'"},
    Translation{"end of sequence flow not found",
                "a '[' before this is never closed; write ']' after the last value"},
    Translation{"end of sequence not found",
                "this is no item of the list above it; write '- ' before it, or indent it as the "
                "keys above"},
    Translation{"illegal flow end",
                "this bracket closes nothing; remove it, or put the value in double quotes"},
    Translation{"illegal block entry",
                "a list cannot begin here; write [a, b], or each '- item' on a line of its own"},
    Translation{"illegal map key", "'?' cannot begin a key here; put the value in double quotes"},
    Translation{"illegal tab when looking for indentation",
                "a tab cannot indent; use spaces instead"},
    Translation{"unknown token",
                "a value cannot begin with this character; put the value in double quotes"},
    Translation{"the referenced anchor is not defined", kAliasMessage},
    Translation{"alias not found after *", kAliasMessage},
    Translation{"illegal character found while scanning alias", kAliasMessage},
    Translation{"aliases can't have any content", kAliasMessage},
    Translation{"anchor not found after &", kAnchorMessage},
    Translation{"illegal character found while scanning anchor", kAnchorMessage},
    Translation{"unknown escape character",
                "'\\' has a meaning inside double quotes; write '\\\\', or use single quotes"},
    Translation{"bad character found while scanning hex number",
                "'\\x', '\\u' and '\\U' need 2, 4 and 8 hexadecimal digits; write '\\\\' if a "
                "backslash is meant"},
    Translation{"invalid unicode",
                "there is no such character; write '\\\\' if a backslash is meant"},
    Translation{
        "illegal document indicator in scalar",
        "'---' or '...' cannot stand inside a quoted value; close the quotation mark first"},
    Translation{
        "unexpected character in block scalar",
        "nothing can stand on the line of '|' or '>'; write the text on the lines below it, "
        "or in double quotes"},
    Translation{
        "cannot set zero indentation for a block scalar",
        "nothing can stand on the line of '|' or '>'; write the text on the lines below it, "
        "or in double quotes"},
    Translation{"tag handle with no suffix", kTagMessage},
    Translation{"illegal character found while scanning tag handle", kTagMessage},
    Translation{"end of verbatim tag not found", kTagMessage},
    Translation{"cannot assign multiple tags", kTagMessage},
    Translation{"cannot assign multiple anchors", kAnchorMessage},
    Translation{"illegal EOF in scalar",
                "a quotation mark is never closed; write one at the end of the value"},
};

}  // namespace

std::string to_plain_words(std::string_view message) {
  for (const Translation& one : kTranslations)
    if (message.starts_with(one.theirs)) return std::string(one.ours);
  return fmt::format("this cannot be read as YAML ({}); put the value in double quotes", message);
}

}  // namespace entrepot
