#include "service/pages/view_facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/index_schema.h"
#include "model/text/unicode.h"
#include "service/pages/view_parts.h"
#include "service/search/facet_values.h"
#include "service/search/next_steps.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kMostUnfolded = 12;  ///< Values of a facet that stand without a fold.
constexpr std::size_t kBeforeFold = 8;     ///< Of more than that.
constexpr std::size_t kListedValues = 30;  ///< Of a facet, with the fold: keeps pages light.
constexpr std::size_t kOpenFacets = 4;     ///< Facets that stand open when nothing is chosen.

/// A facet that is counted, and the search that its values narrow.
struct CountedFacet {
  const FacetCounts& facet;
  const SearchQuery& query;
  std::uint64_t found = 0;  ///< By that search.
};

/// A value in the id of its field: letters, digits, "-" and "_" only.
std::string id_part(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    out += plain ? std::string(1, c) : fmt::format("_{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string text_of(const SearchQuery& query, const std::string& facet) {
  const auto found = query.facet_texts.find(facet);
  return found == query.facet_texts.end() ? std::string() : found->second;
}

bool is_counted(const FacetValue& value) { return value.count > 0 && value.value != kNoValue; }

/// A box with its number.
json value_json(const FacetValue& value, const CountedFacet& source, const ViewContext& context) {
  SearchQuery alone = source.query;
  alone.page = SearchQuery{}.page;
  alone.facet_texts.clear();
  alone.filters[source.facet.name] = {value.value};
  json out =
      counted(facet_name(source.facet.name, value.value, context), "", value.count, alone, context);
  const bool rtl = is_right_to_left(value.label);
  out["value"] = value.value;
  out["field_id"] = fmt::format("{}-{}", source.facet.name, id_part(value.value));
  out["checked"] = value.selected;
  if (out["label_lang"] == "" && rtl != context.ui.right_to_left)
    out["label_dir"] = rtl ? "rtl" : "ltr";
  return out;
}

/// A facet that cannot narrow anything is left out: every match has every value of it.
bool narrows(const CountedFacet& source) {
  const auto& values = source.facet.values;
  return std::any_of(values.begin(), values.end(), [&](const FacetValue& value) {
    return value.selected || value.count != source.found;
  });
}

/// {values, more, more_text, left_text, none_text, has_search}: which of a facet's values stand
/// there. Those chosen always do.
json listed_values(const CountedFacet& source, const std::string& text,
                   const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Facet& facet = *find_facet(source.facet.name);
  std::vector<const FacetValue*> called;
  std::size_t chosen = 0;
  bool none = !text.empty();
  for (const FacetValue& value : source.facet.values) {
    const bool is_so =
        text.empty() || is_called(value.value, text, facet, context.library.vocabulary());
    if (is_so || value.selected) called.push_back(&value);
    if (value.selected) ++chosen;
    if (is_so) none = false;
  }
  const auto counted_in = [](const auto& list) {
    return static_cast<std::uint64_t>(std::count_if(
        list.begin(), list.end(), [](const FacetValue* value) { return is_counted(*value); }));
  };
  const std::uint64_t total = text.empty() ? source.facet.total_values : counted_in(called);
  if (const std::size_t most = std::max(kListedValues, chosen); called.size() > most)
    called.resize(most);
  const std::uint64_t left = total - std::min(total, counted_in(called));
  // What was looked for by its name is not folded away.
  const bool folds = text.empty() && called.size() > kMostUnfolded;
  json values = json::array(), more = json::array();
  for (const FacetValue* value : called)
    (folds && values.size() >= std::max(kBeforeFold, chosen) ? more : values)
        .push_back(value_json(*value, source, context));
  const std::string more_text = strings.count("search.more_values", more.size(), context.ui.locale);
  return {{"values", values},
          {"has_values", !values.empty()},
          {"more", more},
          {"has_more", !more.empty()},
          {"more_text", more_text},
          {"left_text",
           left == 0 ? "" : strings.count("search.values_to_find", left, context.ui.locale)},
          {"none_text", none ? strings.text("search.no_value", {{"text", text}}) : ""},
          {"has_search", folds || left > 0 || !text.empty()}};
}

json facet_json(const CountedFacet& source, const std::string& text, const ViewContext& context) {
  const std::string& name = source.facet.name;
  const auto& values = source.facet.values;
  const bool chosen = std::any_of(values.begin(), values.end(),
                                  [](const FacetValue& value) { return value.selected; });
  json out = listed_values(source, text, context);
  out["name"] = name;
  out["label"] = context.ui.strings.text("facet." + name);
  out["chosen"] = chosen;
  out["text"] = text;
  out["text_name"] = facet_parameter(FacetUse::Text, name);
  out["notes"] = json::array();
  if (chosen) out["notes"].push_back(context.ui.strings.text("search.each_alone"));
  return out;
}

const FacetCounts* find_counts(const SearchPage& page, std::string_view name) {
  for (const FacetCounts& counts : page.facets)
    if (counts.name == name) return &counts;
  return nullptr;
}

/// A search that lists values for facet_panel(): all there are of a facet that is looked through.
SearchQuery listing_all(SearchQuery query) {
  for (const auto& [facet, text] : query.facet_texts)
    query.facet_limits[facet] = std::numeric_limits<unsigned>::max();
  query.facet_texts.clear();
  return query;
}

void sort_facets(SearchPage& page, const ViewContext& context) {
  for (FacetCounts& facet : page.facets) sort_values(facet.values, context);
}

}  // namespace

Searches run_searches(const SearchQuery& query, bool refused, const ViewContext& context) {
  const bool documents = query.group == Group::Document;
  Searches out{.other = query, .refused = refused};
  out.other.group = documents ? Group::Passage : Group::Document;
  out.other.page = 1;
  if (refused) return out;
  out.page = context.search(listing_all(query));
  sort_facets(out.page, context);
  SearchQuery asked = query;
  asked.ui = context.ui.locale.language();  // of the labels of what is suggested
  out.page.suggestions = next_steps(context.library, asked, out.page);
  SearchQuery counting = listing_all(out.other);
  counting.per_page = 1;
  counting.facets = documents ? std::vector<std::string>{"kind"} : std::vector<std::string>{};
  out.counted = context.search(counting);
  sort_facets(out.counted, context);
  return out;
}

FacetPanel facet_panel(const Searches& searches, const SearchQuery& query,
                       const ViewContext& context) {
  FacetPanel panel;
  for (const std::string_view name : kFacetOrder) {
    const bool from_other = name == "kind" && query.group == Group::Document;
    const SearchPage& page = from_other ? searches.counted : searches.page;
    const FacetCounts* counts = find_counts(page, name);
    if (counts == nullptr) continue;
    const CountedFacet source{*counts, from_other ? searches.other : query, page.found};
    const std::string text = text_of(query, counts->name);
    if (text.empty() && !narrows(source)) continue;
    json facet = facet_json(source, text, context);
    if (from_other) facet["notes"].push_back(context.ui.strings.text("search.counts_passages"));
    facet["open"] = panel.list.size() < kOpenFacets || facet["chosen"].get<bool>() || !text.empty();
    for (const char* part : {"values", "more"})
      for (const json& value : facet[part])
        if (value["checked"]) panel.checked[counts->name].push_back(value["value"]);
    if (facet["has_search"]) panel.searched.insert(counts->name);
    panel.has_kinds = panel.has_kinds || name == "kind";
    panel.list.push_back(std::move(facet));
  }
  return panel;
}

}  // namespace entrepot
