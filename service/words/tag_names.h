#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/vocabulary.h"
#include "service/words/query_text.h"

namespace entrepot {

/// A word that stands in the names of more tags than this means none of them: "customs" is in the
/// name of nearly every administration, and what is tagged with one of these says "customs" or does
/// not. With more than four the answers to judged questions became slightly worse, with one or none
/// they were as good (RELEVANCE.md).
inline constexpr std::size_t kMostNamed = 4;

/// Which tags have a word in their names, in whatever language: a Spanish question finds an English
/// text by them. Immutable; threads may share it.
class TagNames {
 public:
  TagNames() = default;
  TagNames(const Vocabulary& vocabulary, const Analyser& analyser);

  /// Adds to the words of a question the terms of the tags that have them in their names, in any of
  /// their forms (QueryWord::tags). None for a word of Han, kana or Hangul, nor for one of more
  /// than kMostNamed tags.
  void add_tags(QueryText& text) const;

  /// Whether a form of a word, as texts are indexed under it, stands in a name of one of the tags.
  /// @param tags has their terms, in byte order.
  [[nodiscard]] bool has(std::string_view form, const std::vector<std::string>& tags) const;

 private:
  struct Entry {
    std::string form{};
    std::uint32_t tag = 0;  ///< In `tags_`.
    bool operator<(const Entry& other) const {
      return std::tie(form, tag) < std::tie(other.form, other.tag);
    }
  };
  struct Range {
    std::vector<Entry>::const_iterator first, last;
    [[nodiscard]] auto begin() const { return first; }
    [[nodiscard]] auto end() const { return last; }
  };
  [[nodiscard]] Range entries_of(std::string_view form) const;
  [[nodiscard]] std::vector<std::string> tags_of(const QueryWord& word) const;
  void add_tags(std::vector<QueryNode>& nodes) const;

  std::vector<std::string> tags_{};  ///< Their terms, in byte order.
  std::vector<Entry> entries_{};     ///< In order.
};

}  // namespace entrepot
