#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/concept_names.h"
#include "model/vocabulary.h"
#include "service/query/search_query.h"

/// Which concepts of the vocabulary a reader's words name.
namespace entrepot {

struct ConceptRef {
  std::string list{};  ///< "themes"
  std::string id{};    ///< "aeo"
  bool operator==(const ConceptRef&) const = default;
  bool operator<(const ConceptRef& other) const {
    return std::tie(list, id) < std::tie(other.list, other.id);
  }
};

/// A stretch of a question that names a concept, or one of several.
struct QueryConcept {
  std::size_t begin = 0, end = 0;      ///< Bytes of the text.
  std::vector<ConceptRef> meanings{};  ///< More than one: the question does not say which.
  /// Written in small letters like a word ("safe"): whether it is one, the index shows.
  bool is_small_acronym = false;
  /// It names a form, not a subject ("lessons", "workshop"): see form_lists().
  bool is_form = false;
  /// A measure by its number. Its words say no more than that; see find_measure_references().
  bool is_reference = false;
  /// Of a reference: it may be none, or means a part of the measure, so the words count as well.
  bool keeps_words = false;
  /// What is searched where nothing in the index names it, the first of these that something does:
  /// of a reference the themes it is about, what it is part of, its agreement; of a word of the
  /// trade its themes, of a place its country.
  std::vector<std::vector<ConceptRef>> instead{};
  /// What is about these comes after what names it: of a group of countries its members, of an
  /// administration its country, of a programme the funds that pay for it, which people call by its
  /// name.
  std::vector<ConceptRef> about{};
  /// Of a word of the trade: the themes that questions with it are mostly about.
  std::vector<ConceptRef> subjects{};
  bool operator==(const QueryConcept&) const = default;
};

/// Reads concepts in the light of a search: its filters and what the reader has decided about
/// names. Lives as long as what it is made of.
class ConceptReader {
 public:
  /// @param forms the names of form_lists().
  /// @param language of the question, as of query_language().
  ConceptReader(const ConceptNames& names, const ConceptNames& forms, const Vocabulary& vocabulary,
                const SearchQuery& search, std::string_view language)
      : names_(names),
        forms_(forms),
        vocabulary_(vocabulary),
        search_(search),
        language_(language) {}

  /// In order, none overlapping. A name that several concepts share is settled by the other words,
  /// by filters and by SearchQuery::meaning; a name in SearchQuery::literal is left out.
  /// @param words a question with everything blanked out that is no word.
  [[nodiscard]] std::vector<QueryConcept> read(std::string_view words) const;

 private:
  [[nodiscard]] bool is_of_another_language(const ConceptMention& mention,
                                            std::string_view words) const;
  [[nodiscard]] std::vector<std::vector<ConceptRef>> instead_of(const QueryConcept& one) const;
  [[nodiscard]] std::vector<ConceptRef> members_of(const QueryConcept& of) const;
  [[nodiscard]] std::vector<ConceptRef> subjects_of(const std::vector<ConceptRef>& meanings) const;
  void add_references(std::string_view words, std::vector<QueryConcept>& concepts) const;
  void add_dates(std::string_view words, std::vector<QueryConcept>& concepts) const;
  void add_forms(std::string_view words, std::vector<QueryConcept>& concepts) const;

  const ConceptNames& names_;
  const ConceptNames& forms_;
  const Vocabulary& vocabulary_;
  const SearchQuery& search_;
  std::string_view language_;
};

/// The lists that say what sort of text is wanted, and not on what: kinds of passages and types of
/// documents.
[[nodiscard]] const std::vector<std::string>& form_lists();

/// "themes:aeo", as SearchQuery::meaning has it.
[[nodiscard]] std::string to_string(const ConceptRef& one);

/// The label of a concept in a language; of a measure that the vocabulary does not know "RKC 6.10".
[[nodiscard]] std::string concept_label(const Vocabulary& vocabulary, const ConceptRef& one,
                                        std::string_view language);

/// The facet whose values are concepts of a list; nullptr if documents have no such tag.
[[nodiscard]] const Facet* facet_of_list(std::string_view list);

}  // namespace entrepot
