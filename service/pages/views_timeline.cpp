#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "service/pages/timeline_drawing.h"
#include "service/pages/view_narrowing.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"
#include "service/search/facet_values.h"

namespace entrepot {
namespace {

using nlohmann::json;

const NarrowedPage kPage{
    .path = "/timeline", .facets = {"country", "theme", "programme"}, .dates = true};
constexpr unsigned kPerPage = 100;            ///< Documents.
constexpr unsigned kMostPages = 100;          ///< A search reaches no further.
constexpr std::size_t kMostCountryLanes = 4;  ///< More countries do not have lanes of their own.

/// One page of a timeline, and what stands before and after it.
struct Listed {
  SearchQuery query{};  ///< That found it, without facets; a single year is a requirement in it.
  SearchPage page{};
  bool newest_first = true;
  std::map<int, std::uint64_t> counts{};  ///< Documents by year, each of every year it touches.
  std::uint64_t undated = 0;
  bool counts_alone = false;       ///< Years are chosen, so that counts are of each in their place.
  std::optional<int> next_year{};  ///< Under which the next page begins, if that is dated.
};

/// The year under which a document is listed: that of its end, or, oldest first, of its beginning;
/// so the years of a list follow each other.
std::optional<int> year_listed(const Document& document, bool newest_first) {
  if (!document.date) return {};
  return newest_first ? document.date->end.year : document.date->start.year;
}

SearchQuery with_years(SearchQuery query, const std::vector<int>& years) {
  std::vector<std::string>& all = query.filters_all["year"];
  for (const int year : years)
    if (const std::string value = std::to_string(year);
        std::find(all.begin(), all.end(), value) == all.end())
      all.push_back(value);
  return query;
}

void take_counts(const SearchPage& page, Listed& listed) {
  for (const FacetCounts& facet : page.facets) {
    if (facet.name != "year") continue;
    listed.undated = facet.missing;
    for (const FacetValue& value : facet.values)
      if (const std::optional<int> year = year_of(value.value))
        listed.counts.emplace(*year, value.count);
  }
}

Listed list(const SearchQuery& asked, const ViewContext& context) {
  Listed out{.query = requiring(asked, "year"), .newest_first = asked.sort != Sort::OldestFirst};
  out.counts_alone = !filter_values(out.query, FacetUse::Any, "year").empty();
  SearchQuery query = out.query;
  query.sort = out.newest_first ? Sort::NewestFirst : Sort::OldestFirst;
  query.per_page = kPerPage;
  query.page = std::min(asked.page, kMostPages);
  query.facets = std::vector<std::string>{"year"};
  out.page = context.search(query);
  if (out.page.hits.empty() && out.page.found > 0) {  // beyond the last page
    query.page = static_cast<unsigned>(std::min<std::uint64_t>(out.page.pages, kMostPages));
    out.page = context.search(query);
  }
  out.page.pages = std::min<std::uint64_t>(out.page.pages, kMostPages);
  take_counts(out.page, out);
  out.page.facets.clear();
  out.query.page = query.page;
  if (query.page >= out.page.pages) return out;
  query.per_page = 1;
  query.page = query.page * kPerPage + 1;
  query.facets->clear();
  const SearchPage next = context.search(query);
  if (!next.hits.empty()) out.next_year = year_listed(next.hits.front().document, out.newest_first);
  return out;
}

/// The documents of a page under one year; without a year, the undated ones.
struct YearGroup {
  std::optional<int> year{};
  std::vector<std::size_t> hits{};  ///< Places in the page.
};

/// The page's documents under their years. A year in which activities ran that are listed under
/// another one has its place, too, on one page only.
std::vector<YearGroup> groups_of(const Listed& listed) {
  std::vector<YearGroup> groups;
  for (std::size_t i = 0; i < listed.page.hits.size(); ++i) {
    const auto year = year_listed(listed.page.hits[i].document, listed.newest_first);
    if (groups.empty() || groups.back().year != year) groups.push_back({.year = year});
    groups.back().hits.push_back(i);
  }
  if (groups.empty() || !groups.front().year || listed.counts_alone) return groups;
  const auto is_before = [&](int left, int right) {
    return listed.newest_first ? left > right : left < right;
  };
  const int first = *groups.front().year;
  for (const auto& counted_year : listed.counts) {
    const int year = counted_year.first;
    const bool is_listed = std::any_of(groups.begin(), groups.end(),
                                       [year](const YearGroup& one) { return one.year == year; });
    if (is_listed || is_before(year, first)) continue;
    if (listed.next_year && !is_before(year, *listed.next_year)) continue;
    groups.insert(
        std::find_if(groups.begin(), groups.end(),
                     [&](const YearGroup& one) { return !one.year || is_before(year, *one.year); }),
        {.year = year});
  }
  return groups;
}

/// How many documents touch a year. @param query finds them.
std::uint64_t count_of(int year, const Listed& listed, const SearchQuery& query,
                       const ViewContext& context) {
  const auto known = listed.counts.find(year);
  return known == listed.counts.end() || listed.counts_alone ? context.library.count(query)
                                                             : known->second;
}

/// Whether all documents of a group are on this page.
bool is_whole(const YearGroup& group, const Listed& listed) {
  const bool may_begin_before =
      listed.query.page > 1 &&
      year_listed(listed.page.hits.front().document, listed.newest_first) == group.year;
  return !may_begin_before && listed.next_year != group.year;
}

/// {year, id, found, also_text, also_url, hits}
json group_json(const YearGroup& group, const Listed& listed, const json& cards,
                const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json hits = json::array();
  for (const std::size_t at : group.hits) hits.push_back(cards[at]);
  json out = {
      {"has_hits", !hits.empty()}, {"hits", std::move(hits)}, {"also_text", ""}, {"also_url", ""}};
  SearchQuery own = result_set(listed.query);
  if (!group.year) {
    const std::string name = strings.text("country.undated");
    own.filters["year"] = {std::string(kNoValue)};
    out.update({{"year", name}, {"id", "undated"}});
    out["found"] = counted(name, "", listed.undated, own, context);
    return out;
  }
  const int year = *group.year;
  const std::string name = std::to_string(year);
  const SearchQuery across = with_years(own, {year, listed.newest_first ? year + 1 : year - 1});
  if (listed.counts_alone) {
    own = with_years(own, {year});
  } else {
    own.filters["year"] = {name};
  }
  const std::uint64_t count = count_of(year, listed, own, context);
  const std::uint64_t also =
      is_whole(group, listed) ? count - group.hits.size() : context.library.count(across);
  if (also > 0) {
    out["also_text"] =
        strings.count(listed.newest_first ? "timeline.ended_later" : "timeline.began_earlier", also,
                      context.ui.locale);
    out["also_url"] = search_link(across, context.ui);
  }
  out.update({{"year", name}, {"id", "y" + name}});
  out["found"] = counted(name, "", count, own, context);
  return out;
}

/// The groups of a drawing: ids of countries or of types, and at the end what is of neither.
struct Groups {
  std::vector<std::string> ids{};
  bool by_country = false;

