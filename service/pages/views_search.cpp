#include <array>

#include "service/formats/search_references.h"
#include "service/formats/search_table.h"
#include "service/formats/suggestion_text.h"
#include "service/pages/view_also.h"
#include "service/pages/view_choices.h"
#include "service/pages/view_facets.h"
#include "service/pages/view_form.h"
#include "service/pages/view_notices.h"
#include "service/pages/view_paging.h"
#include "service/pages/view_parts.h"
#include "service/pages/view_understood.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

json sort_links(const SearchQuery& query, const ViewContext& context) {
  constexpr std::array<std::pair<Sort, const char*>, 4> kSorts{
      {{Sort::Relevance, "search.sort_relevance"},
       {Sort::NewestFirst, "search.sort_newest"},
       {Sort::OldestFirst, "search.sort_oldest"},
       {Sort::Title, "search.sort_title"}}};
  const Sort in_force =
      query.text.empty() && query.sort == Sort::Relevance ? Sort::NewestFirst : query.sort;
  json links = json::array();
  for (const auto& [sort, key] : kSorts) {
    if (sort == Sort::Relevance && query.text.empty()) continue;  // it would be newest first
    SearchQuery other = query;
    other.sort = sort;
    other.page = 1;
    links.push_back({{"label", context.ui.strings.text(key)},
                     {"current", sort == in_force},
                     {"url", search_link(other, context.ui)}});
  }
  return links;
}

/// Without numbers where nothing was searched.
json group_links(const Searches& searches, const SearchQuery& query, const ViewContext& context) {
  json links = json::array();
  for (const Group group : {Group::Document, Group::Passage}) {
    const bool current = query.group == group;
    SearchQuery own = current ? query : searches.other;
    own.page = 1;
    const std::uint64_t found = current ? searches.page.found : searches.counted.found;
    links.push_back(
        {{"label", context.ui.strings.text(group == Group::Document ? "search.documents"
                                                                    : "search.passages")},
         {"count", searches.refused ? "" : context.ui.locale.number(found)},
         {"current", current},
         {"url", search_link(own, context.ui)}});
  }
  return links;
}

std::string found_sentence(const SearchPage& page, const SearchQuery& query,
                           const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Locale& locale = context.ui.locale;
  const bool documents = query.group == Group::Document;
  if (page.found == 0) return strings.text("search.nothing");
  std::string out;
  if (page.found == page.out_of) {
    out = strings.count(documents ? "search.found_documents" : "search.found_passages", page.found,
                        locale);
  } else {
    out = strings.text(
        "search.of",
        {{"found", locale.number(page.found)},
         {"total", strings.count(documents ? "search.found_documents" : "search.found_passages",
                                 page.out_of, locale)}});
  }
  if (page.pages <= 1 || query.page > page.pages) return out;
  return strings.list(
      {out, strings.text("search.page_of", {{"page", locale.number(query.page)},
                                            {"pages", locale.number(page.pages)}})});
}

/// What a suggestion tells of by name.
std::vector<Name> names_in(const Suggestion& one, const ViewContext& context) {
  std::vector<Name> names;
  for (const std::string& label : one.labels) names.push_back(name_called(label, context));
  if (one.labels.empty()) names.push_back(name_called(one.label, context));
  return names;
}

/// Ways on when little was found, each with what it finds.
json ways_on(const SearchQuery& query, const Searches& searches, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json list = json::array();
  const auto offer = [&](const std::string& text, const SearchQuery& way, std::uint64_t found,
                         const std::vector<Name>& names = {}) {
    list.push_back(counted(text, "", found, way, context));
    list.back()["pieces"] = phrase(text, names, context);
  };
  if (searches.page.found == 0 && searches.counted.found > 0)
    offer(
        strings.text(query.group == Group::Document ? "search.in_passages" : "search.in_documents"),
        searches.other, searches.counted.found);
  for (const Suggestion& one : searches.page.suggestions)
    offer(suggestion_text(one, strings), one.query, one.found, names_in(one, context));
  if (!list.empty() || searches.page.found > 0) return list;
  SearchQuery wordless = query;
  wordless.text.clear();
  wordless.page = 1;
  if (searches.refused && narrows_by_facets(wordless))
    offer(strings.text("search.without_words"), wordless, context.library.count(wordless));
  const SearchQuery everything{.sort = Sort::NewestFirst};
  offer(strings.text("search.everything"), everything, context.library.count(everything));
  return list;
}

