#include "indexer/front_matter/value_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_primary_subtag(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// BCP 47 by its shape: "es", "zh-Hant", "pt-BR". What subtags exist is not known here.
bool is_language_tag(std::string_view text) {
  std::size_t begin = text.find('-');
  if (!is_primary_subtag(text.substr(0, begin))) return false;
  while (begin != std::string_view::npos) {
    const std::size_t end = text.find('-', begin + 1);
    const std::string_view subtag = text.substr(begin + 1, end - begin - 1);
    if (subtag.empty() || subtag.size() > 8 ||
        !std::all_of(subtag.begin(), subtag.end(), is_alphanumeric))
      return false;
    begin = end;
  }
  return true;
}

/// "a, b" as somebody writes who forgets the brackets.
std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.emplace_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

std::string_view noun(std::string_view list) {
  static const std::map<std::string_view, std::string_view> kNouns{
      {"administrations", "administration"},
      {"countries", "country"},
      {"derivations", "derivation"},
      {"evidence", "evidence"},
      {"groups", "group"},
      {"kinds", "kind"},
      {"language", "language"},
      {"measures", "measure"},
      {"modalities", "modality"},
      {"organisations", "organisation"},
      {"places", "place"},
      {"programmes", "programme"},
      {"regions", "region"},
      {"scopes", "scope"},
      {"source-kinds", "kind"},
      {"statuses", "status"},
      {"themes", "theme"},
      {"types", "type"},
  };
  const auto found = kNouns.find(list);
  return found == kNouns.end() ? list : found->second;
}

}  // namespace

