#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/record.h"
#include "service/query/facet_parameters.h"
#include "service/query/note.h"
#include "service/query/search_query.h"

/// What a search answers.
namespace entrepot {

/// An extract around the matched words.
struct Snippet {
  struct Mark {
    std::size_t start = 0, length = 0;  ///< Code points of `text`.
    bool operator==(const Mark&) const = default;
  };
  std::string text{};         ///< Plain.
  std::vector<Mark> marks{};  ///< In order, apart from each other.
  bool operator==(const Snippet&) const = default;
};

/// A passage on a result page.
struct PassageHit {
  std::string anchor{}, kind{}, title{};
  Snippet snippet{};
  bool operator==(const PassageHit&) const = default;
};

/// Why a match is in the answer: where what the reader asked for stands in it.
struct Reason {
  enum class Place {
    Title,
    Summary,
    Passage,     ///< One of those shown.
    Tag,         ///< It is tagged with what was asked for.
    TagName,     ///< A word of a tag's name, in whatever language.
    Text,        ///< Somewhere else in the text.
    Superseded,  ///< Of no word: a newer document replaces it, so it counts half.
    Retold,      ///< Of no word: another document has the event from its source; it counts half.
  };
  struct Where {
    Place place = Place::Text;
    std::string label{};   ///< Of Passage: its heading; of Tag: the tag's name.
    std::string kind{};    ///< Of Passage: its kind, perhaps empty; of Tag: the facet.
    std::string anchor{};  ///< Of Passage.
    bool operator==(const Where&) const = default;
  };
  std::string word{};                   ///< As typed; empty for a reason of no word.
  std::vector<std::string> meanings{};  ///< The concepts it was taken for, by name.
  std::vector<std::string> forms{};     ///< How the text has it, where that differs.
  std::vector<Where> where{};           ///< Never empty.
  bool operator==(const Reason&) const = default;
};

/// One match: a document with its best passages, or (Group::Passage) one passage with its document.
struct Hit {
  Document document{};  ///< Without its Markdown.
  double score = 0;     ///< Comparable within one result page only.
  std::vector<PassageHit> passages{};
  std::vector<Reason> why{};  ///< Of SearchQuery::explain; else empty.
};

struct FacetValue {
  std::string value{};
  std::string label{};        ///< In the query's `ui` language.
  std::uint64_t count = 0;    ///< What is found with it as the only chosen value of the facet.
  std::uint64_t toggled = 0;  ///< What is found with it chosen besides the others, or given up.
  bool selected = false;      ///< One of `filters`.
  bool operator==(const FacetValue&) const = default;
};

struct FacetCounts {
  std::string name{};
  std::uint64_t total_values = 0;    ///< Values with a count, before any limit.
  std::uint64_t missing = 0;         ///< What is found with kNoValue as the only chosen value.
  std::vector<FacetValue> values{};  ///< Chosen first, then by count, then by label.
};

/// A name in the question and what it was taken for.
struct UnderstoodConcept {
  struct Meaning {
    std::string list{}, id{};  ///< "themes", "aeo"
    std::string label{};       ///< In the query's `ui` language.
    bool operator==(const Meaning&) const = default;
  };
  std::string from{};               ///< As typed.
  std::string name{};               ///< As SearchQuery::literal has it.
  std::vector<Meaning> meanings{};  ///< Several: the question does not say which; all are searched.
  bool operator==(const UnderstoodConcept&) const = default;
};

/// A misspelt word, and the one that is searched in its place.
struct Correction {
  std::string from{}, to{};
  bool operator==(const Correction&) const = default;
};

/// A word of the question and what it is in English, which is searched as well.
struct Translation {
  std::string from{};  ///< As typed.
  std::vector<std::string> to{};
  bool operator==(const Translation&) const = default;
};

/// What the words of a query were taken for.
struct Understood {
  std::vector<UnderstoodConcept> concepts{};
  std::vector<Correction> corrected{};  ///< `words` and `concepts` are of the corrected question.
  std::vector<Translation> translated{};
  std::vector<std::string> words{};  ///< Searched, as typed and in that order; phrases in quotes.
  std::vector<std::string>
      dropped{};              ///< Asked for, but in no document of the index, or beyond a cap.
  std::string language{};     ///< Probably of the question; empty if it cannot be told.
  std::vector<Note> notes{};  ///< What was searched differently than typed, and why.
};

/// A search to make next.
struct Suggestion {
  enum class Kind {
    WithoutFilter,   ///< `use`, `facet` ("in" and "dates" too) and `label` say which.
    WithoutFilters,  ///< Without any.
    WithoutWord,     ///< `label` as typed.
    WithoutWords,    ///< Its filters alone.
    AnyWord,         ///< Any of the words instead of all.
    AsWritten,       ///< The words as written, without what they were understood as.
    Broader,         ///< `value` of `facet` in place of a theme; `label` is its name.
    Narrower,
    Neighbour,  ///< A country with a border with the one asked for.
    Form,       ///< All of the kind or type asked for.
    Region,     ///< The region of the country asked for.
  };
  Kind kind = Kind::WithoutFilter;
  SearchQuery query{};
  std::uint64_t found = 0;  ///< By `query`; exact.
  FacetUse use = FacetUse::Any;
  std::string facet{}, value{};
  std::string label{};                ///< In the query's `ui` language.
  std::vector<std::string> labels{};  ///< Of WithoutFilter: of each value; `label` has them all.
  bool operator==(const Suggestion&) const = default;
};

struct Warning {
  std::string parameter{};
  std::string value{};  ///< The unknown one, as written.
  std::string message{};
  std::string nearest{};
};

struct SearchPage {
  std::vector<Hit> hits{};
  std::uint64_t found = 0;      ///< Of what is listed; exact, the same on every page.
  std::uint64_t found_all = 0;  ///< Of these, how many have every group of the query.
  std::uint64_t out_of = 0;     ///< Documents (or passages) in the index.
  std::uint64_t pages = 0;
  Match match = Match::All;           ///< What `auto` came to: All or Any.
  std::vector<FacetCounts> facets{};  ///< In kFacets order.
  Understood understood{};
  std::vector<Suggestion> suggestions{};  ///< See next_steps(); a search itself makes none.
  std::vector<Warning> warnings{};        ///< Unknown facet values, with the nearest known.
};

}  // namespace entrepot
