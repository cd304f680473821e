#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace entrepot {

using LabelLists = std::map<std::string, std::vector<std::string>>;

struct FormerLabel {
  std::string label{};
  std::string until{};  ///< EDTF, or empty.
  bool operator==(const FormerLabel&) const = default;
};

/// One entry of a vocabulary. Which of the later members mean something depends on the vocabulary.
struct Concept {
  std::string id{};       ///< Unique within its vocabulary; never reused.
  Labels label{};         ///< "en" is always there.
  LabelLists alt{};       ///< Other names, by language.
  LabelLists acronyms{};  ///< Match whole and in upper case; "any" = in every language.
  std::string broader{};
  std::vector<FormerLabel> former{};
  std::string note{};
  std::vector<std::string> refs{};        ///< Measures: "tfa:7.6".
  std::string replaced_by{};              ///< Retired: write this id.
  std::vector<std::string> unverified{};  ///< Languages whose labels nobody has verified.
  std::vector<std::string> ambiguous{};   ///< Labels and acronyms that another concept has too.
  std::string kind{};                     ///< organisations: io, donor, customs, regional, fund.
  std::string country{};                  ///< administrations, organisations, places: whose it is.
  std::vector<std::string> members{};     ///< regions, groups: countries.
  std::vector<std::string> borders{};     ///< countries: those with a land border with it.
  std::vector<std::string> years{};       ///< programmes: from, to (EDTF).
  std::string lead{};                     ///< programmes: organisation.
  std::vector<std::string> funders{};     ///< programmes: organisations.
  std::vector<std::string> countries{};   ///< programmes.
  std::vector<std::string> themes{};      ///< terms: what questions with the word are mostly about.
  LabelLists cues{};                      ///< kinds: heading words, by language.
  std::vector<std::string> function_words{};   ///< language ("function" in YAML).
  std::vector<std::string> protected_words{};  ///< language ("protected" in YAML): never stemmed.
  bool operator==(const Concept&) const = default;
};

/// Every closed list a tag must come from, by name: "themes", "countries"... Immutable once read;
/// threads may share it.
struct Vocabulary {
  std::map<std::string, std::vector<Concept>, std::less<>> lists{};  ///< In file order.

  bool operator==(const Vocabulary&) const = default;

  /// @return nullptr if there is no such list or entry. Valid while the vocabulary is unchanged.
  [[nodiscard]] const Concept* find(std::string_view list, std::string_view id) const;

  /// In `language`, else English, else the id itself.
  [[nodiscard]] std::string label(std::string_view list, std::string_view id,
                                  std::string_view language) const;

  /// Ids of a list in file order; empty for an unknown list.
  [[nodiscard]] std::vector<std::string> ids(std::string_view list) const;

  /// The id to write for an entry: its own, or that which replaces it. Its own for an unknown entry
  /// and where replacements go round in a circle.
  [[nodiscard]] std::string current_id(std::string_view list, std::string_view id) const;

  /// Regions whose members include one of `countries`, in file order.
  [[nodiscard]] std::vector<std::string> regions_of(
      const std::vector<std::string>& countries) const;
};

struct Facet;

/// What a reader sees for a value of a facet. Organisations include administrations; a value of no
/// vocabulary (a year, an unknown one) is its own label.
[[nodiscard]] std::string facet_label(const Vocabulary& vocabulary, const Facet& facet,
                                      std::string_view value, std::string_view language);

/// The values of a record under which `facet` finds it: those given and, of a nested facet, all
/// that are `broader`, which come after them. Each once.
[[nodiscard]] std::vector<std::string> with_broader(const Vocabulary& vocabulary,
                                                    const Facet& facet,
                                                    std::vector<std::string> values);

/// The languages every label should exist in: "en" first.
[[nodiscard]] const std::vector<std::string>& label_languages();

/// The lists whose entries a text can be about.
[[nodiscard]] const std::vector<std::string>& subject_lists();

/// These and the words of the trade: what people search for by name, so that a name must not
/// silently mean two.
[[nodiscard]] const std::vector<std::string>& searched_lists();

/// The lists a corpus must have, each in corpus/vocabulary/NAME.yaml.
[[nodiscard]] const std::vector<std::string>& vocabulary_names();

}  // namespace entrepot