/// [{label, url}]: where to look, and how to learn of what comes, when nothing was found.
json elsewhere(const SearchPage& page, const std::string& feed, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  if (page.found > 0) return json::array();
  return {{{"label", strings.text("search.browse_themes")}, {"url", context.ui.base + "/themes"}},
          {{"label", strings.text("home.coordinators_coverage")},
           {"url", context.ui.base + "/coverage"}},
          {{"label", strings.text("search.atom")}, {"url", feed}}};
}

/// {heading_pieces, heading_after, has_subject, title} of a search for something.
json heading_json(const ParsedQuery& parsed, const std::vector<Choice>& chosen,
                  const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const SearchQuery& query = parsed.query;
  const std::string subject = words_refused(parsed) ? "" : subject_of(query.text, chosen, context);
  const bool first = query.page == 1;
  const std::string page =
      first ? ""
            : strings.text("search.page_number", {{"page", context.ui.locale.number(query.page)}});
  std::vector<std::string> what;
  for (const std::string& part : {subject, page})
    if (!part.empty()) what.push_back(part);
  const json heading = subject.empty()       ? phrase(strings.text("search.heading"), {}, context)
                       : !query.text.empty() ? phrase(query.text, {}, context)
                                             : chosen_phrase(subject, chosen, context);
  return {{"heading_pieces", {{"pieces", heading}}},
          {"heading_after", first ? "" : strings.text("site.between") + page},
          {"has_subject", !subject.empty()},
          {"title", what.empty() ? strings.text("search.heading")
                                 : strings.text("search.title", {{"what", strings.list(what)}})}};
}

/// {any_text, any_url}: said where any of the words is enough.
json match_json(const SearchPage& page, const SearchQuery& query, const ViewContext& context) {
  if (page.match != Match::Any || page.found == 0 || !page.understood.dropped.empty())
    return {{"any_text", ""}, {"any_url", ""}};
  const Strings& strings = context.ui.strings;
  if (page.found_all == 0) return {{"any_text", strings.text("search.any_none")}, {"any_url", ""}};
  SearchQuery all = query;
  all.match = Match::All;
  all.page = 1;
  return {{"any_text", strings.count("search.any_matched", page.found_all, context.ui.locale)},
          {"any_url", search_link(all, context.ui)}};
}

/// {chosen: [{pieces, url}], has_chosen, clear_url}: the filters in force, each with a way out.
json chosen_json(const std::vector<Choice>& chosen, const SearchQuery& query,
                 const ViewContext& context) {
  json list = json::array();
  for (const Choice& choice : chosen)
    list.push_back({{"pieces", phrase(choice.text, {choice.value}, context)},
                    {"url", search_link(choice.without, context.ui)}});
  return {{"has_chosen", !list.empty()},
          {"clear_url",
           list.size() > 1 ? search_link(without_filters(query), context.ui) : std::string()},
          {"chosen", std::move(list)}};
}

/// [{url, text}]: references to the results, for programs that keep them.
json references_of_results(const SearchPage& page, const SearchQuery& file,
                           const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json list = json::array();
  for (const auto& [path, format] : {std::pair{"/search.bib", "BibTeX"}, {"/search.ris", "RIS"}})
    list.push_back(
        {{"url", file_url(path, file)},
         {"text", page.found > kMostReferences
                      ? strings.text("search.references_first",
                                     {{"rows", context.ui.locale.number(kMostReferences)},
                                      {"format", format}})
                      : strings.text("search.references", {{"format", format}})}});
  return list;
}

