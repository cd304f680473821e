#include "indexer/unsupported_markdown.h"

#include <algorithm>

namespace entrepot {
namespace {

constexpr std::string_view kTable =
    "tables are not supported yet and are printed as plain text; write a list";
constexpr std::string_view kFootnote =
    "footnotes are not supported yet and are printed as plain text, or lost; write the note into "
    "the text";

/// Without what quotations and indentation put before a line's text, and without white space after.
std::string_view text_of(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t>"), line.size()));
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);  // npos + 1 is 0
}

/// The line under a table's first: "| --- | :-: |".
bool is_rule_of_table(std::string_view text) {
  return text.find_first_not_of("|-: \t") == std::string_view::npos &&
         text.find('|') != std::string_view::npos && text.find('-') != std::string_view::npos;
}

/// "[^1]: See the annex."
bool is_footnote(std::string_view text) {
  if (!text.starts_with("[^")) return false;
  const std::size_t end = text.find(']');
  return end != std::string_view::npos && end > 2 && text.substr(end + 1).starts_with(':');
}

}  // namespace

std::vector<UnsupportedLine> find_unsupported(std::string_view body,
                                              const std::vector<bool>& is_literal) {
  std::vector<UnsupportedLine> found;
  std::string_view before;  // the line above, unless it is literal
  std::size_t line = 1;
  for (std::size_t at = 0; at < body.size(); ++line) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::string_view text = text_of(body.substr(at, end - at));
    at = end + 1;
    if (line < is_literal.size() && is_literal[line]) text = {};
    if (is_footnote(text)) found.push_back({.line = line, .message = kFootnote});
    if (is_rule_of_table(text) && before.find('|') != std::string_view::npos &&
        !is_rule_of_table(before))
      found.push_back({.line = line - 1, .message = kTable});
    before = text;
  }
  return found;
}

}  // namespace entrepot
