#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/concept_names.h"
#include "model/text/analyser.h"

/// What ConceptNames finds names with.
namespace entrepot {

/// A few words, each once, in order: a set that takes next to no room, of which there are as many
/// as names.
class FewWords {
 public:
  void insert(std::string_view word);
  void insert(const FewWords& more) {
    for (const std::string& word : more.words_) insert(word);
  }
  void clear() { words_.clear(); }
  [[nodiscard]] bool contains(std::string_view word) const;
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] auto begin() const { return words_.begin(); }
  [[nodiscard]] auto end() const { return words_.end(); }

 private:
  std::vector<std::string> words_{};
};

/// A concept that has a name, by the places of its list and of itself within it, so that what is
/// found comes in their order.
struct NameBearer {
  std::size_t list = 0, entry = 0;
  NameKind kind = NameKind::Label;
  FewWords languages{};  ///< Empty: every one.
  FewWords words{};      ///< Its names of one word, folded.
};
using NameBearers = std::vector<NameBearer>;

/// Adds a bearer, or its kind and languages to what is there of the same concept.
void join(NameBearers& into, const NameBearer& more);

/// What names are compared by: a word, or one character of Han, kana or Hangul.
struct NameUnit {
  std::string text{};              ///< Folded.
  unsigned run = 0;                ///< As of Token.
  std::size_t begin = 0, end = 0;  ///< Bytes of the text.
  unsigned position = 0;           ///< As of Token.
  bool operator==(const NameUnit&) const = default;
};

/// The units of a text, in order.
[[nodiscard]] std::vector<NameUnit> name_units(std::string_view text);
/// Of a text that is split already. @param tokens as of tokenize().
[[nodiscard]] std::vector<NameUnit> name_units(std::string_view text,
                                               const std::vector<Token>& tokens);

/// The stem of a unit in a language, without accents; the unit itself where there is none.
[[nodiscard]] std::string unit_stem(const NameUnit& unit, const std::string& language);

/// Units in one order as one text: a space between two words, none between two characters.
class NameKey {
 public:
  void add(std::string_view unit, unsigned run) {
    if (!text_.empty() && (run == 0 || last_run_ == 0)) text_ += ' ';
    text_ += unit;
    last_run_ = run;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_{};
  unsigned last_run_ = 0;
};

/// Bearers by the key of a name, and which keys begin one. Most words of a text do neither, which
/// is told without a look at any name.
class NameIndex {
 public:
  /// What is known of a key.
  struct Entry {
    NameBearers bearers{};  ///< Empty if it is no name.
    bool begins = false;    ///< Whether a longer name begins so.
  };

  /// @param units their texts, and the runs they belong to.
  void add(const std::vector<NameUnit>& units, const NameBearer& bearer);

  /// @return nullptr if it is no name and begins none.
  [[nodiscard]] const Entry* look_up(const std::string& key) const;

  /// @return nullptr if it is no name.
  [[nodiscard]] const NameBearers* find(const std::string& key) const;

 private:
  static constexpr std::size_t kFilterBits = std::size_t{1} << 19U;  // 64 KiB stay in a cache

  Entry& entry(const std::string& key);

  std::unordered_map<std::string, Entry> entries_{};
  std::vector<bool> filter_{};  ///< By hash: whether any key can have it. Empty until there is one.
};

}  // namespace entrepot
