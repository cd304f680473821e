#include "service/search_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "model/concept_names.h"
#include "model/diagnostics.h"
#include "model/index_schema.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::size_t kMaxTextBytes = 512;
constexpr std::size_t kMaxValues = 64;      // of one facet, or of `in`
constexpr unsigned kMaxReachable = 10'000;  // page * per_page
constexpr unsigned kMaxPerPage = 100;
constexpr std::string_view kNoFacets = "none";

template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};
constexpr std::array kMatches{Choice<Match>{"auto", Match::Auto}, Choice<Match>{"all", Match::All},
                              Choice<Match>{"any", Match::Any}};
constexpr std::array kExpands{Choice<bool>{"on", true}, Choice<bool>{"off", false}};
constexpr std::array kGroups{Choice<Group>{"document", Group::Document},
                             Choice<Group>{"passage", Group::Passage}};
constexpr std::array kSorts{
    Choice<Sort>{"relevance", Sort::Relevance}, Choice<Sort>{"-date", Sort::NewestFirst},
    Choice<Sort>{"date", Sort::OldestFirst}, Choice<Sort>{"title", Sort::Title}};

template <typename Choices>
std::vector<std::string> names_of(const Choices& choices) {
  std::vector<std::string> names;
  for (const auto& choice : choices) names.emplace_back(choice.name);
  return names;
}

template <typename Choices, typename Value>
std::string_view name_of(const Choices& choices, Value value) {
  for (const auto& choice : choices)
    if (choice.value == value) return choice.name;
  return {};
}

std::vector<std::string> facet_names() { return names_of(kFacets); }

const std::vector<std::string>& parameter_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names{"q", "in"};
    for (const Facet& facet : kFacets) names.emplace_back(facet.name);
    for (const char* name : {"from", "to", "match", "expand", "literal", "meaning", "group", "sort",
                             "page", "per_page", "facets", "ui"})
      names.emplace_back(name);
    return names;
  }();
  return kNames;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode_parameter(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
               hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
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

/// Whether a name belongs to a way of narrowing that this version does not have.
bool is_planned(std::string_view name) {
  if (name == "explain" || name.starts_with("facet_q") || name.starts_with("facet_limit"))
    return true;
  for (const std::string_view suffix : {".all", ".not"})
    if (name.ends_with(suffix) && find_facet(name.substr(0, name.size() - suffix.size())))
      return true;
  return false;
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
    if (const Facet* facet = find_facet(name)) return read_filter(*facet, value);
    if (!seen_.insert(name).second)
      return report(name, value, "is given more than once; give it once");
    read_single(name, value);
  }

  ParsedQuery finish() {
    for (auto& [facet, values] : query_.filters) std::sort(values.begin(), values.end());
    std::sort(query_.in.begin(), query_.in.end());
    if (query_.page > kMaxReachable / query_.per_page) {
      const unsigned last = kMaxReachable / query_.per_page;
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
    const auto& names = parameter_names();
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  /// @param fault follows the parameter's name and value: "is no date; write 2022-02".
  void report(const std::string& name, const std::string& value, const std::string& fault,
              const std::vector<std::string>& allowed = {}) {
    const bool printable = value.size() <= 80 && !find_invalid_utf8(value);
    problems_.push_back({.name = name,
                         .value = value,
                         .message = printable ? fmt::format("{} '{}' {}", name, value, fault)
                                              : fmt::format("{} {}", name, fault),
                         .allowed = allowed,
                         .nearest = allowed.empty() ? std::string() : nearest(value, allowed)});
  }

  void report_unknown(const std::string& name, const std::string& value) {
    ParameterProblem problem{.name = name, .value = value, .unknown_name = true};
    if (find_invalid_utf8(name)) {
      problem.message = "a parameter's name is not UTF-8 text; leave it out";
    } else if (is_planned(name)) {
      problem.message =
          fmt::format("parameter '{}' is not supported by this version; leave it out", name);
    } else {
      problem.nearest = nearest(name, parameter_names());
      problem.message =
          problem.nearest.empty()
              ? fmt::format("unknown parameter '{}'; leave it out", name)
              : fmt::format("unknown parameter '{}'; did you mean '{}'?", name, problem.nearest);
      problem.allowed = parameter_names();
    }
    problems_.push_back(std::move(problem));
  }

  void read_in(const std::string& value) {
    if (!is_document_id(value))
      return report("in", value,
                    "is no document id; ids are 3 to 80 of a-z, 0-9 and '-', as in a document's "
                    "address");
    add_value("in", query_.in, value);
  }

  void read_filter(const Facet& facet, const std::string& value) {
    const std::string name(facet.name);
    if (value == "_none")
      return report(name, value, "is not supported by this version; choose a value");
    if (value.find('\n') != std::string::npos)
      return report(name, value, "spans lines; write one value, and repeat the parameter for more");
    add_value(name, query_.filters[name], value);
  }

  void add_value(const std::string& name, std::vector<std::string>& values,
                 const std::string& value) {
    if (std::find(values.begin(), values.end(), value) != values.end()) return;
    if (values.size() == kMaxValues)
      return report(name, value,
                    fmt::format("is one too many; give at most {} values", kMaxValues));
    values.push_back(value);
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
};

}  // namespace

Parameters parse_parameters(std::string_view query_string) {
  Parameters parameters;
  while (!query_string.empty()) {
    const std::size_t end = std::min(query_string.find('&'), query_string.size());
    const std::string_view pair = query_string.substr(0, end);
    query_string.remove_prefix(std::min(end + 1, query_string.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    parameters.emplace_back(decode_parameter(pair.substr(0, equals)),
                            decode_parameter(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return parameters;
}

ParsedQuery parse_search_query(const Parameters& parameters) {
  Reader reader;
  for (const auto& [name, value] : parameters) reader.read(name, value);
  return reader.finish();
}

std::string to_query_string(const SearchQuery& query) {
  const SearchQuery standard;
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view value) {
    if (!out.empty()) out += '&';
    out += encode_parameter(name) + "=" + encode_parameter(value);
  };
  const auto add_sorted = [&add](std::string_view name, std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    for (const std::string& value : values) add(name, value);
  };
  if (!query.text.empty()) add("q", query.text);
  add_sorted("in", query.in);
  for (const Facet& facet : kFacets)
    if (const auto filter = query.filters.find(std::string(facet.name));
        filter != query.filters.end())
      add_sorted(facet.name, filter->second);
  if (query.from) add("from", to_edtf(*query.from));
  if (query.to) add("to", to_edtf(*query.to));
  if (query.match != standard.match) add("match", name_of(kMatches, query.match));
  if (query.expand != standard.expand) add("expand", name_of(kExpands, query.expand));
  add_sorted("literal", query.literal);
  add_sorted("meaning", query.meaning);
  if (query.group != standard.group) add("group", name_of(kGroups, query.group));
  if (query.sort != standard.sort) add("sort", name_of(kSorts, query.sort));
  if (query.page != standard.page) add("page", std::to_string(query.page));
  if (query.per_page != standard.per_page) add("per_page", std::to_string(query.per_page));
  if (query.facets) {
    if (query.facets->empty()) add("facets", kNoFacets);
    for (const Facet& facet : kFacets)
      if (std::find(query.facets->begin(), query.facets->end(), facet.name) != query.facets->end())
        add("facets", facet.name);
  }
  if (query.ui != standard.ui) add("ui", query.ui);
  return out;
}

std::string encode_parameter(std::string_view value) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : value) {
    if (c == ' ') {
      out += '+';
    } else if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace entrepot
