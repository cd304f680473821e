#include "service/pages/view_notices.h"

#include <algorithm>
#include <optional>
#include <set>

#include "model/text/unicode.h"
#include "service/pages/view_parts.h"
#include "service/words/query_text.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kMostWarnings = 12;  ///< That are told one by one.

/// @param link its text, for the partial phrase.
json warning(const std::string& text, json link = json::array(), const std::string& url = "") {
  return {{"text", text}, {"pieces", std::move(link)}, {"url", url}};
}

/// The search with a misspelt parameter under the name that was probably meant; nothing if that is
/// no search either.
std::optional<SearchQuery> corrected(const ParameterProblem& problem, const ParsedQuery& parsed) {
  if (problem.nearest.empty()) return {};
  Parameters parameters = parse_parameters(to_query_string(parsed.query));
  if (problem.nearest != "page")
    std::erase_if(parameters, [](const auto& one) { return one.first == "page"; });
  for (const ParameterProblem& other : parsed.problems)
    if (other.unknown_name && other.name == problem.name)
      parameters.emplace_back(problem.nearest, other.value);
  ParsedQuery fixed = parse_search_query(parameters);
  if (!fixed.problems.empty() || fixed.query == parsed.query) return {};
  return std::move(fixed.query);
}

/// A parameter that no search knows, perhaps misspelt.
json unknown_parameter(const ParameterProblem& problem, const ParsedQuery& parsed,
                       const ViewContext& context, const SearchPlace& place) {
  const Strings& strings = context.ui.strings;
  constexpr std::size_t kMostShown = 40;
  if (find_invalid_utf8(problem.name) || problem.name.size() > kMostShown)
    return warning(strings.text("search.unknown_some"));
  const std::string text = strings.text("search.unknown", {{"name", problem.name}});
  const std::optional<SearchQuery> fixed = corrected(problem, parsed);
  if (!fixed) return warning(text);
  const std::string meant = strings.text("search.word", {{"word", problem.nearest}});
  return warning(text, phrase(strings.text("search.nearest", {{"nearest", meant}}), {}, context),
                 context.ui.base + query_address(place.path, *fixed, place.own));
}

/// A value that its parameter cannot have: "page=x".
json unusable_value(const ParameterProblem& problem, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  constexpr std::size_t kMostShown = 80;
  if (problem.no_room)
    return warning(strings.text("search.no_room", {{"most", std::to_string(kMostFilterValues)}}));
  if (find_invalid_utf8(problem.value) || problem.value.size() > kMostShown)
    return warning(strings.text("search.unusable_some", {{"name", problem.name}}));
  return warning(
      strings.text("search.unusable", {{"name", problem.name}, {"value", problem.value}}));
}

/// A value that nothing is called, with the search for the nearest one in its place.
json unknown_value(const Warning& unknown, const SearchQuery& query, const ViewContext& context,
                   const SearchPlace& place) {
  const Strings& strings = context.ui.strings;
  SearchQuery fixed = query;
  fixed.page = 1;
  const std::optional<FacetParameter> parameter = read_facet_parameter(unknown.parameter);
  const bool document = !parameter;
  const std::string facet(document ? "" : parameter->facet);
  const std::string text =
      document ? strings.text("search.unknown_document", {{"value", unknown.value}})
               : strings.text("search.unknown_value", {{"value", unknown.value},
                                                       {"facet", strings.text("facet." + facet)}});
  if (unknown.nearest.empty()) return warning(text);
  std::vector<std::string>& values = document ? fixed.in : filters_of(fixed, parameter->use)[facet];
  std::erase(values, unknown.value);
  if (std::find(values.begin(), values.end(), unknown.nearest) == values.end())
    values.push_back(unknown.nearest);
  std::sort(values.begin(), values.end());
  const Name meant = document ? Name(unknown.nearest) : facet_name(facet, unknown.nearest, context);
  const std::string link = strings.text("search.nearest", {{"nearest", meant.text}});
  return warning(text, phrase(link, {meant}, context),
                 context.ui.base + query_address(place.path, fixed, place.own));
}

/// “customs”, “single window”
std::string quoted(const std::vector<std::string>& words, const Strings& strings) {
  std::vector<std::string> out;
  for (std::string word : words) {
    std::erase(word, '"');
    out.push_back(strings.text("search.word", {{"word", word}}));
  }
  return strings.list(out);
}

}  // namespace

json address_warnings(const SearchPage& page, const ParsedQuery& parsed, const ViewContext& context,
                      const SearchPlace& place) {
  const auto told_at_field = [&place](const std::string& name) {
    return std::find(place.fields.begin(), place.fields.end(), name) != place.fields.end();
  };
  json list = json::array();
  std::uint64_t left = 0;
  const auto tell = [&](auto&& make) {
    if (list.size() < kMostWarnings)
      list.push_back(make());
    else
      ++left;
  };
  std::set<std::string> told;  // a misspelt parameter may be given more than once
  for (const ParameterProblem& problem : parsed.problems) {
    if (problem.unknown_name) {
      if (told.insert(problem.name).second)
        tell([&] { return unknown_parameter(problem, parsed, context, place); });
    } else if (!told_at_field(problem.name)) {
      tell([&] { return unusable_value(problem, context); });
    }
  }
  for (const Warning& unknown : page.warnings)
    tell([&] { return unknown_value(unknown, parsed.query, context, place); });
  if (left > 0)
    list.push_back(
        warning(context.ui.strings.count("search.more_warnings", left, context.ui.locale)));
  return list;
}

json notices(const SearchPage& page, const ViewContext& context) {
  json list = json::array();
  for (const Note& note : page.understood.notes)
    list.push_back(context.ui.strings.text("note." + note.key, note.values));
  return list;
}

std::string missing_words(const SearchPage& page, const SearchQuery& query,
                          const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Locale& locale = context.ui.locale;
  const Understood& understood = page.understood;
  if (understood.dropped.empty()) return {};
  std::vector<std::string> used;
  for (const std::string& word : understood.words)
    if (!word.starts_with('-') && std::find(understood.dropped.begin(), understood.dropped.end(),
                                            word) == understood.dropped.end())
      used.push_back(word);
  const bool too_many = std::any_of(understood.notes.begin(), understood.notes.end(),
                                    [](const Note& note) { return note.key == kTooManyWords; });
  std::string out = strings.text(too_many ? "search.dropped_too_many" : "search.dropped",
                                 {{"words", quoted(understood.dropped, strings)}});
  if (page.found == 0 || used.empty()) return out;
  const std::string key = used.size() == 1           ? "search.dropped_one_left"
                          : page.match == Match::Any ? "search.dropped_any_left"
                                                     : "search.dropped_all_left";
  out += " " + strings.text(key, {{"words", quoted(used, strings)}});
  constexpr std::uint64_t kCommon = 5;  // a word that one in so many has says little
  if (used.size() == 1 && !narrows_by_facets(query) && query.in.empty() &&
      page.found * kCommon >= page.out_of)
    out += " " + strings.text("search.dropped_common", {{"found", locale.number(page.found)},
                                                        {"total", locale.number(page.out_of)}});
  return out;
}

}  // namespace entrepot
