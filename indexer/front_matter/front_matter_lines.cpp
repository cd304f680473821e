#include "indexer/front_matter/front_matter_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/key_form.h"
#include "indexer/source/source_text.h"
#include "indexer/source/yaml.h"

namespace entrepot {
namespace {

/// With their line ends.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string_view content_of(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
}
bool is_empty(std::string_view line) { return content_of(line).empty(); }
bool is_comment(std::string_view line) { return line.starts_with('#'); }

/// The lines of one key, its value and what stands directly above it.
struct Block {
  std::size_t place = 0;       ///< Of the key in canonical order.
  std::size_t first_line = 0;  ///< From 0.
  std::size_t end_line = 0;
};

std::size_t place_of(const std::string& key, const std::vector<KeyForm>& keys) {
  return static_cast<std::size_t>(
      std::find_if(keys.begin(), keys.end(), [&](const KeyForm& one) { return one.name == key; }) -
      keys.begin());
}

/// @param lines of the file; line numbers of `root` count from 1.
std::vector<Block> blocks_of(const YamlNode& root, const std::vector<std::string_view>& lines,
                             std::size_t end_line) {
  const std::vector<KeyForm> keys = front_matter_keys();
  std::vector<Block> blocks;
  for (const YamlNode::Entry& entry : root.entries) {
    std::size_t first = entry.where.line - 1;
    const std::size_t lowest = blocks.empty() ? 1 : blocks.back().first_line + 1;
    while (first > lowest && (is_empty(lines[first - 1]) || is_comment(lines[first - 1]))) --first;
    // A remark on the whole stays where it is.
    if (blocks.empty())
      for (std::size_t line = entry.where.line - 1; line > first; --line)
        if (is_empty(lines[line - 1])) {
          first = line;
          break;
        }
    if (!blocks.empty()) blocks.back().end_line = first;
    blocks.push_back({.place = place_of(entry.key, keys), .first_line = first});
  }
  if (blocks.empty()) return blocks;
  // Remarks after the last key are on none, and stay at the end.
  const std::size_t last_key = root.entries.back().where.line - 1;
  while (end_line - 1 > last_key &&
         (is_empty(lines[end_line - 1]) || is_comment(lines[end_line - 1])))
    --end_line;
  blocks.back().end_line = end_line;
  return blocks;
}

bool same_values(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same_values(a.items[i], b.items[i])) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const YamlNode::Entry& entry) {
    const YamlNode* other = b.find(entry.key);
    return other != nullptr && same_values(entry.value, *other);
  });
}

/// The front matter between its fences, as lines, and as YAML.
struct Parts {
  std::vector<std::string_view> lines{};
  std::size_t end_line = 0;  ///< Of the closing fence, from 0.
  YamlNode root{};
};

std::optional<YamlNode> parse(const std::vector<std::string_view>& lines, std::size_t end_line,
                              const std::string& file, Diagnostics& problems) {
  std::string yaml;
  for (std::size_t line = 1; line < end_line; ++line) yaml += normalised_lines(lines[line]);
  Diagnostics found;
  std::optional<YamlNode> root = parse_yaml(yaml, file, 2, {.bytes = kMaxFrontMatterBytes}, found);
  const bool failed = !found.empty();
  std::move(found.begin(), found.end(), std::back_inserter(problems));
  return failed ? std::nullopt : root;
}

std::optional<Parts> take_apart(std::string_view bytes, const std::string& file,
                                Diagnostics& problems) {
  Parts parts{.lines = lines_of(bytes)};
  const auto is_fence = [](std::string_view line, std::string_view fence) {
    return content_of(line) == fence;
  };
  const bool opens =
      !parts.lines.empty() && (is_fence(parts.lines[0], "---") ||
                               is_fence(parts.lines[0], std::string(kByteOrderMark) + "---"));
  for (parts.end_line = 1; opens && parts.end_line < parts.lines.size(); ++parts.end_line) {
    if (!is_fence(parts.lines[parts.end_line], "---") &&
        !is_fence(parts.lines[parts.end_line], "..."))
      continue;
    std::optional<YamlNode> root = parse(parts.lines, parts.end_line, file, problems);
    if (!root) return std::nullopt;
    parts.root = std::move(*root);
    return parts;
  }
  problems.push_back({.where = {.file = file, .line = 1, .column = 1},
                      .message = "there is no front matter between two lines '---'; write one"});
  return std::nullopt;
}

}  // namespace

std::optional<std::string> arrange_front_matter(std::string_view bytes, const std::string& file,
                                                Diagnostics& problems) {
  const std::optional<Parts> parts = take_apart(bytes, file, problems);
  if (!parts) return std::nullopt;
  const YamlNode& root = parts->root;
  const auto fail = [&](const Location& where, const char* message) {
    problems.push_back({.where = where, .message = message});
    return std::nullopt;
  };
  if (root.kind != YamlNode::Kind::Map) return std::string(bytes);  // nothing, or for `check`
  for (const YamlNode::Entry& entry : root.entries)
    if (entry.where.column != 1)
      return fail(entry.where,
                  "this key does not begin its line; write each key on a line of its "
                  "own, without a space before it");

  std::vector<Block> blocks = blocks_of(root, parts->lines, parts->end_line);
  const std::size_t first_line = blocks.empty() ? parts->end_line : blocks.front().first_line;
  const std::size_t last_line = blocks.empty() ? parts->end_line : blocks.back().end_line;
  std::stable_sort(blocks.begin(), blocks.end(),
                   [](const Block& a, const Block& b) { return a.place < b.place; });
  std::vector<std::string_view> arranged(
      parts->lines.begin(), parts->lines.begin() + static_cast<std::ptrdiff_t>(first_line));
  for (const Block& block : blocks)
    for (std::size_t line = block.first_line; line < block.end_line; ++line)
      arranged.push_back(parts->lines[line]);
  arranged.insert(arranged.end(), parts->lines.begin() + static_cast<std::ptrdiff_t>(last_line),
                  parts->lines.begin() + static_cast<std::ptrdiff_t>(parts->end_line));
  // Lines at the end of a block text belong to it or not depending on what follows. Rather than
  // guess how YAML reads them, we see whether it still reads the same.
  Diagnostics refused;
  const std::optional<YamlNode> again = parse(arranged, parts->end_line, file, refused);
  if (!again || !same_values(root, *again))
    return fail({.file = file, .line = 1, .column = 1},
                "its keys cannot be moved without changing a value; put texts of several lines "
                "into one line each");
  arranged.insert(arranged.end(),
                  parts->lines.begin() + static_cast<std::ptrdiff_t>(parts->end_line),
                  parts->lines.end());
  std::string out;
  for (const std::string_view line : arranged) out += line;
  return out;
}

}  // namespace entrepot
