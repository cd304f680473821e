#include "service/wording/strings.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "model/error.h"

namespace entrepot {
namespace {

std::string fill(const std::string& text, const Strings::Values& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return out + text.substr(at);
    out += text.substr(at, open - at);
    const auto value = values.find(text.substr(open + 1, close - open - 1));
    out += value == values.end() ? text.substr(open, close - open + 1) : value->second;
    at = close + 1;
  }
  return out;
}

/// The placeholders of a text, "{name}".
std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> names;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
    if (const std::size_t end = text.find('}', at); end != std::string::npos)
      names.insert(text.substr(at, end - at + 1));
  return names;
}

/// Of a text, or of all plural forms together.
std::set<std::string> placeholders(const nlohmann::json& entry) {
  if (entry.is_string()) return placeholders(entry.get_ref<const std::string&>());
  std::set<std::string> names;
  for (const auto& text : entry) names.merge(placeholders(text.get_ref<const std::string&>()));
  return names;
}

bool is_text_or_plural(const nlohmann::json& entry) {
  if (entry.is_string()) return true;
  if (!entry.is_object() || !entry.contains("other")) return false;
  for (const auto& [category, text] : entry.items())
    if (!text.is_string()) return false;
  return true;
}

}  // namespace

Strings::Strings(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw Error(fmt::format("cannot read '{}'", file.string()));
  tree_ = nlohmann::json::parse(bytes, nullptr, false);
  const auto refuse = [&](const std::string& what) {
    throw Error(fmt::format("'{}': {}", file.string(), what),
                R"(write groups of texts: {"search": {"button": "Search"}})");
  };
  if (!tree_.is_object()) refuse("this is not a JSON object");
  for (const auto& [group, texts] : tree_.items()) {
    if (!texts.is_object()) refuse(fmt::format("'{}' is not a group of texts", group));
    for (const auto& [key, entry] : texts.items())
      if (!is_text_or_plural(entry))
        refuse(fmt::format("'{}.{}' is neither a text nor plural forms with 'other'", group, key));
  }
}

const nlohmann::json* Strings::find(std::string_view key) const {
  const std::size_t dot = key.find('.');
  const auto group = tree_.find(std::string(key.substr(0, dot)));
  if (dot == std::string_view::npos || group == tree_.end()) return nullptr;
  const auto entry = group->find(std::string(key.substr(dot + 1)));
  return entry == group->end() ? nullptr : &*entry;
}

std::string Strings::text(std::string_view key, const Values& values) const {
  const nlohmann::json* entry = find(key);
  if (entry == nullptr || !entry->is_string())
    throw std::logic_error(fmt::format("there is no text '{}'", key));
  return fill(entry->get<std::string>(), values);
}

std::pair<std::string, std::string> Strings::text_around(std::string_view key,
                                                         std::string_view name,
                                                         const Values& values) const {
  const std::string whole = text(key);
  const std::string placeholder = fmt::format("{{{}}}", name);
  const std::size_t at = whole.find(placeholder);
  if (at == std::string::npos)
    throw std::logic_error(fmt::format("the text '{}' has no {}", key, placeholder));
  return {fill(whole.substr(0, at), values), fill(whole.substr(at + placeholder.size()), values)};
}

std::vector<TextPiece> Strings::text_pieces(std::string_view key,
                                            const std::vector<std::string>& names,
                                            const Values& values) const {
  std::vector<TextPiece> pieces{{.text = text(key)}};
  for (const std::string& name : names) {
    const std::string placeholder = fmt::format("{{{}}}", name);
    std::vector<TextPiece> cut;
    for (const TextPiece& piece : pieces) {
      const std::size_t at = piece.text.find(placeholder);
      if (at == std::string::npos) {
        cut.push_back(piece);
        continue;
      }
      cut.push_back({.text = piece.text.substr(0, at)});
      cut.push_back({.placeholder = name});
      cut.push_back({.text = piece.text.substr(at + placeholder.size())});
    }
    pieces = std::move(cut);
  }
  for (TextPiece& piece : pieces) piece.text = fill(piece.text, values);
  std::erase(pieces, TextPiece{});
  return pieces;
}

std::string Strings::count(std::string_view key, std::uint64_t n, const Locale& locale,
                           Values values) const {
  const nlohmann::json* entry = find(key);
  if (entry == nullptr || !entry->is_object())
    throw std::logic_error(fmt::format("there are no plural forms '{}'", key));
  const auto form = entry->find(locale.plural(n));
  values.insert_or_assign("n", locale.number(n));
  return fill((form == entry->end() ? entry->at("other") : *form).get<std::string>(), values);
}

std::string Strings::text_or(std::string_view key, std::string otherwise) const {
  const nlohmann::json* entry = find(key);
  return entry != nullptr && entry->is_string() ? entry->get<std::string>() : otherwise;
}

std::string Strings::list(const std::vector<std::string>& items) const {
  return fmt::format("{}", fmt::join(items, text("site.between")));
}

void Strings::add_missing(const Strings& other) {
  for (const auto& [group, texts] : other.tree_.items())
    for (const auto& [key, text] : texts.items())
      if (nlohmann::json& own = tree_[group]; !own.contains(key)) own[key] = text;
}

std::vector<std::string> missing_texts(const Strings& translation, const Strings& english,
                                       const Locale& locale) {
  std::vector<std::string> missing;
  for (const auto& [group, texts] : english.tree().items())
    for (const auto& [key, text] : texts.items()) {
      const std::string name = fmt::format("{}.{}", group, key);
      const auto own_group = translation.tree().find(group);
      const bool has = own_group != translation.tree().end() && own_group->contains(key);
      if (!has || own_group->at(key).is_string() != text.is_string()) {
        missing.push_back(name);
        continue;
      }
      const nlohmann::json& own = own_group->at(key);
      if (own.is_object())
        for (const std::string& category : locale.plural_categories())
          if (!own.contains(category)) missing.push_back(fmt::format("{} ({})", name, category));
      const std::set<std::string> filled = placeholders(own);
      for (const std::string& one : placeholders(text))
        if (!filled.contains(one)) missing.push_back(fmt::format("{} {}", name, one));
    }
  return missing;
}

}  // namespace entrepot