bool is_document_id(std::string_view text) {
  return text.size() >= 3 && text.size() <= 80 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

void ValueReader::error(const Location& where, std::string message) {
  problems_.push_back({.where = where, .message = std::move(message)});
}

void ValueReader::warning(const Location& where, std::string message) {
  problems_.push_back(
      {.where = where, .severity = Severity::Warning, .message = std::move(message)});
}

std::string ValueReader::text(const YamlNode& node, std::string_view key) {
  if (node.kind == YamlNode::Kind::List) {
    error(node.where, fmt::format("'{}' takes one value; write it without brackets", key));
    return {};
  }
  if (node.kind == YamlNode::Kind::Map) {
    error(node.where,
          fmt::format("'{}' takes one value; write it on the line of the key, in double quotes if "
                      "it holds a colon or begins with a brace",
                      key));
    return {};
  }
  const std::string_view value = trimmed(node.text);
  if (value.empty())
    error(node.where, fmt::format("'{}' has no value; write one, or remove the key", key));
  return std::string(value);
}

std::string ValueReader::line(const YamlNode& node, std::string_view key) {
  std::string value = text(node, key);
  if (value.find('\n') != std::string::npos) {
    error(node.where, fmt::format("'{}' takes one line; write it without line breaks", key));
    return {};
  }
  return value;
}

std::vector<std::string> ValueReader::list(
    const YamlNode& node, std::string_view key,
    const std::function<std::string(const YamlNode&)>& read_item) {
  if (node.kind == YamlNode::Kind::Map) {
    error(node.where, fmt::format("'{}' takes a list; write [a, b]", key));
    return {};
  }
  std::vector<std::string> values;
  const auto add = [&](const YamlNode& item) {
    std::string value = read_item(item);
    if (value.empty()) return;
    if (std::find(values.begin(), values.end(), value) != values.end()) {
      error(item.where, fmt::format("'{}' stands in '{}' twice; remove one", value, key));
    } else {
      values.push_back(std::move(value));
    }
  };
  if (node.kind == YamlNode::Kind::Scalar) {
    add(node);
  } else {
    for (const YamlNode& item : node.items) {
      if (item.kind == YamlNode::Kind::List) {
        error(item.where, fmt::format("a list within the list of '{}'; write one pair of brackets: "
                                      "[a, b]",
                                      key));
      } else if (item.kind == YamlNode::Kind::Map) {
        error(item.where, fmt::format("'{}' takes a list of plain values; write [a, b], in double "
                                      "quotes what holds a colon or begins with a brace",
                                      key));
      } else {
        add(item);
      }
    }
  }
  return values;
}

std::vector<std::string> ValueReader::lines(const YamlNode& node, std::string_view key) {
  return list(node, key, [&](const YamlNode& item) { return line(item, key); });
}

std::string ValueReader::hint(std::string_view list, const std::string& text) {
  if (hints_ == kMaxHints) return fmt::format("; see vocabulary/{}.yaml", list);
  ++hints_;
  return value_hint(vocabulary_, list, text);
}

std::string ValueReader::check_term(const YamlNode& item, const std::string& value,
                                    std::string_view list) {
  // A list that could not be read would make every one of its ids look wrong.
  if (value.empty() || !vocabulary_.lists.contains(list)) return value;
  const Concept* found = vocabulary_.find(list, value);
  if (found == nullptr) {
    error(item.where, fmt::format("unknown {} '{}'{}", noun(list), value, hint(list, value)));
    return {};
  }
  if (const std::string now = vocabulary_.current_id(list, value); now != value)
    warning(item.where,
            fmt::format("the {} '{}' is no longer used; write '{}'", noun(list), value, now));
  return value;
}

std::string ValueReader::term(const YamlNode& node, std::string_view key, std::string_view list) {
  return check_term(node, line(node, key), list);
}

std::vector<std::string> ValueReader::terms(const YamlNode& node, std::string_view key,
                                            std::string_view list_name) {
  if (node.kind == YamlNode::Kind::Scalar && node.text.find(',') != std::string::npos) {
    error(node.where, fmt::format("'{}' takes a list; write [{}]", key,
                                  fmt::join(split_at_commas(node.text), ", ")));
    return {};
  }
  return list(node, key,
              [&](const YamlNode& item) { return check_term(item, line(item, key), list_name); });
}

std::string ValueReader::language(const YamlNode& node, std::string_view key) {
  std::string value = line(node, key);
  if (value.empty() || is_language_tag(value)) return value;
  error(node.where, fmt::format("unknown language '{}'{}", value, hint("language", value)));
  return {};
}

std::string ValueReader::language_key(const YamlNode::Entry& entry) {
  if (is_primary_subtag(entry.key)) return entry.key;
  error(entry.where,
        fmt::format("unknown language '{}'{}", entry.key, hint("language", entry.key)));
  return {};
}

Labels ValueReader::labels(const YamlNode& node, std::string_view key) {
  if (node.kind != YamlNode::Kind::Map) {
    error(node.where,
          fmt::format("'{}' takes one text a language; write '  en: ...' on a line below it", key));
    return {};
  }
  Labels labels;
  for (const YamlNode::Entry& entry : node.entries) {
    const std::string language = language_key(entry);
    std::string value = line(entry.value, entry.key);
    if (!language.empty() && !value.empty()) labels[language] = std::move(value);
  }
  return labels;
}

LabelLists ValueReader::label_lists(const YamlNode& node, std::string_view key, bool any) {
  if (node.kind != YamlNode::Kind::Map) {
    error(
        node.where,
        fmt::format("'{}' takes a list a language; write '  en: [a, b]' on a line below it", key));
    return {};
  }
  LabelLists out;
  for (const YamlNode::Entry& entry : node.entries) {
    const std::string language = any && entry.key == "any" ? entry.key : language_key(entry);
    std::vector<std::string> values = lines(entry.value, entry.key);
    if (!language.empty() && !values.empty()) out[language] = std::move(values);
  }
  return out;
}

std::optional<DateInterval> ValueReader::date(const YamlNode& node, std::string_view key) {
  const std::string value = line(node, key);
  if (value.empty()) return std::nullopt;
  std::string problem;
  std::optional<DateInterval> interval = parse_edtf(value, problem);
  if (!interval) error(node.where, std::move(problem));
  return interval;
}

std::optional<unsigned> ValueReader::count(const YamlNode& node, std::string_view key) {
  const std::string value = line(node, key);
  if (value.empty()) return std::nullopt;
  constexpr std::size_t kMostDigits = 9;
  unsigned number = 0;
  const char* const end = value.data() + value.size();
  const auto [stopped, failure] = std::from_chars(value.data(), end, number);
  const bool is_number = failure == std::errc{} && stopped == end && value.size() <= kMostDigits;
  if (is_number && number > 0 && value.front() != '0') return number;
  error(node.where,
        fmt::format("'{}' is not a whole number from 1; write it in digits only, or remove '{}'",
                    value, key));
  return std::nullopt;
}

std::string ValueReader::url(const YamlNode& node, std::string_view key) {
  std::string value = line(node, key);
  if (value.empty()) return {};
  std::string_view rest = value;
  for (const std::string_view scheme : {"https://", "http://"})
    if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  const bool is_url = rest.size() < value.size() && !host.empty() &&
                      host.find_first_of("@\\") == std::string_view::npos && host.front() != ':' &&
                      value.find_first_of(" \t\"<>") == std::string::npos;
  if (is_url) return value;
  error(node.where,
        fmt::format("'{}' is not a web address; write one that begins with https:// and a host, "
                    "without spaces, or remove '{}'",
                    value, key));
  return {};
}

}  // namespace entrepot
