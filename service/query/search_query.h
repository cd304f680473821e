#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "service/query/facet_parameters.h"
#include "service/query/url_parameters.h"

namespace entrepot {

enum class Match { Auto, All, Any };
enum class Group { Document, Passage };
enum class Sort { Relevance, NewestFirst, OldestFirst, Title };  ///< relevance, -date, date, title

/// Values by facet; kNoValue stands for having none.
using Filters = std::map<std::string, std::vector<std::string>>;

inline constexpr unsigned kMostFacetValues = 1'000;  ///< Listed of one facet.

/// Of all facets and uses, `in`, `literal`, `meaning` and `facet_texts` together. Every link of a
/// page carries the search whole, so that what one address asks for is sent hundreds of times.
inline constexpr std::size_t kMostFilterValues = 64;
inline constexpr std::size_t kMostFilterBytes = 1'536;  ///< Of the same, as an address has them.
inline constexpr std::size_t kMostProblems = 32;        ///< Told of one address.

/// A search, whole: the URL's state and nothing else.
struct SearchQuery {
  std::string text{};             ///< The reader's words; may be empty.
  std::vector<std::string> in{};  ///< Document ids; empty = everywhere.
  Filters filters{};              ///< Has one of a facet's values; of each facet.
  Filters filters_all{};          ///< Has every value.
  Filters filters_not{};          ///< Has no value.
  std::optional<DateInterval> from{},
      to{};  ///< The activity overlaps [first day of from, last day of to].
  Match match = Match::Auto;
  bool expand = true;                  ///< Stems, concepts, corrections, translations.
  std::vector<std::string> literal{};  ///< Names (as name_key) that are words here, no concepts.
  std::vector<std::string> meaning{};  ///< "themes:aeo": what a name that several share means.
  bool explain = false;                ///< Say of each match why it is there.
  Group group = Group::Document;
  Sort sort = Sort::Relevance;
  unsigned page = 1;                                 ///< Counted from 1.
  unsigned per_page = 10;                            ///< 1 to 100; page * per_page <= 10,000.
  std::optional<std::vector<std::string>> facets{};  ///< Names to count; nothing = all.
  std::map<std::string, unsigned> facet_limits{};    ///< By facet; kMostFacetValues where absent.
  std::map<std::string, std::string> facet_texts{};  ///< By facet: part of a value's name or id.
  std::string ui{"en"};                              ///< Language of labels.
  bool operator==(const SearchQuery&) const = default;
};

/// The filters of one use: Any, All or Not.
[[nodiscard]] Filters& filters_of(SearchQuery& query, FacetUse use);
[[nodiscard]] const Filters& filters_of(const SearchQuery& query, FacetUse use);

/// The values that a search gives for one use of a facet; none if it gives none.
[[nodiscard]] const std::vector<std::string>& filter_values(const SearchQuery& query, FacetUse use,
                                                            std::string_view facet);

/// A search without what makes a page of it: its pages, facets and their lists.
[[nodiscard]] SearchQuery whole_result(SearchQuery query);

/// The same without its order: equal for searches that find the same.
[[nodiscard]] SearchQuery result_set(SearchQuery query);

/// How many matches a search leads through, page by page: page * per_page.
inline constexpr unsigned kMaxReachable = 10'000;
inline constexpr unsigned kMaxPerPage = 100;  ///< Matches of one page.

/// The last page of that size that a search can ask for, however many matches there are.
[[nodiscard]] unsigned last_reachable_page(unsigned per_page);

[[nodiscard]] bool narrows_by_facets(const SearchQuery& query);

/// A parameter that could not be taken as it is.
struct ParameterProblem {
  std::string name{};
  std::string value{};
  std::string message{};               ///< "what is wrong; what to write"
  std::vector<std::string> allowed{};  ///< Every value or name allowed, if few.
  std::string nearest{};               ///< The one that was probably meant.
  bool unknown_name = false;           ///< The name, not the value, is at fault.
  bool no_room = false;  ///< It and the filters after it are beyond kMostFilterValues.
  bool operator==(const ParameterProblem&) const = default;
};

struct ParsedQuery {
  SearchQuery query{};  ///< Without the bad parts.
  std::vector<ParameterProblem> problems{};
};

/// Reads the parameters of /search and /api/v1/search. An empty value is an absent parameter.
/// All problems are reported, up to kMostProblems, not the first. Whether a facet's value exists is
/// not known here.
[[nodiscard]] ParsedQuery parse_search_query(const Parameters& parameters);

/// The canonical query string without "?": parameters in the schema's order, defaults left out,
/// values sorted within a facet; so equal searches have equal URLs.
[[nodiscard]] std::string to_query_string(const SearchQuery& query);

}  // namespace entrepot
