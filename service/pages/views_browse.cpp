#include <fmt/format.h>

#include <algorithm>

#include "service/pages/view_parts.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// The kinds that say what came of something, in the order in which they help.
const std::vector<std::string> kTellingKinds{"conclusion",    "recommendation", "lesson",
                                             "good-practice", "success-factor", "outcome",
                                             "challenge"};
constexpr unsigned kPassagesOfKind = 3;  ///< Shown of each kind; the rest is behind a link.

std::map<std::string, std::uint64_t> counts_of(const FacetCounts& facet) {
  std::map<std::string, std::uint64_t> counts;
  for (const FacetValue& value : facet.values) counts.emplace(value.value, value.count);
  return counts;
}

/// For the partial counted: the countries of `codes` that have documents, by name.
json country_links(const std::vector<std::string>& codes, const FacetCounts& counted,
                   const ViewContext& context) {
  FacetCounts chosen{.name = counted.name};
  for (const FacetValue& value : counted.values)
    if (std::find(codes.begin(), codes.end(), value.value) != codes.end())
      chosen.values.push_back(value);
  std::sort(chosen.values.begin(), chosen.values.end(),
            [&](const FacetValue& a, const FacetValue& b) {
              return context.ui.locale.sorts_before(a.label, b.label);
            });
  return counted_values(chosen, {}, "/countries/", context);
}

/// A theme with its count; without one where no document has that very theme.
json theme_entry(const Concept& theme, const std::map<std::string, std::uint64_t>& counts,
                 const ViewContext& context) {
  const auto count = counts.find(theme.id);
  const std::string label = context.label("themes", theme.id);
  const std::string page = fmt::format("{}/themes/{}", context.ui.base, theme.id);
  if (count == counts.end()) return uncounted(label, page);
  return counted(label, page, count->second, {.filters = {{"theme", {theme.id}}}}, context);
}

json narrower_themes(const std::string& id, const std::map<std::string, std::uint64_t>& counts,
                     const ViewContext& context) {
  json list = json::array();
  const auto themes = context.library.vocabulary().lists.find("themes");
  if (themes == context.library.vocabulary().lists.end()) return list;
  for (const Concept& theme : themes->second) {
    if (theme.broader != id || !theme.replaced_by.empty()) continue;
    list.push_back(theme_entry(theme, counts, context));
    if (!id.empty()) continue;
    list.back()["narrower"] = narrower_themes(theme.id, counts, context);
    list.back()["has_narrower"] = !list.back()["narrower"].empty();
  }
  return list;
}

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

/// The documents a filter finds: {years, found_text, all_url, newest_text}.
json documents_of(SearchQuery query, const ViewContext& context) {
  query.per_page = 20;
  const SearchPage page = context.search(query);
  SearchQuery all = query;
  all.per_page = SearchQuery{}.per_page;
  all.sort = Sort::Relevance;
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
  for (const std::string& kind : kTellingKinds) {
    SearchQuery own = query;
    own.per_page = kPassagesOfKind;
    if (json group = passage_group(kind, own, context); !group.is_null())
      groups.push_back(std::move(group));
  }
  return groups;
}

json other_names(const Concept& theme, const std::string& ui) {
  json list = json::array();
  for (const auto& [language, label] : theme.label) {
    if (language == ui) continue;
    const bool unverified = std::find(theme.unverified.begin(), theme.unverified.end(), language) !=
                            theme.unverified.end();
    list.push_back({{"name", label},
                    {"name_lang", language},
                    {"name_dir", language == "ar" ? "rtl" : "ltr"},
                    {"unverified", unverified}});
  }
  return list;
}

