#include <fmt/format.h>

#include <algorithm>

#include "model/index_schema.h"
#include "service/pages/view_facts.h"
#include "service/pages/view_parts.h"
#include "service/pages/view_profile.h"
#include "service/pages/views.h"
#include "service/search/theme_tree.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// A theme with its count; without one where no document has that very theme.
json theme_entry(const Concept& theme, const CountsById& counts, const ViewContext& context) {
  if (const auto count = counts.find(theme.id); count != counts.end())
    return counted_link(kThemePages, theme.id, count->second, {}, context);
  return page_link(kThemePages, theme.id, context);
}

json narrower_themes(const std::string& id, const CountsById& counts, const ViewContext& context) {
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
  sort_by_label(list, context);
  return list;
}

json other_names(const Concept& theme, const ViewContext& context) {
  json list = json::array();
  for (const auto& [language, label] : theme.label) {
    if (language == context.ui.locale.language()) continue;
    const auto [before, after] = context.ui.strings.text_around(
        "site.named", "value", {{"name", context.label("language", language)}});
    const bool unverified = std::find(theme.unverified.begin(), theme.unverified.end(), language) !=
                            theme.unverified.end();
    list.push_back({{"before", before},
                    {"after", after},
                    {"name", label},
                    {"name_lang", language},
                    {"name_dir", language == "ar" ? "rtl" : "ltr"},
                    {"unverified", unverified}});
  }
  return list;
}

/// Its acronyms and the first of its other names: most are there for the search to know them.
std::string also_called(const Concept& theme, const ViewContext& context) {
  constexpr std::size_t kMostNames = 8;
  std::vector<std::string> names;
  for (const auto* lists : {&theme.acronyms, &theme.alt})
    for (const auto& [language, own] : *lists)
      if (language == context.ui.locale.language() || language == "any")
        names.insert(names.end(), own.begin(), own.end());
  if (names.empty()) return {};
  if (names.size() > kMostNames) names.resize(kMostNames);
  return context.ui.strings.text("site.named", {{"name", context.ui.strings.text("theme.also")},
                                                {"value", context.ui.strings.list(names)}});
}

/// The documents that a theme's page is about: those with that very theme, or where there is none,
/// those with one beneath it.
SearchQuery documents_query(const Concept& theme, const CountsById& counts,
                            const Vocabulary& vocabulary) {
  const SearchQuery very = facet_query("theme", {theme.id});
  return counts.contains(theme.id) ? very : with_narrower_themes(very, vocabulary);
}

/// The measures that a theme rests on, each with what is tagged with it.
json references(const Concept& theme, const ViewContext& context) {
  const CountsById counts = counts_by_id("measure", facet_query("", {}), context);
  json list = json::array();
  for (const std::string& ref : theme.refs) {
    const Name name = name_of("measures", ref, context);
    const auto count = counts.find(ref);
    list.push_back(count == counts.end() ? uncounted(name, "", context)
                                         : counted(name, "", count->second,
                                                   {.filters = {{"measure", {ref}}}}, context));
  }
  return list;
}

/// {compare_url, compare_text}: the two countries with the most passages on a theme, or beneath it,
/// side by side; empty if there are not two that are ahead of the others.
json comparison(const Concept& theme, const ViewContext& context) {
  SearchQuery passages =
      with_narrower_themes(facet_query("theme", {theme.id}), context.library.vocabulary());
  passages.group = Group::Passage;
  std::vector<FacetValue> most = count_facet("country", passages, context).values;
  std::erase_if(most, [](const FacetValue& value) { return value.value == kNoValue; });
  if (most.size() < 2 || (most.size() > 2 && most[1].count == most[2].count))
    return {{"compare_url", ""}, {"compare_text", ""}};
  return {{"compare_url", fmt::format("{}/compare?country={}&country={}&theme={}", context.ui.base,
                                      most[0].value, most[1].value, theme.id)},
          {"compare_text", context.ui.strings.text("country.compare", {{"country", most[0].label},
                                                                       {"other", most[1].label}})}};
}

std::vector<PagePart> parts_of(const json& body, const Strings& strings) {
  std::vector<PagePart> parts;
  if (body.at("has_kinds")) parts.emplace_back("passages", strings.text("country.passages"));
  if (body.at("passage_countries").at("has_items"))
    parts.emplace_back("by-country", strings.text("theme.passages_by_country"));
  if (body.at("has_documents")) parts.emplace_back("documents", strings.text("theme.documents"));
  if (body.at("has_narrower")) parts.emplace_back("narrower", strings.text("theme.narrower"));
  return parts;
}

}  // namespace

View themes_view(const ViewContext& context) {
  const CountsById counts = counts_by_id("theme", facet_query("", {}), context);
  return {.page_template = "themes",
          .title = context.ui.strings.text("themes.heading"),
          .description = context.ui.strings.text("themes.lead"),
          .address = "/themes",
          .section = "themes",
          .body = {{"themes", narrower_themes("", counts, context)}}};
}

View theme_view(const ViewContext& context, const Concept& theme) {
  const Strings& strings = context.ui.strings;
  const CountsById counts = counts_by_id("theme", facet_query("", {}), context);
  const SearchQuery query = documents_query(theme, counts, context.library.vocabulary());
  SearchQuery passages = query;
  passages.group = Group::Passage;
  json body = profile_of(name_of("themes", theme.id, context), query, context);
  body.update(page_link(kThemePages, theme.id, context));
  const std::string name = body["label"];
  body["of_narrower"] = body["has_documents"].get<bool>() && !counts.contains(theme.id);
  Facts facts(context);
  facts.add_note(theme);
  body["facts"] = std::move(facts).rows();
  body["has_facts"] = !body["facts"].empty();
  body["also"] = also_called(theme, context);
  body["names"] = other_names(theme, context);
  body["has_names"] = !body["names"].empty();
  body["refs"] = references(theme, context);
  body["has_refs"] = !body["refs"].empty();
  const Concept* broader = context.library.vocabulary().find("themes", theme.broader);
  body["broader"] = broader == nullptr ? json() : page_link(kThemePages, broader->id, context);
  body["narrower"] = narrower_themes(theme.id, counts, context);
  body["has_narrower"] = !body["narrower"].empty();
  body["countries"] = counted_pages(kCountryPages, query, context);
  body["passage_countries"] = counted_pages(kCountryPages, passages, context);
  body["passage_countries"]["in_columns"] = true;
  body.update(comparison(theme, context));
  body["coverage_url"] =
      context.ui.base + query_address("/coverage", {.filters = {{"theme", {theme.id}}}});
  body["has_countries"] = body["countries"]["has_items"];
  body.update(jump_links(parts_of(body, strings)));
  const std::string feed = body["feed_url"], also = body["also"];
  return {.page_template = "theme",
          .title = name,
          .description = also,
          .address = page_path(kThemePages, theme.id),
          .feed = feed,
          .section = "themes",
          .body = std::move(body)};
}

}  // namespace entrepot
