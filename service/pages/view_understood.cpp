#include "service/pages/view_understood.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/concept_names.h"
#include "model/vocabulary.h"
#include "service/pages/view_parts.h"
#include "service/words/query_concepts.h"

namespace entrepot {
namespace {

using nlohmann::json;

SearchQuery first_page(SearchQuery query) {
  query.page = 1;
  return query;
}

json link(const Name& name, const SearchQuery& query, const ViewContext& context) {
  json out = label_json(name, context);
  out["url"] = search_link(query, context.ui);
  return out;
}

json corrected(const Correction& one, const SearchQuery& query, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  SearchQuery as_typed = first_page(query);
  as_typed.literal.push_back(name_key(one.from));
  return {{"pieces", phrase(strings.text("search.corrected", {{"from", one.from}, {"to", one.to}}),
                            {}, context)},
          {"links", json::array({link(strings.text("search.as_typed", {{"word", one.from}}),
                                      as_typed, context)})}};
}

/// All in one: they are many, and few readers want to give up a single one.
json translated(const std::vector<Translation>& all, const SearchQuery& query,
                const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  SearchQuery as_words = first_page(query);
  std::vector<std::string> words;
  for (const Translation& one : all) {
    as_words.literal.push_back(name_key(one.from));
    words.push_back(fmt::format("{} ({})", one.from, strings.list(one.to)));
  }
  return {{"pieces", phrase(strings.text("search.translated", {{"words", strings.list(words)}}), {},
                            context)},
          {"links", json::array({link(strings.text("search.words_only"), as_words, context)})}};
}

bool is_subject(const UnderstoodConcept& one) {
  const std::vector<std::string>& lists = subject_lists();
  return std::find(lists.begin(), lists.end(), one.meanings.front().list) != lists.end();
}

json taken_for(const UnderstoodConcept& one, const SearchQuery& query, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json links = json::array();
  if (one.meanings.size() > 1)
    for (const UnderstoodConcept::Meaning& meaning : one.meanings) {
      SearchQuery settled = first_page(query);
      settled.meaning.push_back(to_string(ConceptRef{meaning.list, meaning.id}));
      links.push_back(link(name_of(meaning.list, meaning.id, context), settled, context));
    }
  SearchQuery as_words = first_page(query);
  as_words.literal.push_back(one.name);
  links.push_back(link(strings.text("search.words_only"), as_words, context));
  const std::string text =
      one.meanings.size() > 1
          ? strings.text("search.several_meanings", {{"name", one.from}})
          : strings.text("search.taken_for",
                         {{"name", one.from}, {"label", one.meanings.front().label}});
  const UnderstoodConcept::Meaning& first = one.meanings.front();
  return {{"pieces", phrase(text, {name_of(first.list, first.id, context)}, context)},
          {"links", links}};
}

}  // namespace

nlohmann::json understood_list(const SearchPage& page, const SearchQuery& query,
                               const ViewContext& context) {
  json list = json::array();
  for (const Correction& one : page.understood.corrected)
    list.push_back(corrected(one, query, context));
  for (const UnderstoodConcept& one : page.understood.concepts)
    if (is_subject(one)) list.push_back(taken_for(one, query, context));
  if (!page.understood.translated.empty())
    list.push_back(translated(page.understood.translated, query, context));
  return list;
}

}  // namespace entrepot
