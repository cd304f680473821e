#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/wording/locale.h"

namespace entrepot {

/// A piece of a text: what stands there, or the name of a placeholder, for which a template has
/// markup.
struct TextPiece {
  std::string text{};
  std::string placeholder{};
  bool operator==(const TextPiece&) const = default;
};

/// The sentences of the interface in one language: site/strings/LANGUAGE.json, groups of keys with
/// text, where a count decides with CLDR's plural categories: {"one": "{n} document", "other": "{n}
/// documents"}. Immutable once read; threads may share it.
class Strings {
 public:
  /// What stands for "{name}" in a text.
  using Values = std::map<std::string, std::string>;

  /// @throws Error: it cannot be read, or is not groups of texts.
  explicit Strings(const std::filesystem::path& file);

  /// The text of "group.key", its placeholders filled; one without a value stays as it is.
  /// @throws std::logic_error: there is no such text.
  [[nodiscard]] std::string text(std::string_view key, const Values& values = {}) const;

  /// The text of "group.key" before and after its "{name}", where a template puts markup; its other
  /// placeholders filled.
  /// @throws std::logic_error: there is no such text, or no such placeholder in it.
  [[nodiscard]] std::pair<std::string, std::string> text_around(std::string_view key,
                                                                std::string_view name,
                                                                const Values& values = {}) const;

  /// The text of "group.key" in pieces: each of `names` is one by itself, wherever the language has
  /// it; what is between them is filled.
  /// @throws std::logic_error: there is no such text.
  [[nodiscard]] std::vector<TextPiece> text_pieces(std::string_view key,
                                                   const std::vector<std::string>& names,
                                                   const Values& values = {}) const;

  /// The text of "group.key" where a count decides; "{n}" is the count as the locale writes it.
  [[nodiscard]] std::string count(std::string_view key, std::uint64_t n, const Locale& locale,
                                  Values values = {}) const;

  /// The text of "group.key", or `otherwise` if the language does not have it.
  [[nodiscard]] std::string text_or(std::string_view key, std::string otherwise) const;

  /// "a, b, c", with what stands between the items of a list in this language.
  [[nodiscard]] std::string list(const std::vector<std::string>& items) const;

  /// Takes from `other` the texts that are not here.
  void add_missing(const Strings& other);

  /// All of them, for templates: {{t.group.key}}.
  [[nodiscard]] const nlohmann::json& tree() const { return tree_; }

 private:
  [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
  nlohmann::json tree_{};
};

/// "group.key" of what `english` has and a translation lacks: texts, plural categories that its
/// language needs for whole numbers, and placeholders ("group.key {name}").
[[nodiscard]] std::vector<std::string> missing_texts(const Strings& translation,
                                                     const Strings& english, const Locale& locale);

}  // namespace entrepot
