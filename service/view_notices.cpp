#include "service/view_notices.h"

#include <algorithm>

#include "model/text/unicode.h"
#include "service/query_text.h"
#include "service/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// A parameter that no search knows, perhaps misspelt.
std::string unknown_parameter(const ParameterProblem& problem, const Strings& strings) {
  constexpr std::size_t kMostShown = 40;
  if (find_invalid_utf8(problem.name) || problem.name.size() > kMostShown)
    return strings.text("search.unknown_some");
  return problem.nearest.empty()
             ? strings.text("search.unknown", {{"name", problem.name}})
             : strings.text("search.unknown_nearest",
                            {{"name", problem.name}, {"nearest", problem.nearest}});
}

/// “customs”, “single window”
std::string quoted(const std::vector<std::string>& words, const Strings& strings) {
  std::string out;
  for (std::string word : words) {
    std::erase(word, '"');
    out += (out.empty() ? "" : ", ") + strings.text("search.word", {{"word", word}});
  }
  return out;
}

}  // namespace

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  if (std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

json notices(const SearchPage& page, const ParsedQuery& parsed, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json list = json::array();
  const auto add = [&](const std::string& text, const std::string& link_text = "",
                       const std::string& url = "") {
    list.push_back({{"text", sentence(text)}, {"link_text", link_text}, {"url", url}});
  };
  for (const ParameterProblem& problem : parsed.problems) {
    if (problem.unknown_name)
      add(unknown_parameter(problem, strings));
    else if (problem.name != "q" && problem.name != "from" && problem.name != "to")
      add(problem.message);
  }
  for (const Warning& warning : page.warnings) {
    SearchQuery fixed = parsed.query;
    const bool facet = fixed.filters.contains(warning.parameter);
    if (!warning.nearest.empty() && facet) fixed.filters[warning.parameter] = {warning.nearest};
    const bool link = !warning.nearest.empty() && facet;
    add(warning.message,
        link
            ? strings.text("search.nearest",
                           {{"nearest", labelled(warning.parameter, warning.nearest, context.json())
                                            .at("label")
                                            .get<std::string>()}})
            : "",
        link ? search_link(fixed, context.ui) : "");
  }
  for (const std::string& note : page.understood.notes) add(note);
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
  const bool too_many = std::find(understood.notes.begin(), understood.notes.end(),
                                  too_many_words_note()) != understood.notes.end();
  std::string out = strings.text(too_many ? "search.dropped_too_many" : "search.dropped",
                                 {{"words", quoted(understood.dropped, strings)}});
  if (page.found == 0 || used.empty()) return out;
  const std::string key = used.size() == 1           ? "search.dropped_one_left"
                          : page.match == Match::Any ? "search.dropped_any_left"
                                                     : "search.dropped_all_left";
  out += " " + strings.text(key, {{"words", quoted(used, strings)}});
  constexpr std::uint64_t kCommon = 5;  // a word that one in so many has says little
  if (used.size() == 1 && query.filters.empty() && query.in.empty() &&
      page.found * kCommon >= page.out_of)
    out += " " + strings.text("search.dropped_common", {{"found", locale.number(page.found)},
                                                        {"total", locale.number(page.out_of)}});
  return out;
}

}  // namespace entrepot
