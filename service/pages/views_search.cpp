#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/formats/search_table.h"
#include "service/formats/suggestion_text.h"
#include "service/pages/view_choices.h"
#include "service/pages/view_fields.h"
#include "service/pages/view_notices.h"
#include "service/pages/view_parts.h"
#include "service/pages/view_understood.h"
#include "service/pages/views.h"
#include "service/search/next_steps.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kShownValues = 8;    ///< Of a facet, before the fold.
constexpr std::size_t kListedValues = 40;  ///< Of a facet, with the fold: keeps pages light.
constexpr std::size_t kOpenFacets = 4;     ///< Facets that stand open when nothing is chosen.

/// The order in which a reader meets the facets: what it is about, then what it is.
constexpr std::array<std::string_view, 14> kFacetOrder{
    "country",      "theme",   "kind",     "type",     "year",        "region",   "programme",
    "organisation", "measure", "language", "evidence", "source_kind", "modality", "status"};

/// Both ways to look at one search: what is asked for, and the other group's total.
struct Searches {
  SearchPage page{};     ///< As asked.
  SearchQuery other{};   ///< The same search in the other group.
  SearchPage counted{};  ///< Its total; in document mode also its kinds, counted in passages.
  bool refused = false;  ///< The words cannot be searched, so nothing was.
};

Searches run(const Library& library, const SearchQuery& query, bool refused) {
  const bool documents = query.group == Group::Document;
  Searches out{.other = query, .refused = refused};
  out.other.group = documents ? Group::Passage : Group::Document;
  out.other.page = 1;
  if (refused) return out;
  out.page = library.search(query);
  out.page.suggestions = next_steps(library, query, out.page);
  SearchQuery counting = out.other;
  counting.per_page = 1;
  counting.facets = documents ? std::vector<std::string>{"kind"} : std::vector<std::string>{};
  out.counted = library.search(counting);
  return out;
}

json facet_json(std::string_view name, const json& facet, const ViewContext& context) {
  const Interface& ui = context.ui;
  json shown = json::array(), more = json::array();
  bool chosen = false;
  for (const json& value : facet.at("values")) {
    // Its link takes a chosen value away, and what that finds is not counted here.
    const bool selected = value.at("selected");
    json entry = {{"label", value.at("label")},
                  {"count", selected ? "" : ui.locale.number(value.at("count"))},
                  {"selected", selected},
                  {"url", value.at("url")}};
    chosen = chosen || selected;
    if (shown.size() + more.size() == kListedValues) break;
    (shown.size() < kShownValues ? shown : more).push_back(std::move(entry));
  }
  const std::uint64_t total = facet.at("values").size();
  return {
      {"name", name},
      {"label", ui.strings.text(fmt::format("facet.{}", name))},
      {"values", shown},
      {"more", more},
      {"has_more", !more.empty()},
      {"more_text", ui.strings.count("search.more_values", more.size(), ui.locale)},
      {"left_text", total <= kListedValues
                        ? ""
                        : ui.strings.count("search.values_left", total - kListedValues, ui.locale)},
      {"notes", chosen ? json::array({ui.strings.text("search.counts_alone")}) : json::array()},
      {"chosen", chosen}};
}

/// A facet that cannot narrow anything is left out: every match has every value of it.
bool narrows(const json& facet, std::uint64_t found) {
  const json& values = facet.at("values");
  return std::any_of(values.begin(), values.end(), [found](const json& value) {
    return value.at("selected").get<bool>() || value.at("count").get<std::uint64_t>() != found;
  });
}

json facet_list(const Searches& searches, const SearchQuery& query, const ViewContext& context) {
  const json own = to_json(searches.page, query, context.json()).at("facets");
  const json other = to_json(searches.counted, searches.other, context.json()).at("facets");
  json list = json::array();
  for (const std::string_view name : kFacetOrder) {
    const bool from_other = name == "kind" && query.group == Group::Document;
    const json& source = from_other ? other : own;
    const auto facet = source.find(std::string(name));
    const std::uint64_t found = from_other ? searches.counted.found : searches.page.found;
    if (facet == source.end() || !narrows(*facet, found)) continue;
    json entry = facet_json(name, *facet, context);
    if (from_other) entry["notes"].push_back(context.ui.strings.text("search.counts_passages"));
    entry["open"] = list.size() < kOpenFacets || entry["chosen"].get<bool>();
    list.push_back(std::move(entry));
  }
  return list;
}

/// What the form sends along unseen, so that new words keep the filters.
SearchQuery fixed_part(SearchQuery query) {
  query.text.clear();
  query.from.reset();
  query.to.reset();
  query.page = 1;
  return query;
}

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
         {"count", context.ui.locale.number(found)},
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
  if (page.pages > 1)
    out += ", " + strings.text("search.page_of", {{"page", locale.number(query.page)},
                                                  {"pages", locale.number(page.pages)}});
  return out;
}

