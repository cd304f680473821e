#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/text/analyser.h"
#include "service/export/offline_terms.h"

namespace entrepot {

/// How often something stands in one place: in its text, and in the headings above it. As one
/// number of the postings: text + 64 * headings.
struct OfflineTimes {
  std::uint32_t text = 0, headings = 0;

  static constexpr std::uint32_t kMostInText = 63;
  [[nodiscard]] std::uint32_t number() const { return std::min(text, kMostInText) + 64 * headings; }
};

/// Which words stand where, and which are forms of one another.
class OfflineWords {
 public:
  /// A word of the index by name: where it stands, and what else is found by it.
  struct Word {
    std::string folded{};
    std::string postings{};
    std::vector<std::size_t> kin{};  ///< By place in the list that they are in together.
  };

  /// Counts the words of a text at a place that is not finished.
  /// @param weight what each counts. @return how many there were.
  std::uint32_t count(std::string_view text, std::string_view language, std::uint32_t weight = 1);
  std::uint32_t count_headings(const std::vector<std::string>& headings, std::string_view language);

  /// Ends the place. Places come in ascending order.
  void finish(std::uint32_t place);

  /// All, by the letters that decide where they are kept (shard_letters), each list in order.
  /// @param languages those of the index, as of Analyser::query_words.
  [[nodiscard]] std::map<std::string, std::vector<Word>> by_letters(
      const Analyser& analyser, const std::vector<std::string>& languages) const;

 private:
  struct Entry {
    OfflinePostings postings{};
    std::set<std::pair<std::string, std::string>> forms{};  ///< As written, and in which language.
  };
  OfflineTimes& times_of(const OfflineTerm& term, std::string_view language);

  std::map<std::string, Entry> entries_{};
  std::map<std::string, OfflineTimes> here_{};  ///< Of the place that is not finished.
};

}  // namespace entrepot
