#include "indexer/front_matter/key_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/front_matter/licenses.h"
#include "indexer/front_matter/shown_text.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// The keys of one entry of `sources`.
constexpr std::array kSourceKeys{
    key<&Source::title, Source>("title", Form::Line),
    key<&Source::url, Source>("url", Form::Url),
    key<&Source::publisher, Source>("publisher", Form::Line),
    key<&Source::language, Source>("language", Form::Language),
    key<&Source::kind, Source>("kind", Form::Term, "source-kinds"),
};

/// Keys that other collections of this field use, and ours.
struct ForeignKey {
  std::string_view theirs, hint;
};
constexpr std::array kForeignKeys{
    ForeignKey{"id", "remove it, the file's name is the id"},
    ForeignKey{"type", "remove it, the folder is the type"},
    ForeignKey{"doc_type", "remove it, the folder is the type"},
    ForeignKey{"tags", "write 'themes'"},
    ForeignKey{"lang", "write 'language'"},
    ForeignKey{"donors", "write 'funders' (and 'organisations')"},
    ForeignKey{"wco_regions", "write 'regions'"},
    ForeignKey{"date_start", "write 'date: START/END'"},
    ForeignKey{"date_end", "write 'date: START/END'"},
    ForeignKey{"curator_note", "write 'note'"},
    ForeignKey{"replaces", "write 'supersedes'"},
};

std::string unknown_key_hint(const std::string& name, const std::vector<std::string>& known) {
  // "date:2022" without a space after the colon is a key to YAML.
  if (const std::size_t colon = name.find(':'); colon != std::string::npos)
    return fmt::format("; write a space after the colon: '{}: {}'", name.substr(0, colon),
                       name.substr(colon + 1));
  for (const ForeignKey& foreign : kForeignKeys)
    if (foreign.theirs == name) return fmt::format("; {}", foreign.hint);
  if (const std::string near = nearest(name, known); !near.empty())
    return fmt::format("; did you mean '{}'?", near);
  return "; it is not read, remove it";
}

}  // namespace

void KeyReader::check_summary(const std::string& summary, const Location& where) {
  const std::size_t characters = count_code_points(summary);
  if (characters > kMaxSummaryCharacters)
    values_.error(where, fmt::format("the summary has {} characters; write at most {}", characters,
                                     kMaxSummaryCharacters));
}

void KeyReader::check_license(const std::string& license, const Location& where) {
  if (license.empty() || is_known_license(license)) return;
  const std::string near = nearest_license(license);
  const std::string hint =
      near.empty() ? "write one of spdx.org/licenses, such as 'CC-BY-4.0', or 'LicenseRef-unknown'"
                   : fmt::format("write '{}', if that is meant", near);
  if (is_license_id(license))
    values_.warning(where, fmt::format("unknown licence '{}'; {}", license, hint));
  else
    values_.error(where, fmt::format("'{}' is no licence id; {}", license, hint));
}

void KeyReader::check_shown(std::string_view key, const std::string& text, const Location& where) {
  if (text.empty()) return;
  if (!has_visible_character(text)) {
    values_.error(where, fmt::format("'{}' has no visible character; write it in letters", key));
  } else if (const char32_t open = open_direction(text); open != 0) {
    values_.error(where,
                  fmt::format("'{}' holds the invisible character U+{:04X} and no end of it, which "
                              "would turn the text after it around; remove that character",
                              key, static_cast<unsigned>(open)));
  }
}

std::string KeyReader::document_id(const KeyForm& key, const YamlNode& node) {
  std::string id = values_.line(node, key.name);
  if (id.empty()) return {};
  if (!is_document_id(id)) {
    const bool is_file = id.ends_with(".md") && is_document_id(id.substr(0, id.size() - 3));
    values_.error(node.where,
                  is_file
                      ? fmt::format("'{}' is a file; write '{}'", id, id.substr(0, id.size() - 3))
                      : fmt::format("'{}' is no document id; write a file name without .md, 3 to "
                                    "80 of a-z, 0-9 and hyphens",
                                    id));
    return {};
  }
  references_.push_back({.key = std::string(key.name), .id = id, .where = node.where});
  return id;
}