  /// In which groups a document is.
  [[nodiscard]] std::vector<std::size_t> of(const Document& document) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const std::vector<std::string>& countries = document.tags.countries;
      const bool is_in =
          by_country ? std::find(countries.begin(), countries.end(), ids[i]) != countries.end()
                     : document.type == ids[i];
      if (is_in) out.push_back(i);
    }
    if (out.empty()) out.push_back(ids.size());
    return out;
  }

  [[nodiscard]] std::vector<std::string> names(const ViewContext& context) const {
    std::vector<std::string> out;
    for (const std::string& id : ids)
      out.push_back(context.label(by_country ? "countries" : "types", id));
    out.push_back(context.ui.strings.text("timeline.others"));
    return out;
  }
};

/// What each of several countries did, if that is asked for; else missions, workshops and cases.
Groups drawn_groups(const SearchQuery& asked, const ViewContext& context) {
  const std::vector<std::string>& chosen = filter_values(asked, FacetUse::Any, "country");
  if (chosen.size() > 1 && chosen.size() <= kMostCountryLanes)
    return {.ids = chosen, .by_country = true};
  return {.ids = context.library.vocabulary().ids("types")};
}

/// The drawing of a page's activities.
json drawing_json(const Listed& listed, const json& cards, const SearchQuery& asked,
                  const ViewContext& context) {
  const Groups groups = drawn_groups(asked, context);
  std::vector<TimelineMark> marks;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const Document& document = listed.page.hits[i].document;
    if (!document.date) continue;
    const json& card = cards[i];
    for (const std::size_t group : groups.of(document))
      marks.push_back(
          {.date = *document.date,
           .group = group,
           .shown = {
               {"url", card.at("url")}, {"title", card.at("title")}, {"lang", card.at("lang")}}});
  }
  return draw_timeline(std::move(marks), groups.names(context), context.ui.right_to_left);
}

