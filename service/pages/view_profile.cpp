#include "service/pages/view_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "service/pages/kind_order.h"
#include "service/pages/view_chart.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr unsigned kPassagesOfKind = 3;    ///< Shown of each kind; the rest is behind a link.
constexpr unsigned kNewestDocuments = 20;  ///< The same of documents.

/// Hits under the year in which their activity ended, newest first, undated last.
json by_year(const SearchPage& page, const SearchQuery& query, const ViewContext& context) {
  const json hits = hit_cards(page, query, context);
  json years = json::array();
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::optional<DateInterval>& date = page.hits[i].document.date;
    const std::string year =
        date ? std::to_string(date->end.year) : context.ui.strings.text("country.undated");
    if (years.empty() || years.back()["year"] != year)
      years.push_back({{"year", year}, {"hits", json::array()}});
    years.back()["hits"].push_back(hits[i]);
  }
  return years;
}

/// {has_documents, years, found, all_url, all_text, newest_text}
json documents_of(SearchQuery query, const ViewContext& context) {
  query.per_page = kNewestDocuments;
  const SearchPage page = context.search(query);
  const SearchQuery all = result_set(query);
  const bool more = page.found > page.hits.size();
  return {{"has_documents", page.found > 0},
          {"years", by_year(page, query, context)},
          {"found",
           counted(context.ui.strings.text("country.documents"), "", page.found, all, context)},
          {"all_url", search_link(all, context.ui)},
          {"all_text",
           context.ui.strings.count("country.all_documents", page.found, context.ui.locale)},
          {"newest_text",
           more ? context.ui.strings.text("country.newest_shown",
                                          {{"n", context.ui.locale.number(page.hits.size())}})
                : ""}};
}

json passages_by_kind(const SearchQuery& query, const ViewContext& context) {
  json groups = json::array();
  for (const std::string_view kind : std::span(kKindOrder).first(kTellingKinds)) {
    SearchQuery own = query;
    own.per_page = kPassagesOfKind;
    if (json group = passage_group(std::string(kind), own, context); !group.is_null())
      groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

json profile_of(const Name& name, const SearchQuery& query, const ViewContext& context) {
  json body = documents_of(query, context);
  body["year_chart"] = year_chart(query, context);
  body["kind_chart"] = kind_chart(query, context);
  body["kinds"] = passages_by_kind(query, context);
  body["has_kinds"] = !body["kinds"].empty();
  SearchQuery followed = result_set(query);
  followed.ui = context.ui.locale.language();  // a feed's address has no language before its path
  body["follow"] = {
      {"pieces",
       phrase(context.ui.strings.text("profile.follow", {{"name", name.text}}), {name}, context)}};
  body["feed_url"] = "/search.atom?" + to_query_string(followed);
  body["timeline_url"] = context.ui.base + query_address("/timeline", followed);
  body["map_url"] = context.ui.base + query_address("/map", followed);
  body["coverage_url"] = context.ui.base + query_address("/coverage", followed);
  return body;
}

json jump_links(const std::vector<PagePart>& parts) {
  constexpr std::size_t kFewParts = 2;
  json links = json::array();
  for (const auto& [id, text] : parts) links.push_back({{"jump_to", id}, {"jump_text", text}});
  return {{"has_jumps", parts.size() > kFewParts}, {"jumps", std::move(links)}};
}

CountsById counts_by_id(const std::string& facet, const SearchQuery& query,
                        const ViewContext& context) {
  CountsById counts;
  for (const FacetValue& value : count_facet(facet, query, context).values)
    counts.emplace(value.value, value.count);
  return counts;
}

json page_link(const ConceptPages& pages, const std::string& id, const ViewContext& context) {
  return uncounted(name_of(pages.list, id, context), context.ui.base + page_path(pages, id),
                   context);
}

json counted_link(const ConceptPages& pages, const std::string& id, std::uint64_t count,
                  const SearchQuery& query, const ViewContext& context) {
  SearchQuery own = result_set(query);
  own.filters[std::string(pages.facet)] = {id};
  return counted(name_of(pages.list, id, context), context.ui.base + page_path(pages, id), count,
                 own, context);
}

json counted_pages(const ConceptPages& pages, const SearchQuery& query, const ViewContext& context,
                   std::size_t most) {
  const std::vector<FacetValue> values =
      count_facet(std::string(pages.facet), query, context).values;
  json items = json::array();
  for (const FacetValue& value : values)
    if (items.size() < most)
      items.push_back(counted_link(pages, value.value, value.count, query, context));
  const SearchQuery all = result_set(query);
  const bool more = values.size() > most;
  return {{"has_items", !items.empty()},
          {"in_columns", false},
          {"items", std::move(items)},
          {"rest_url", more ? search_link(all, context.ui) : ""},
          {"rest_text",
           more ? context.ui.strings.count("profile.rest", values.size() - most, context.ui.locale)
                : ""}};
}

void sort_by_label(json& entries, const ViewContext& context) {
  std::sort(entries.begin(), entries.end(), [&](const json& a, const json& b) {
    return context.ui.locale.sorts_before(a.at("label").get_ref<const std::string&>(),
                                          b.at("label").get_ref<const std::string&>());
  });
}

}  // namespace entrepot