/// {why_url, why_text, whole_url, whole_text, map_url, timeline_url, csv_url, csv_text, references,
/// atom_url}: the same results with reasons; all of them on one page, if that can be; documents by
/// place and time; and as files with labels in the language of the page.
json forms_of_results(const SearchPage& page, const SearchQuery& query,
                      const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  SearchQuery other_way = query;
  other_way.explain = !query.explain;
  SearchQuery file = query;
  file.ui = context.ui.locale.language();
  SearchQuery feed = file;
  feed.sort = SearchQuery{}.sort;
  const SearchQuery unordered = result_set(query);
  SearchQuery whole = query;
  whole.per_page = kMaxPerPage;
  whole.page = SearchQuery{}.page;
  const bool fits = page.pages > 1 && page.found <= kMaxPerPage;
  const auto shown_on = [&](std::string_view place) {
    return query.group == Group::Document ? context.ui.base + query_address(place, unordered) : "";
  };
  return {
      {"why_url", search_link(other_way, context.ui)},
      {"whole_url", fits ? search_link(whole, context.ui) : ""},
      {"whole_text",
       fits ? strings.text("search.one_page", {{"n", context.ui.locale.number(page.found)}}) : ""},
      {"map_url", shown_on("/map")},
      {"timeline_url", shown_on("/timeline")},
      {"why_text", strings.text(query.explain ? "why.hide" : "why.show")},
      {"csv_url", file_url("/search.csv", file)},
      {"csv_text",
       page.found > kMostRows
           ? strings.text("search.csv_first", {{"rows", context.ui.locale.number(kMostRows)}})
           : strings.text("search.csv")},
      {"references", references_of_results(page, file, context)},
      {"atom_url", file_url("/search.atom", feed)}};
}

}  // namespace

View search_view(const ViewContext& context, ParsedQuery parsed) {
  const Strings& strings = context.ui.strings;
  parsed.query.ui = SearchQuery{}.ui;  // the page's own language is in its path
  ParsedQuery asked = parsed;
  const bool refused = words_refused(parsed);
  // Refused words stay in the field and in every link, so that the reader can correct them.
  if (refused) asked.query.text = words_as_written(parsed);
  const SearchQuery& query = asked.query;
  const Searches searches = run_searches(query, refused, context);
  const SearchPage& page = searches.page;
  FacetPanel filters = facet_panel(searches, query, context);
  const std::vector<Choice> chosen = choices(query, context);
  json body = heading_json(parsed, chosen, context);
  body["found"] = page.found;
  body["hits"] = hit_cards(page, query, context);
  add_also(body["hits"], page, context);
  body["form"] = form_json(parsed, filters, strings);
  body["found_text"] = found_sentence(page, query, context);
  body["has_hits"] = page.found > 0;
  body["has_list"] = !page.hits.empty();  // a page beyond the last has none
  body["by_passage"] = query.group == Group::Passage;
  body["groups"] = group_links(searches, query, context);
  body["sorts"] = sort_links(query, context);
  body["warning_list"] = address_warnings(page, asked, context);
  body["understood_list"] = understood_list(page, query, context);
  body["has_understood"] = !body["understood_list"].empty();
  body["notices"] = notices(page, context);
  body["has_notices"] = !body["notices"].empty();
  body["missing_text"] = missing_words(page, query, context);
  body["facet_list"] = std::move(filters.list);
  body["has_facets"] = !body["facet_list"].empty();
  body["ways"] = ways_on(query, searches, context);
  body["has_ways"] = !body["ways"].empty();
  body.update(match_json(page, query, context));
  body.update(chosen_json(chosen, query, context));
  body.update(paging_json(page, query, context));
  body.update(forms_of_results(page, query, context));
  body["elsewhere"] = refused ? json::array() : elsewhere(page, body["atom_url"], context);
  View view{.page_template = "search",
            .title = body["title"],
            .address = search_address(parsed.query),
            .feed = body["atom_url"],
            .section = "search",
            .own_search = true};
  view.skips.push_back({"results", strings.text("search.skip_to_results")});
  view.scripts = {"search.js"};
  view.body = std::move(body);
  return view;
}

}  // namespace entrepot
