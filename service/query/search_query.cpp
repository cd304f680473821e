#include "service/query/search_query.h"

#include <algorithm>

#include "model/index_schema.h"
#include "service/query/search_choices.h"

namespace entrepot {
namespace {

template <typename Query>
auto& filters_in(Query& query, FacetUse use) {
  if (use == FacetUse::All) return query.filters_all;
  return use == FacetUse::Not ? query.filters_not : query.filters;
}

}  // namespace

Filters& filters_of(SearchQuery& query, FacetUse use) { return filters_in(query, use); }
const Filters& filters_of(const SearchQuery& query, FacetUse use) { return filters_in(query, use); }

const std::vector<std::string>& filter_values(const SearchQuery& query, FacetUse use,
                                              std::string_view facet) {
  static const std::vector<std::string> kNone;
  const Filters& filters = filters_of(query, use);
  const auto found = filters.find(std::string(facet));
  return found == filters.end() ? kNone : found->second;
}

SearchQuery whole_result(SearchQuery query) {
  const SearchQuery standard;
  query.page = standard.page;
  query.per_page = standard.per_page;
  query.facets = standard.facets;
  query.facet_limits.clear();
  query.facet_texts.clear();
  query.explain = standard.explain;
  return query;
}

SearchQuery result_set(SearchQuery query) {
  query = whole_result(std::move(query));
  query.sort = SearchQuery{}.sort;
  return query;
}

unsigned last_reachable_page(unsigned per_page) {
  return std::max(kMaxReachable / std::max(per_page, 1U), 1U);
}

bool narrows_by_facets(const SearchQuery& query) {
  return !query.filters.empty() || !query.filters_all.empty() || !query.filters_not.empty();
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
    for (const FacetUse use : kFilterUses)
      add_sorted(facet_parameter(use, facet.name), filter_values(query, use, facet.name));
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
  for (const Facet& facet : kFacets)
    if (const auto limit = query.facet_limits.find(std::string(facet.name));
        limit != query.facet_limits.end() && limit->second != kMostFacetValues)
      add(facet_parameter(FacetUse::Limit, facet.name), std::to_string(limit->second));
  for (const Facet& facet : kFacets)
    if (const auto text = query.facet_texts.find(std::string(facet.name));
        text != query.facet_texts.end())
      add(facet_parameter(FacetUse::Text, facet.name), text->second);
  if (query.explain != standard.explain) add("explain", name_of(kExplains, query.explain));
  if (query.ui != standard.ui) add("ui", query.ui);
  return out;
}

}  // namespace entrepot
