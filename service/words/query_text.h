#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/text/analyser.h"
#include "service/query/note.h"
#include "service/words/query_concepts.h"

/// What a reader typed, as a small tree. Pure: nothing here knows the index but its languages.
namespace entrepot {

/// A part of a query. Words of a node keep every form the analyser gives them.
struct QueryNode {
  enum class Kind {
    Word,      ///< One word.
    Phrase,    ///< Words in that order, next to each other.
    Wildcard,  ///< One word's beginning.
    Concept,   ///< What its words name, by whatever name.
    And,       ///< Every child.
    Or,        ///< Some child.
    Not,       ///< Its one child must be absent.
  };
  Kind kind = Kind::Word;
  /// Of Word, Phrase, Wildcard and Concept; of one that is a reference only where it may be none.
  std::vector<QueryWord> words{};
  bool title = false;                  ///< Looked for in titles only.
  std::string shown{};                 ///< As typed: `"single window"`, `title:risk`, `valu*`.
  std::vector<QueryNode> children{};   ///< Of And, Or and Not.
  std::vector<ConceptRef> concepts{};  ///< Of Concept; one, or several that share the name.
  /// Of Concept: it may mean something else, so the words count as well.
  bool is_uncertain = false;
  bool is_form = false;                            ///< Of Concept: as of QueryConcept.
  bool is_reference = false;                       ///< Of Concept: as of QueryConcept.
  std::vector<std::vector<ConceptRef>> instead{};  ///< Of Concept: as of QueryConcept.
  /// Of Concept, what is about these comes after what names it: as of QueryConcept, and of what few
  /// name the first of `instead`.
  std::vector<ConceptRef> about{};
  bool operator==(const QueryNode&) const = default;
};

/// A reader's text, understood.
struct QueryText {
  std::vector<QueryNode> groups{};    ///< Which of them must be there, `match` decides.
  std::vector<QueryNode> required{};  ///< Joined by AND: there in every match.
  std::vector<QueryNode> excluded{};  ///< In no match.
  /// The forms asked for ("lessons", "workshop"), for ranking only; groups if there is nothing
  /// else.
  std::vector<QueryNode> preferred{};
  std::vector<QueryNode> runs{};  ///< Phrases for ranking only: unbroken Han, kana or Hangul, and
                                  ///< all of a short text that is words and nothing else.
  /// Of an unbroken run of Han, kana or Hangul, the pairs of characters across the ends of its
  /// words, for ranking only: no dictionary splits all texts alike.
  std::vector<QueryNode> pairs{};
  /// Themes that the question is probably about, for ranking only.
  std::vector<ConceptRef> subjects{};
  std::vector<std::string> dropped{};  ///< Beyond a cap.
  std::vector<Note> notes{};           ///< What is searched differently than typed, and why.
  bool operator==(const QueryText&) const = default;

  [[nodiscard]] bool empty() const {
    return groups.empty() && required.empty() && excluded.empty();
  }
};

/// Words, "phrases", AND OR NOT in capitals, -word, title:word, prefix* and parentheses. Every text
/// is a query: what does not fit is taken as words. AND binds tighter than OR, and both tighter
/// than words side by side: `risk OR threat assessment` asks for two things. Of equal words the
/// first counts. Function words are left out unless there is nothing else.
/// Names of concepts are searched as these, unless they stand in quotes, after title: or after a
/// minus: there the reader means the words.
/// @param languages of the index, for stems.
/// @param concepts nullptr: none is looked for.
[[nodiscard]] QueryText parse_query_text(std::string_view text, const Analyser& analyser,
                                         const std::vector<std::string>& languages,
                                         const ConceptReader* concepts = nullptr);

/// What is searched, in plain text: the nodes of `groups`, `required` and `excluded` as typed.
[[nodiscard]] std::vector<std::string> shown_words(const QueryText& text);

}  // namespace entrepot
