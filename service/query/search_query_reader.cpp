#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "model/concept_names.h"
#include "model/diagnostics.h"
#include "model/index_schema.h"
#include "model/text/unicode.h"
#include "service/query/search_choices.h"
#include "service/query/search_query.h"

namespace entrepot {
namespace {

constexpr std::size_t kMaxTextBytes = 512;
constexpr std::size_t kMaxFacetTextBytes = 100;  // of facet_q

std::vector<std::string> facet_names() { return names_of(kFacets); }

const std::vector<std::string>& parameter_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names{"q", "in"};
    for (const Facet& facet : kFacets) names.emplace_back(facet.name);
    for (const char* name : {"from", "to", "match", "expand", "literal", "meaning", "group", "sort",
                             "page", "per_page", "facets", "explain", "ui"})
      names.emplace_back(name);
    return names;
  }();
  return kNames;
}

std::string trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
}

bool is_document_id(std::string_view id) {
  return id.size() >= 3 && id.size() <= 80 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

/// Of a parameter with a dot in its name, those with one that it may be meant for.
std::vector<std::string> dotted_names(std::string_view name) {
  std::vector<std::string> names;
  const std::optional<FacetParameter> parameter = read_facet_parameter(name);
  for (const FacetUse use : {FacetUse::All, FacetUse::Not, FacetUse::Limit, FacetUse::Text})
    if (!parameter || parameter->use == use)
      for (std::string& one : facet_parameters(use)) names.push_back(std::move(one));
  return names;
}

/// The name that was probably meant; empty if none is near.
std::string nearest_parameter(const std::string& name, const std::vector<std::string>& allowed) {
  const std::optional<FacetParameter> parameter = read_facet_parameter(name);
  if (!parameter) return nearest(name, allowed);
  // What surrounds the facet's name is right, and would make any two look alike.
  const std::string facet = nearest(std::string(parameter->facet), facet_names());
  return facet.empty() ? facet : facet_parameter(parameter->use, facet);
}

/// Reads parameters one by one into a query, collecting every problem.
class Reader {
 public:
  void read(const std::string& name, const std::string& raw) {
    if (find_invalid_utf8(name) || !is_known(name)) return report_unknown(name, raw);
    if (find_invalid_utf8(raw))
      return report(name, raw, "is not UTF-8 text, or holds a NUL; write UTF-8, percent-encoded");
    const std::string value = trim(raw);
    if (value.empty()) return;
    if (name == "in") return read_in(value);
    if (name == "literal") return read_literal(value);
    if (name == "meaning") return read_meaning(value);
    if (name == "facets") return read_facets(value);
    const std::optional<FacetParameter> parameter = read_facet_parameter(name);
    if (parameter &&
        std::find(kFilterUses.begin(), kFilterUses.end(), parameter->use) != kFilterUses.end())
      return read_filter(name, *parameter, value);
    if (!seen_.insert(name).second)
      return report(name, value, "is given more than once; give it once");
    if (parameter) return read_listing(name, *parameter, value);
    read_single(name, value);
  }

  ParsedQuery finish() {
    for (const FacetUse use : kFilterUses)
      for (auto& [facet, values] : filters_of(query_, use)) std::sort(values.begin(), values.end());
    std::sort(query_.in.begin(), query_.in.end());
    if (const unsigned last = last_reachable_page(query_.per_page); query_.page > last) {
      report(
          "page", std::to_string(query_.page),
          fmt::format("reaches beyond the first {} matches; the last page of {} is {}, or narrow "
                      "the search",
                      kMaxReachable, query_.per_page, last));
      query_.page = 1;
    }
    if (query_.from && query_.to && first_day(*query_.from) > last_day(*query_.to)) {
      report("to", to_edtf(*query_.to), "lies before 'from'; write a later date");
      query_.to.reset();
    }
    return {.query = std::move(query_), .problems = std::move(problems_)};
  }

 private:
  static bool is_known(const std::string& name) {
    if (const std::optional<FacetParameter> parameter = read_facet_parameter(name))
      return find_facet(parameter->facet) != nullptr;
    const auto& names = parameter_names();
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  /// @param fault follows the parameter's name and value: "is no date; write 2022-02".
  void report(const std::string& name, const std::string& value, const std::string& fault,
              const std::vector<std::string>& allowed = {}) {
    if (problems_.size() == kMostProblems) return;
    const bool printable = value.size() <= 80 && !find_invalid_utf8(value);
    problems_.push_back({.name = name,
                         .value = value,
                         .message = printable ? fmt::format("{} '{}' {}", name, value, fault)
                                              : fmt::format("{} {}", name, fault),
                         .allowed = allowed,
                         .nearest = allowed.empty() ? std::string() : nearest(value, allowed)});
  }

  void report_unknown(const std::string& name, const std::string& value) {
    if (problems_.size() == kMostProblems) return;
    ParameterProblem problem{.name = name, .value = value, .unknown_name = true};
    if (find_invalid_utf8(name)) {
      problem.message = "a parameter's name is not UTF-8 text; leave it out";
    } else {
      problem.allowed =
          name.find('.') == std::string::npos ? parameter_names() : dotted_names(name);
      problem.nearest = nearest_parameter(name, problem.allowed);
      problem.message =
          problem.nearest.empty()
              ? fmt::format("unknown parameter '{}'; leave it out", name)
              : fmt::format("unknown parameter '{}'; did you mean '{}'?", name, problem.nearest);
    }
    problems_.push_back(std::move(problem));
  }

  void read_limit(const std::string& name, const std::string& value, const std::string& facet) {
    unsigned limit = kMostFacetValues;
    read_number(name, value, kMostFacetValues, limit);
    if (limit != kMostFacetValues) query_.facet_limits[facet] = limit;
  }

  void read_in(const std::string& value) {
    if (!is_document_id(value))
      return report("in", value,
                    "is no document id; ids are 3 to 80 of a-z, 0-9 and '-', as in a document's "
                    "address");
    add_value("in", query_.in, value);
  }

  void read_filter(const std::string& name, const FacetParameter& parameter,
                   const std::string& value) {
    if (value.find('\n') != std::string::npos)
      return report(name, value, "spans lines; write one value, and repeat the parameter for more");
    Filters& filters = filters_of(query_, parameter.use);
    const auto facet = filters.try_emplace(std::string(parameter.facet)).first;
    add_value(name, facet->second, value);
    if (facet->second.empty()) filters.erase(facet);
  }

  /// How the values of a facet are listed.
  void read_listing(const std::string& name, const FacetParameter& parameter,
                    const std::string& value) {
    const std::string facet(parameter.facet);
    if (parameter.use == FacetUse::Limit) return read_limit(name, value, facet);
    if (value.size() > kMaxFacetTextBytes)
      return report(
          name, value,
          fmt::format("is {} bytes long; write at most {}", value.size(), kMaxFacetTextBytes));
    if (has_room(name, value)) query_.facet_texts[facet] = value;
  }

  void add_value(const std::string& name, std::vector<std::string>& values,
                 const std::string& value) {
    if (std::find(values.begin(), values.end(), value) != values.end()) return;
    if (has_room(name, value)) values.push_back(value);
  }

  /// Whether the search has room for one more value. The first that has none is reported; it and
  /// those after it are left out.
  bool has_room(const std::string& name, const std::string& value) {
    if (is_full_) return false;
    ++values_;
    bytes_ += encode_parameter(name).size() + encode_parameter(value).size() + 2;  // "&", "="
    is_full_ = values_ > kMostFilterValues || bytes_ > kMostFilterBytes;
    if (!is_full_) return true;
    const std::size_t before = problems_.size();
    report(name, value,
           fmt::format("has no room; give at most {} values of filters together, of {} bytes in an "
                       "address, and leave out the rest",
                       kMostFilterValues, kMostFilterBytes));
    if (problems_.size() > before) problems_.back().no_room = true;
    return false;
  }

  void read_facets(std::string_view list) {
    if (!query_.facets) query_.facets.emplace();
    while (!list.empty()) {
      const std::size_t comma = std::min(list.find(','), list.size());
      const std::string name = trim(list.substr(0, comma));
      list.remove_prefix(std::min(comma + 1, list.size()));
      if (name.empty() || name == kNoFacets) continue;
      if (find_facet(name) == nullptr) {
        std::vector<std::string> allowed = facet_names();
        allowed.emplace_back(kNoFacets);
        report("facets", name, "is no facet; write facets' names, or none", allowed);
      } else if (std::find(query_.facets->begin(), query_.facets->end(), name) ==
                 query_.facets->end()) {
        query_.facets->push_back(name);
      }
    }
    std::sort(query_.facets->begin(), query_.facets->end(), in_schema_order);
  }

  static bool in_schema_order(const std::string& left, const std::string& right) {
    return find_facet(left) < find_facet(right);
  }

  /// A name that is to be taken as its words, in the form names are compared in.
  void read_literal(const std::string& value) {
    if (const std::string name = name_key(value); !name.empty())
      add_value("literal", query_.literal, name);
  }

  void read_meaning(const std::string& value) {
    const std::size_t colon = value.find(':');
    const std::vector<std::string>& lists = searched_lists();
    if (colon == std::string::npos ||
        std::find(lists.begin(), lists.end(), value.substr(0, colon)) == lists.end())
      return report("meaning", value, "is no concept; write list:id, as in themes:aeo");
    add_value("meaning", query_.meaning, value);
  }

  void read_single(const std::string& name, const std::string& value) {
    if (name == "q") return read_text(value);
    if (name == "from") return read_date(name, value, query_.from);
    if (name == "to") return read_date(name, value, query_.to);
    if (name == "match") return read_choice(name, value, kMatches, query_.match);
    if (name == "expand") return read_choice(name, value, kExpands, query_.expand);
    if (name == "explain") return read_choice(name, value, kExplains, query_.explain);
    if (name == "group") return read_choice(name, value, kGroups, query_.group);
    if (name == "sort") return read_choice(name, value, kSorts, query_.sort);
    if (name == "page") return read_number(name, value, kMaxReachable, query_.page);
    if (name == "per_page") return read_number(name, value, kMaxPerPage, query_.per_page);
    read_language(name, value);
  }

  void read_language(const std::string& name, const std::string& value) {
    static const std::vector<std::string> kLanguages{"en", "fr", "es", "pt", "ru", "ar", "zh"};
    if (std::find(kLanguages.begin(), kLanguages.end(), value) == kLanguages.end())
      return report(
          name, value,
          fmt::format("is no language of labels; write one of {}", fmt::join(kLanguages, ", ")),
          kLanguages);
    query_.ui = value;
  }

  void read_text(const std::string& value) {
    if (value.size() > kMaxTextBytes)
      return report("q", value,
                    fmt::format("is {} bytes long; at most {} can be searched, shorten it",
                                value.size(), kMaxTextBytes));
    query_.text = value;
  }

  void read_date(const std::string& name, const std::string& value,
                 std::optional<DateInterval>& date) {
    std::string problem;
    date = parse_edtf(value, problem);
    if (!date) report(name, value, "cannot be taken: " + problem);
  }

  void read_number(const std::string& name, const std::string& value, unsigned most,
                   unsigned& number) {
    unsigned read = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, failure] = std::from_chars(value.data(), end, read);
    if (failure != std::errc{} || stop != end || read < 1 || read > most)
      return report(name, value, fmt::format("is no number from 1 to {}; write one", most));
    number = read;
  }

  template <typename Choices, typename Value>
  void read_choice(const std::string& name, const std::string& value, const Choices& choices,
                   Value& chosen) {
    for (const auto& choice : choices)
      if (choice.name == value) {
        chosen = choice.value;
        return;
      }
    const std::vector<std::string> allowed = names_of(choices);
    report(name, value, fmt::format("is not known; write one of {}", fmt::join(allowed, ", ")),
           allowed);
  }

  SearchQuery query_{};
  std::vector<ParameterProblem> problems_{};
  std::set<std::string> seen_{};
  std::size_t values_ = 0, bytes_ = 0;  ///< Of what narrows the search.
  bool is_full_ = false;
};

}  // namespace

ParsedQuery parse_search_query(const Parameters& parameters) {
  Reader reader;
  for (const auto& [name, value] : parameters) reader.read(name, value);
  return reader.finish();
}

}  // namespace entrepot
