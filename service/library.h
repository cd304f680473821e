#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/generation.h"
#include "model/record.h"
#include "model/vocabulary.h"
#include "service/search_query.h"

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

/// One match: a document with its best passages, or (Group::Passage) one passage with its document.
struct Hit {
  Document document{};  ///< Without its Markdown.
  double score = 0;     ///< Comparable within one result page only.
  std::vector<PassageHit> passages{};
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

/// What the words of a query were taken for.
struct Understood {
  std::vector<UnderstoodConcept> concepts{};
  std::vector<Correction> corrected{};  ///< `words` and `concepts` are of the corrected question.
  std::vector<std::string> words{};  ///< Searched, as typed and in that order; phrases in quotes.
  std::vector<std::string>
      dropped{};  ///< Asked for, but in no document of the index, or beyond a cap.
  std::vector<std::string>
      notes{};  ///< In plain words: what was searched differently than typed, and why.
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
  std::vector<Warning> warnings{};  ///< Unknown facet values, with the nearest known.
};

/// Where an id leads.
struct DocumentLookup {
  std::optional<DocumentRecord> record{};
  std::string moved_to{};                          ///< The id it goes by now, if it was renamed.
  std::optional<Manifest::Tombstone> withdrawn{};  ///< Why it is no longer shown.
};

/// Read-only view of one published generation. Threads may share it: each call borrows
/// Xapian databases of its own, because Xapian's objects must not be shared unlocked.
class Library {
 public:
  /// Opens one generation's folder and holds its reader lock.
  /// @throws Error: missing, damaged, or of another schema or analysis (the hint names the rebuild
  /// command).
  explicit Library(const std::filesystem::path& generation);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  /// @throws Error: the index cannot be read.
  [[nodiscard]] SearchPage search(const SearchQuery& query) const;

  /// Calls with the first `most` matches in the query's order, one after the other, so that there
  /// may be many of them. They have no extracts: a document comes without passages, a passage with
  /// its whole text and its own tags instead of its document's.
  /// @return how many there are. @throws Error: the index cannot be read.
  std::uint64_t each_match(const SearchQuery& query, std::size_t most,
                           const std::function<void(const Hit&)>& call) const;

  [[nodiscard]] DocumentLookup document(std::string_view id) const;

  [[nodiscard]] const Manifest& manifest() const;
  [[nodiscard]] const Vocabulary& vocabulary() const;
  [[nodiscard]] std::string generation() const;  ///< "gen-000007"

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
