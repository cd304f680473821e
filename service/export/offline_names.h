#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/vocabulary.h"
#include "service/export/offline_facets.h"
#include "service/export/offline_words.h"
#include "service/search/indexed_document.h"

namespace entrepot {

/// The vocabulary as far as the texts name it or are tagged with it: what names of it, in every
/// language, a question may have.
class OfflineNames {
 public:
  /// A facet by its place in kFacets, and one of its values by number.
  using Tag = std::pair<std::size_t, std::uint32_t>;

  /// Something of the vocabulary, by number.
  struct Named {
    std::string postings{};     ///< Where it is named, in whatever words.
    std::optional<Tag> tag{};   ///< If something is tagged with it.
    std::vector<Tag> about{};   ///< What is tagged so follows what names it: see QueryConcept.
    std::vector<Tag> if_few{};  ///< And this, where few name it.
    bool is_word = false;       ///< A word of the trade: its name may be a mere word.
  };
  using Numbers = std::vector<std::uint32_t>;

  /// Counts what the place that is not finished names.
  /// @param weight what each counts. @return how much they count together.
  std::uint32_t count(const NamedConcepts& in_text, std::uint32_t weight = 1);
  void count_headings(const NamedConcepts& names);

  /// Ends the place. Places come in ascending order.
  void finish(std::uint32_t place);

  /// Once all is counted.
  void settle(const Vocabulary& vocabulary, const OfflineFacets& facets);

  [[nodiscard]] const std::vector<Named>& named() const { return named_; }
  /// By name, in the form of name_key().
  [[nodiscard]] const std::map<std::string, Numbers>& names() const { return names_; }
  /// By the folded words of tags' labels.
  [[nodiscard]] const std::map<std::string, Numbers>& label_words() const { return label_words_; }
  /// Of the longest name.
  [[nodiscard]] std::size_t most_units() const { return most_units_; }

 private:
  using Key = std::pair<std::string, std::string>;  ///< List and id.
  void settle_list(const std::string& list, const Vocabulary& vocabulary,
                   const OfflineFacets& facets);
  void add_names(const Concept& entry, std::uint32_t number);
  void add_name(const std::string& name, std::uint32_t number);

  std::map<Key, OfflinePostings> mentions_{};
  std::map<Key, OfflineTimes> here_{};
  std::vector<Named> named_{};
  std::map<std::string, Numbers> names_{}, label_words_{};
  std::size_t most_units_ = 0;
};

/// Words that only hold others together: 1 where any question has them so, 2 where one of a
/// language does that shows by another such word.
[[nodiscard]] std::map<std::string, int> common_words(const Vocabulary& vocabulary);

}  // namespace entrepot
