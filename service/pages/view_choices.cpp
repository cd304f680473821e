#include "service/pages/view_choices.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// "Bolivia, Risk management": what narrows a search, in brief; empty if nothing does.
std::string brief_of(const std::vector<Choice>& chosen, const ViewContext& context) {
  constexpr std::size_t kMostNamed = 4;
  std::vector<std::string> names;
  for (const Choice& choice : chosen)
    if (!choice.brief.empty()) names.push_back(choice.brief);
  const std::size_t left = names.size() - std::min(names.size(), kMostNamed);
  names.resize(names.size() - left);
  if (left > 0)
    names.push_back(context.ui.strings.count("search.more_values", left, context.ui.locale));
  return context.ui.strings.list(names);
}

/// A filter, with the search that lacks it.
Choice choice_of(const FacetParameter& parameter, const std::string& value,
                 const SearchQuery& query, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const std::string facet(parameter.facet);
  const std::string name = strings.text("facet." + facet);
  const Name label = facet_name(facet, value, context);
  Choice choice{.brief = label.text, .value = label, .without = query};
  const Strings::Values both{{"facet", name}, {"value", label.text}};
  switch (parameter.use) {
    case FacetUse::All:
      choice.text = strings.text("search.chosen_all", both);
      break;
    case FacetUse::Not:
      choice.text = strings.text("search.chosen_not", both);
      choice.brief = strings.text("search.not", {{"value", label.text}});
      break;
    default:
      choice.text = strings.text("site.named", {{"name", name}, {"value", label.text}});
      if (value == kNoValue) choice.brief = choice.text;
  }
  Filters& filters = filters_of(choice.without, parameter.use);
  std::erase(filters[facet], value);
  if (filters[facet].empty()) filters.erase(facet);
  return choice;
}

}  // namespace

std::vector<Choice> choices(const SearchQuery& query, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  std::vector<Choice> out;
  SearchQuery first = query;
  first.page = 1;
  const auto add = [&](const std::string& name, const std::string& value, auto&& change) {
    Choice choice{.text = value.empty()
                              ? name
                              : strings.text("site.named", {{"name", name}, {"value", value}}),
                  .brief = value,
                  .without = first};
    change(choice.without);
    out.push_back(std::move(choice));
  };
  for (const FacetUse use : {FacetUse::Any, FacetUse::All, FacetUse::Not})
    for (const auto& filter : filters_of(query, use))
      for (const std::string& value : filter.second)
        out.push_back(choice_of({.use = use, .facet = filter.first}, value, first, context));
  for (const std::string& id : query.in) {
    const json link = document_link(id, context);
    const Name title = link.is_null() ? Name(id) : Name(link.at("title"), link.at("lang"));
    add(strings.text("search.in"), title.text,
        [&](SearchQuery& without) { std::erase(without.in, id); });
    out.back().value = title;
  }
  if (query.from) {
    add(strings.text("search.from"), context.ui.locale.date(*query.from),
        [](SearchQuery& without) { without.from.reset(); });
    out.back().brief = out.back().text;
  }
  if (query.to) {
    add(strings.text("search.to"), context.ui.locale.date(*query.to),
        [](SearchQuery& without) { without.to.reset(); });
    out.back().brief = out.back().text;
  }
  if (query.match == Match::All)
    add(strings.text("search.all_words"), "",
        [](SearchQuery& without) { without.match = Match::Auto; });
  if (!query.expand)
    add(strings.text("search.exact"), "", [](SearchQuery& without) { without.expand = true; });
  return out;
}

std::string subject_of(const std::string& words, const std::vector<Choice>& chosen,
                       const ViewContext& context) {
  const std::string filters = brief_of(chosen, context);
  if (words.empty()) return filters;
  if (filters.empty()) return words;
  return context.ui.strings.text("search.words_and_filters",
                                 {{"words", words}, {"filters", filters}});
}

json chosen_phrase(const std::string& text, const std::vector<Choice>& chosen,
                   const ViewContext& context) {
  std::vector<Name> names;
  for (const Choice& choice : chosen) names.push_back(choice.value);
  return phrase(text, names, context);
}

SearchQuery without_filters(const SearchQuery& query) {
  return {.text = query.text, .group = query.group, .sort = query.sort, .ui = query.ui};
}

}  // namespace entrepot