std::string also_called(const Concept& theme, const std::string& ui) {
  std::vector<std::string> names;
  for (const auto* lists : {&theme.acronyms, &theme.alt})
    for (const auto& [language, own] : *lists)
      if (language == ui || language == "any") names.insert(names.end(), own.begin(), own.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

View countries_view(const ViewContext& context) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  const FacetCounts counted = count_facet("country", facet_query("", {}), context);
  std::vector<std::string> placed;
  json regions = json::array();
  const auto add = [&](const std::string& id, const std::string& name,
                       const std::vector<std::string>& members) {
    json countries = country_links(members, counted, context);
    if (!countries.empty())
      regions.push_back({{"id", id}, {"name", name}, {"countries", std::move(countries)}});
  };
  for (const std::string& id : vocabulary.ids("regions")) {
    const std::vector<std::string>& members = vocabulary.find("regions", id)->members;
    placed.insert(placed.end(), members.begin(), members.end());
    add(id, context.label("regions", id), members);
  }
  std::vector<std::string> others;
  for (const FacetValue& value : counted.values)
    if (std::find(placed.begin(), placed.end(), value.value) == placed.end())
      others.push_back(value.value);
  add("other", context.ui.strings.text("countries.other"), others);
  return {.page_template = "countries",
          .title = context.ui.strings.text("countries.heading"),
          .description = context.ui.strings.text("countries.lead"),
          .address = "/countries",
          .section = "countries",
          .body = {{"regions", std::move(regions)}}};
}

View country_view(const ViewContext& context, const Concept& country) {
  const Strings& strings = context.ui.strings;
  const std::string name = context.label("countries", country.id);
  const SearchQuery query = facet_query("country", {country.id});
  json body = documents_of(query, context);
  body["name"] = name;
  body["code"] = country.id;
  const std::vector<std::string> regions = context.library.vocabulary().regions_of({country.id});
  body["region"] = regions.empty() ? "" : context.label("regions", regions.front());
  body["themes"] = counted_values(count_facet("theme", query, context), query, "", context);
  body["has_themes"] = !body["themes"].empty();
  body["kinds"] = passages_by_kind(query, context);
  body["has_kinds"] = !body["kinds"].empty();
  body["none_text"] = strings.text("country.none", {{"country", name}});
  body["neighbours"] = json::array();
  if (!body["has_documents"].get<bool>() && !regions.empty())
    body["neighbours"] =
        country_links(context.library.vocabulary().find("regions", regions.front())->members,
                      count_facet("country", facet_query("", {}), context), context);
  body["neighbours_text"] =
      body["neighbours"].empty()
          ? ""
          : strings.text("country.none_hint", {{"region", body["region"].get<std::string>()}});
  return {.page_template = "country",
          .title = name,
          .address = "/countries/" + country.id,
          .section = "countries",
          .body = std::move(body)};
}

View themes_view(const ViewContext& context) {
  const auto counts = counts_of(count_facet("theme", facet_query("", {}), context));
  return {.page_template = "themes",
          .title = context.ui.strings.text("themes.heading"),
          .description = context.ui.strings.text("themes.lead"),
          .address = "/themes",
          .section = "themes",
          .body = {{"themes", narrower_themes("", counts, context)}}};
}

View theme_view(const ViewContext& context, const Concept& theme) {
  const SearchQuery query = facet_query("theme", {theme.id});
  const auto counts = counts_of(count_facet("theme", facet_query("", {}), context));
  json body = documents_of(query, context);
  body["name"] = context.label("themes", theme.id);
  body["note"] = theme.note;
  body["also"] = also_called(theme, context.ui.locale.language());
  body["names"] = other_names(theme, context.ui.locale.language());
  body["has_names"] = !body["names"].empty();
  body["refs"] = json::array();
  for (const std::string& ref : theme.refs)
    body["refs"].push_back({{"label", context.label("measures", ref)},
                            {"url", search_link({.filters = {{"measure", {ref}}}}, context.ui)}});
  body["has_refs"] = !body["refs"].empty();
  const Concept* broader = context.library.vocabulary().find("themes", theme.broader);
  body["broader"] = broader == nullptr ? json() : theme_entry(*broader, counts, context);
  body["narrower"] = narrower_themes(theme.id, counts, context);
  body["has_narrower"] = !body["narrower"].empty();
  body["kinds"] = passages_by_kind(query, context);
  body["has_kinds"] = !body["kinds"].empty();
  body["countries"] = counted_values(count_facet("country", query, context), query, "", context);
  body["has_countries"] = !body["countries"].empty();
  const std::string title = body["name"];
  return {.page_template = "theme",
          .title = title,
          .description = theme.note,
          .address = "/themes/" + theme.id,
          .section = "themes",
          .body = std::move(body)};
}

}  // namespace entrepot
