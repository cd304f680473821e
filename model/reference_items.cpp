#include "model/reference_items.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace entrepot {
namespace {

using Word = ReferenceWord;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "7.06" as {"7", "6"}; empty if it is no such number or has a part no reference has.
std::vector<std::string> number_parts(std::string_view text) {
  constexpr std::size_t kMostDigits = 4;
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('.', at), text.size());
    std::string_view part = text.substr(at, end - at);
    while (part.size() > 1 && part.front() == '0') part.remove_prefix(1);
    if (part.empty() || part.size() > kMostDigits ||
        !std::all_of(part.begin(), part.end(), is_digit))
      return {};
    parts.emplace_back(part);
    at = end + 1;
  }
  return parts;
}

/// Of one to nine; 10 for ten; 0 for none.
unsigned han_numeral(std::string_view character) {
  constexpr std::array<std::string_view, 10> kNumerals{"一", "二", "三", "四", "五",
                                                       "六", "七", "八", "九", "十"};
  const auto found = std::find(kNumerals.begin(), kNumerals.end(), character);
  return found == kNumerals.end() ? 0 : static_cast<unsigned>(found - kNumerals.begin()) + 1;
}

/// Whether a word of the table is followed by a number of its own.
bool takes_number(Word word) {
  switch (word) {
    case Word::Article:
    case Word::Measure:
    case Word::Paragraph:
    case Word::Chapter:
    case Word::Standard:
    case Word::Pillar:
    case Word::Numero:
      return true;
    default:
      return false;
  }
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), units_(name_units(text)) {}

  std::vector<ReferenceItem> run() {
    while (next_ < units_.size()) {
      if (read_han_ordinal() || read_numeral_word()) continue;
      const ReferencePhrase phrase = reference_phrase(units_, next_);
      if (phrase.units > 0) {
        add({.word = phrase.word,
             .begin = units_[next_].begin,
             .end = units_[next_ + phrase.units - 1].end,
             .text = units_[next_].text});
        next_ += phrase.units;
        continue;
      }
      read_word(units_[next_]);
      ++next_;
    }
    return std::move(items_);
  }

 private:
  void add(ReferenceItem item) {
    if (!items_.empty()) {
      const ReferenceItem& last = items_.back();
      item.sentence = last.sentence + (ends_sentence(last, item.begin) ? 1U : 0U);
    }
    items_.push_back(std::move(item));
  }

  [[nodiscard]] bool ends_sentence(const ReferenceItem& last, std::size_t next) const {
    const std::string_view between = text_.substr(last.end, std::max(next, last.end) - last.end);
    if (between.find_first_of("\n\t!?") != std::string_view::npos) return true;
    for (const std::string_view mark : {"。", "！", "？", "؟"})
      if (between.find(mark) != std::string_view::npos) return true;
    // The point of "art. 7", "п. 6" and "J. Doe" ends none.
    const bool may_be_short =
        takes_number(last.word) || (last.word != Word::Number && last.text.size() <= 2);
    return !may_be_short && between.find(". ") != std::string_view::npos;
  }

  /// A number in Han numerals up to 99 at a unit. @return its value and the unit after it.
  [[nodiscard]] std::pair<unsigned, std::size_t> han_number(std::size_t unit) const {
    unsigned value = 0;
    std::size_t at = unit;
    for (; at < units_.size() && at < unit + 3; ++at) {
      const unsigned numeral = han_numeral(units_[at].text);
      if (numeral == 0) break;
      value = numeral == 10 ? std::max(value, 1U) * 10 : (value / 10) * 10 + numeral;
    }
    return {value, at};
  }

  /// 第七条, 第7条第6款: the noun comes after the number.
  bool read_han_ordinal() {
    if (units_[next_].text != "第" || next_ + 1 >= units_.size()) return false;
    std::vector<std::string> parts = number_parts(units_[next_ + 1].text);
    std::size_t after = next_ + 2;
    if (parts.empty()) {
      const auto [value, end] = han_number(next_ + 1);
      if (value == 0) return false;
      parts = {std::to_string(value)};
      after = end;
    }
    if (after >= units_.size()) return false;
    ReferencePhrase noun = reference_phrase(units_, after);
    if (units_[after].text == "条" || units_[after].text == "條")
      noun = {.word = Word::Article, .units = 1};
    if (!takes_number(noun.word)) return false;
    const NameUnit& prefix = units_[next_];
    add({.word = noun.word, .begin = prefix.begin, .end = prefix.end, .text = prefix.text});
    add({.word = Word::Number,
         .begin = units_[next_ + 1].begin,
         .end = units_[after + noun.units - 1].end,
         .parts = std::move(parts)});
    next_ = after + noun.units;
    return true;
  }

  /// 支柱二, المادة السابعة: a numeral in words after its noun.
  bool read_numeral_word() {
    if (items_.empty() || !takes_number(items_.back().word)) return false;
    auto [value, after] = han_number(next_);
    if (value == 0) {
      value = arabic_ordinal(units_[next_].text);
      after = next_ + 1;
    }
    if (value == 0) return false;
    add({.word = Word::Number,
         .begin = units_[next_].begin,
         .end = units_[after - 1].end,
         .parts = {std::to_string(value)}});
    next_ = after;
    return true;
  }

  void add_number(std::size_t begin, std::size_t end, std::vector<std::string> parts) {
    add({.word = Word::Number, .begin = begin, .end = end, .parts = std::move(parts)});
  }

  /// A number, words glued to one, or another word.
  void read_word(const NameUnit& unit) {
    const std::string& word = unit.text;
    if (std::vector<std::string> parts = number_parts(word); !parts.empty())
      return add_number(unit.begin, unit.end, std::move(parts));
    const auto digit =
        static_cast<std::size_t>(std::find_if(word.begin(), word.end(), is_digit) - word.begin());
    // Parts of a word have places of their own where folding changed no length.
    const bool is_aligned = unit.end - unit.begin == word.size();
    if (digit < word.size() && is_aligned && read_parts(unit, digit)) return;
    add({.begin = unit.begin, .end = unit.end, .text = word});
  }

  /// "hs2022", "j5", "7,8".
  bool read_parts(const NameUnit& unit, std::size_t digit) {
    const std::string& word = unit.text;
    const std::string letters = word.substr(0, digit);
    std::vector<std::pair<std::size_t, std::vector<std::string>>> numbers;
    for (std::size_t at = digit; at <= word.size();) {
      const std::size_t end = std::min(word.find(',', at), word.size());
      numbers.emplace_back(end, number_parts(std::string_view(word).substr(at, end - at)));
      if (numbers.back().second.empty()) return false;
      at = end + 1;
    }
    const Word known = letters.empty() ? Word::Other : reference_word(letters);
    if (known == Word::Other && letters.size() > 1) return false;
    if (!letters.empty())
      add({.word = known, .begin = unit.begin, .end = unit.begin + digit, .text = letters});
    std::size_t begin = digit;
    for (auto& [end, parts] : numbers) {
      add_number(unit.begin + begin, unit.begin + end, std::move(parts));
      begin = end + 1;
    }
    return true;
  }

  std::string_view text_;
  std::vector<NameUnit> units_;
  std::size_t next_ = 0;
  std::vector<ReferenceItem> items_{};
};

}  // namespace

std::vector<ReferenceItem> reference_items(std::string_view text) { return Scanner(text).run(); }

}  // namespace entrepot
