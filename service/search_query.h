#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/date.h"

namespace entrepot {

enum class Match { Auto, All, Any };
enum class Group { Document, Passage };
enum class Sort { Relevance, NewestFirst, OldestFirst, Title };  ///< relevance, -date, date, title

/// A search, whole: the URL's state and nothing else.
struct SearchQuery {
  std::string text{};             ///< The reader's words; may be empty.
  std::vector<std::string> in{};  ///< Document ids; empty = everywhere.
  std::map<std::string, std::vector<std::string>>
      filters{};  ///< By facet: OR within one, AND between.
  std::optional<DateInterval> from{},
      to{};  ///< The activity overlaps [first day of from, last day of to].
  Match match = Match::Auto;
  bool expand = true;                  ///< Stems, concepts and corrections.
  std::vector<std::string> literal{};  ///< Names (as name_key) that are words here, no concepts.
  std::vector<std::string> meaning{};  ///< "themes:aeo": what a name that several share means.
  Group group = Group::Document;
  Sort sort = Sort::Relevance;
  unsigned page = 1;                                 ///< Counted from 1.
  unsigned per_page = 10;                            ///< 1 to 100; page * per_page <= 10,000.
  std::optional<std::vector<std::string>> facets{};  ///< Names to count; nothing = all.
  std::string ui{"en"};                              ///< Language of labels.
  bool operator==(const SearchQuery&) const = default;
};

/// A parameter that could not be taken as it is.
struct ParameterProblem {
  std::string name{};
  std::string value{};
  std::string message{};               ///< "what is wrong; what to write"
  std::vector<std::string> allowed{};  ///< Every value or name allowed, if few.
  std::string nearest{};               ///< The one that was probably meant.
  bool unknown_name = false;           ///< The name, not the value, is at fault.
  bool operator==(const ParameterProblem&) const = default;
};

struct ParsedQuery {
  SearchQuery query{};  ///< Without the bad parts.
  std::vector<ParameterProblem> problems{};
};

/// Decoded name and value, in the order of the URL.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Reads `a=1&b=2` (application/x-www-form-urlencoded, RFC 3986 escapes). Nothing is refused here.
[[nodiscard]] Parameters parse_parameters(std::string_view query_string);

/// Reads the parameters of /search and /api/v1/search. An empty value is an absent parameter.
/// All problems are reported, not the first. Whether a facet's value exists is not known here.
[[nodiscard]] ParsedQuery parse_search_query(const Parameters& parameters);

/// The canonical query string without "?": parameters in the schema's order, defaults left out,
/// values sorted within a facet; so equal searches have equal URLs.
[[nodiscard]] std::string to_query_string(const SearchQuery& query);

/// Percent-encodes everything but unreserved characters; a space becomes "+".
[[nodiscard]] std::string encode_parameter(std::string_view value);

}  // namespace entrepot