/// {found_text, orders, how_text, previous_url, next_url}
json frame_json(const Listed& listed, const SearchQuery& asked, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const auto link = [&](unsigned page, Sort sort) {
    SearchQuery other = asked;
    other.page = page;
    other.sort = sort;
    return context.ui.base + query_address(kPage.path, std::move(other));
  };
  const unsigned page = listed.query.page;
  std::vector<std::string> found{
      strings.count("search.found_documents", listed.page.found, context.ui.locale)};
  if (listed.page.pages > 1)
    found.push_back(
        strings.text("search.page_of", {{"page", context.ui.locale.number(page)},
                                        {"pages", context.ui.locale.number(listed.page.pages)}}));
  json orders = json::array();
  for (const bool newest : {true, false})
    orders.push_back({{"label", strings.text(newest ? "search.sort_newest" : "search.sort_oldest")},
                      {"current", newest == listed.newest_first},
                      {"url", link(1, newest ? Sort::Relevance : Sort::OldestFirst)}});
  return {{"found_text", strings.list(found)},
          {"orders", std::move(orders)},
          {"how_text",
           strings.text(listed.newest_first ? "timeline.how_newest" : "timeline.how_oldest")},
          {"has_pages", listed.page.pages > 1},
          {"previous_url", page > 1 ? link(page - 1, asked.sort) : ""},
          {"next_url", page < listed.page.pages ? link(page + 1, asked.sort) : ""}};
}

}  // namespace

View timeline_view(const ViewContext& context, const ParsedQuery& parsed) {
  const Strings& strings = context.ui.strings;
  ParsedQuery asked = narrowing_of(parsed);
  const Listed listed = list(asked.query, context);
  asked.query.page = listed.query.page;
  json body = narrowing_json(kPage, asked, listed.page, context);
  body.update(frame_json(listed, asked.query, context));
  const json cards = hit_cards(listed.page, listed.query, context);
  body["years"] = json::array();
  for (const YearGroup& group : groups_of(listed))
    body["years"].push_back(group_json(group, listed, cards, context));
  body["has_hits"] = !cards.empty();
  body["drawing"] = drawing_json(listed, cards, asked.query, context);
  const SearchQuery all = result_set(asked.query);
  body["all_url"] = search_link(all, context.ui);
  body["all_text"] = strings.count("country.all_documents", listed.page.found, context.ui.locale);
  PageName name = narrowed_name(strings.text("timeline.heading"), asked.query, context);
  body["page_name"] = std::move(name.heading);
  std::vector<std::string> title{std::move(name.title)};
  if (listed.query.page > 1)
    title.push_back(strings.text("search.page_number",
                                 {{"page", context.ui.locale.number(listed.query.page)}}));
  const bool whole = strings.list(title) == strings.text("timeline.heading");
  return {.page_template = "timeline",
          .title = strings.list(title),
          .description = whole ? strings.text("timeline.lead") : "",  // else the title says it
          .address = query_address(kPage.path, asked.query),
          .section = "timeline",
          .body = std::move(body)};
}

}  // namespace entrepot
