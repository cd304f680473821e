#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/reference_items.h"

/// How the numbers of a reference are written, instrument aside. What each function reads begins at
/// an item and ends before another.
namespace entrepot {

/// A number, read.
struct ReferenceNumber {
  std::size_t begin = 0, end = 0;  ///< Bytes of the text.
  std::vector<std::string> parts{};
};

/// What was read, and the item after it.
struct ReferenceNumbers {
  std::vector<ReferenceNumber> numbers{};  ///< Empty: no reference.
  std::size_t next = 0;
};

/// A text and its items.
class ReferenceGrammar {
 public:
  explicit ReferenceGrammar(std::string_view text) : text_(text), items_(reference_items(text)) {}

  [[nodiscard]] const std::vector<ReferenceItem>& items() const { return items_; }

  /// What stands between an item and the one before it.
  [[nodiscard]] std::string_view before(std::size_t item) const;
  [[nodiscard]] bool is(std::size_t item, ReferenceWord word) const {
    return item < items_.size() && items_[item].word == word;
  }
  /// Whether an item is there and stands in the sentence of the one before it.
  [[nodiscard]] bool goes_on(std::size_t item) const;
  /// The first item from `item` on that is no link word, of at most five, in the same sentence.
  [[nodiscard]] std::size_t after_links(std::size_t item) const;

  /// "Article 7, paragraph 6", "Articles 7.8 and 8", "paragraph 6 of Article 7".
  [[nodiscard]] ReferenceNumbers articles(std::size_t item) const;
  /// "7.6(1)", "7.6 and 7.7" right after the agreement's name. @param strict a number without a
  /// part may be of something else, so that no other word may follow.
  [[nodiscard]] ReferenceNumbers bare_articles(std::size_t item, bool strict) const;
  /// Chapters, standards and annexes. @param is_named the convention's name stands before it, so
  /// that a bare number will do. A general or specific annex names it as well.
  [[nodiscard]] ReferenceNumbers standards(std::size_t item, bool is_named, bool& names_it) const;
  /// "pillars I and II".
  [[nodiscard]] ReferenceNumbers pillars(std::size_t item) const;
  /// "2022 edition", "edition 2022". @param is_named the year alone will do.
  [[nodiscard]] ReferenceNumbers edition(std::size_t item, bool is_named) const;

 private:
  [[nodiscard]] bool is_quantity(std::size_t number) const;
  [[nodiscard]] bool is_article(std::size_t item) const;
  [[nodiscard]] std::size_t number_at(std::size_t item) const;
  [[nodiscard]] std::size_t next_in_list(std::size_t item) const;
  [[nodiscard]] std::optional<std::string> bracketed(std::size_t item) const;
  std::size_t read_paragraphs(std::size_t item, ReferenceNumber& into) const;
  std::size_t read_list(std::size_t item, bool is_plural, std::vector<ReferenceNumber>& into) const;
  [[nodiscard]] std::string pillar_at(std::size_t item) const;
  [[nodiscard]] std::string letter_at(std::size_t item) const;

  std::string_view text_;
  std::vector<ReferenceItem> items_;
};

}  // namespace entrepot