void KeyReader::read(const KeyForm& key, const YamlNode& node, std::string& into) {
  switch (key.form) {
    case Form::Text:
      into = values_.text(node, key.name);
      return;
    case Form::Term:
      into = values_.term(node, key.name, key.list);
      return;
    case Form::Language:
      into = values_.language(node, key.name);
      return;
    case Form::Url:
      into = values_.url(node, key.name);
      return;
    case Form::Id:
      into = document_id(key, node);
      return;
    default:
      into = values_.line(node, key.name);
  }
  if (key.form == Form::Summary) check_summary(into, node.where);
  if (key.form == Form::Summary || key.name == "title") check_shown(key.name, into, node.where);
  if (key.form == Form::License) check_license(into, node.where);
}

void KeyReader::read(const KeyForm& key, const YamlNode& node, std::vector<std::string>& into) {
  if (key.form == Form::Terms) {
    into = values_.terms(node, key.name, key.list);
  } else if (key.form == Form::Ids) {
    into =
        values_.list(node, key.name, [&](const YamlNode& item) { return document_id(key, item); });
  } else {
    into = values_.lines(node, key.name);
  }
  if (key.name == "themes" && node.kind == YamlNode::Kind::List && node.items.empty())
    values_.error(node.where,
                  fmt::format("there are no themes; write 1 to {}, or remove the key", kMaxThemes));
  if (key.name == "themes" && node.items.size() > kMaxThemes)
    values_.error(node.items[kMaxThemes].where,
                  fmt::format("there are {} themes; keep the {} that matter most",
                              node.items.size(), kMaxThemes));
}

void KeyReader::read(const KeyForm& key, const YamlNode& node, Labels& into) {
  into = values_.labels(node, key.name);
  for (const YamlNode::Entry& entry : node.entries) {
    check_shown(key.name, entry.value.text, entry.value.where);
    if (key.form == Form::SummaryByLanguage) check_summary(entry.value.text, entry.value.where);
  }
}

void KeyReader::read(const KeyForm& key, const YamlNode& node, std::optional<DateInterval>& into) {
  into = values_.date(node, key.name);
  if (!into) return;
  if (key.form != Form::Date && into->start != into->end) {
    values_.error(node.where, fmt::format("'{}' takes one date; write '{}'", key.name,
                                          to_edtf({into->start, into->start})));
    into.reset();
  } else if (key.form == Form::Day && into->start.day == 0) {
    values_.error(node.where, fmt::format("'{}' takes a day; write it as 2022-02-08", key.name));
    into.reset();
  }
}

void KeyReader::read(const KeyForm& key, const YamlNode& node, std::optional<unsigned>& into) {
  into = values_.count(node, key.name);
}

void KeyReader::read(const KeyForm& key, const YamlNode& node, std::vector<Source>& into) {
  const std::span<const YamlNode> items = node.kind == YamlNode::Kind::List
                                              ? std::span<const YamlNode>(node.items)
                                              : std::span<const YamlNode>(&node, 1);
  for (const YamlNode& item : items) {
    if (item.kind != YamlNode::Kind::Map) {
      values_.error(item.where,
                    fmt::format("'{}' takes a list of sources; write '- title: ...' and, "
                                "below it, url, publisher, language and kind",
                                key.name));
      continue;
    }
    into.push_back(source(item));
  }
}

Source KeyReader::source(const YamlNode& node) {
  Source out;
  read_map(node, std::span<const Key<Source>>(kSourceKeys), out);
  if (node.find("title") == nullptr && node.find("url") == nullptr)
    values_.error(node.where, "a source has neither title nor url; write one");
  if (node.find("kind") == nullptr)
    values_.warning(node.where, "a source has no kind; add 'kind: primary', press or rewritten");
  return out;
}

void KeyReader::warn_of_unknown(const YamlNode::Entry& entry,
                                const std::vector<std::string>& known) {
  values_.warning(entry.where,
                  fmt::format("unknown key '{}'{}", entry.key, unknown_key_hint(entry.key, known)));
}

std::vector<KeyForm> source_keys() {
  std::vector<KeyForm> out;
  for (const Key<Source>& row : kSourceKeys) out.push_back(row.form);
  return out;
}

}  // namespace entrepot