/// Ways on when little was found, each with what it finds.
json ways_on(const SearchQuery& query, const Searches& searches, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json list = json::array();
  const auto offer = [&](const std::string& text, const SearchQuery& way, std::uint64_t found) {
    list.push_back({{"text", text},
                    {"count", context.ui.locale.number(found)},
                    {"url", search_link(way, context.ui)}});
  };
  if (searches.page.found == 0 && searches.counted.found > 0)
    offer(
        strings.text(query.group == Group::Document ? "search.in_passages" : "search.in_documents"),
        searches.other, searches.counted.found);
  for (const Suggestion& one : searches.page.suggestions)
    offer(suggestion_text(one, strings), one.query, one.found);
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

/// Whether there are words that cannot be searched at all.
bool words_refused(const ParsedQuery& parsed) {
  return problem_of(parsed, "q") != nullptr && parsed.query.text.empty();
}

/// What is wrong with the words; empty if nothing is.
std::string words_problem(const ParsedQuery& parsed, const Strings& strings) {
  const ParameterProblem* problem = problem_of(parsed, "q");
  if (problem == nullptr) return {};
  if (!words_refused(parsed)) return strings.text("search.given_twice");
  return strings.text(written(problem).empty() ? "search.text_problem" : "search.text_too_long");
}

json form_json(const ParsedQuery& parsed, const Strings& strings) {
  const SearchQuery& query = parsed.query;
  const json from = date_field(query.from, problem_of(parsed, "from"), strings);
  const json to = date_field(query.to, problem_of(parsed, "to"), strings);
  return {{"value", words_refused(parsed) ? written(problem_of(parsed, "q")) : query.text},
          {"q_problem", words_problem(parsed, strings)},
          {"from", from.at("value")},
          {"from_problem", from.at("problem")},
          {"to", to.at("value")},
          {"to_problem", to.at("problem")},
          {"hidden", hidden_fields(fixed_part(query))},
          {"dates_open",
           from != date_field({}, nullptr, strings) || to != date_field({}, nullptr, strings)}};
}

/// {heading, has_subject, page_text, title} of a search for something.
json heading_json(const ParsedQuery& parsed, const std::vector<Choice>& chosen,
                  const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const SearchQuery& query = parsed.query;
  const std::string subject = words_refused(parsed) ? "" : subject_of(query.text, chosen, context);
  const std::string page =
      query.page > 1
          ? strings.text("search.page_number", {{"page", context.ui.locale.number(query.page)}})
          : "";
  const std::string what =
      fmt::format("{}{}{}", subject, subject.empty() || page.empty() ? "" : ", ", page);
  return {{"heading", subject.empty()      ? strings.text("search.heading")
                      : query.text.empty() ? subject
                                           : query.text},
          {"has_subject", !subject.empty()},
          {"page_text", page},
          {"title", what.empty() ? strings.text("search.heading")
                                 : strings.text("search.title", {{"what", what}})}};
}

}  // namespace

View search_view(const ViewContext& context, const ParsedQuery& parsed) {
  const Strings& strings = context.ui.strings;
  const bool refused = words_refused(parsed);
  // Refused words stay in the field and in every link, so that the reader can correct them.
  ParsedQuery asked = parsed;
  if (refused) asked.query.text = written(problem_of(parsed, "q"));
  const SearchQuery& query = asked.query;
  const Searches searches = run(context.library, query, refused);
  const SearchPage& page = searches.page;
  json body = to_json(page, query, context.json());
  body["hits"] = hit_cards(page, query, context);
  const std::vector<Choice> chosen = choices(query, context);
  body.update(heading_json(parsed, chosen, context));
  body["form"] = form_json(parsed, strings);
  body["found_text"] = found_sentence(page, query, context);
  body["has_hits"] = page.found > 0;
  body["by_passage"] = query.group == Group::Passage;
  body["groups"] = group_links(searches, query, context);
  body["sorts"] = sort_links(query, context);
  body["warning_list"] = address_warnings(page, asked, context);
  body["understood_list"] = understood_list(page, query, context);
  body["has_understood"] = !body["understood_list"].empty();
  body["notices"] = notices(page, context);
  body["has_notices"] = !body["notices"].empty();
  body["missing_text"] = missing_words(page, query, context);
  body["facet_list"] = facet_list(searches, query, context);
  body["has_facets"] = !body["facet_list"].empty();
  body["any_text"] = page.match != Match::Any || page.found == 0 || !page.understood.dropped.empty()
                         ? ""
                     : page.found_all == 0
                         ? strings.text("search.any_none")
                         : strings.count("search.any_matched", page.found_all, context.ui.locale);
  body["any_url"] = page.found_all > 0 ? body["links"]["match_all"] : json("");
  body["ways"] = ways_on(query, searches, context);
  body["has_ways"] = !body["ways"].empty();
  body["chosen"] = json::array();
  for (const Choice& choice : chosen)
    body["chosen"].push_back(
        {{"text", choice.text}, {"url", search_link(choice.without, context.ui)}});
  body["has_chosen"] = !body["chosen"].empty();
  body["clear_url"] =
      body["chosen"].size() > 1 ? search_link(without_filters(query), context.ui) : "";
  body["has_pages"] = page.pages > 1;
  const std::string title = body["title"];
  const std::string feed = body["links"]["atom"];
  SearchQuery other_way = query;
  other_way.explain = !query.explain;
  body["why_url"] = search_link(other_way, context.ui);
  body["why_text"] = strings.text(query.explain ? "why.hide" : "why.show");
  body["csv_text"] =
      page.found > kMostRows
          ? strings.text("search.csv_first", {{"rows", context.ui.locale.number(kMostRows)}})
          : strings.text("search.csv");
  return {.page_template = "search",
          .title = title,
          .address = search_address(parsed.query),
          .feed = feed,
          .section = "search",
          .own_search = true,
          .body = std::move(body)};
}

}  // namespace entrepot
