#include <fmt/format.h>

#include <algorithm>

#include "service/pages/view_facts.h"
#include "service/pages/view_parts.h"
#include "service/pages/view_profile.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// "2018–2024", "since 2014"; empty if the years are not known.
std::string years_text(const Concept& programme, const ViewContext& context) {
  std::vector<DateInterval> dates;
  for (const std::string& year : programme.years) {
    std::string problem;
    if (const std::optional<DateInterval> date = parse_edtf(year, problem)) dates.push_back(*date);
  }
  if (dates.empty()) return {};
  const Locale& locale = context.ui.locale;
  if (dates.size() == 1)
    return context.ui.strings.text("programme.since", {{"date", locale.date(dates.front())}});
  return locale.date({.start = dates.front().start, .end = dates.back().end});
}

/// {text, lang, dir} of an organisation's name.
json organisation(const std::string& id, const ViewContext& context) {
  const json name = label_json(name_of("organisations", id, context), context);
  return {
      {"text", name.at("label")}, {"lang", name.at("label_lang")}, {"dir", name.at("label_dir")}};
}

/// A row of the partial facts: organisations, each leading to the search for it.
json organisations_fact(const char* key, const std::vector<std::string>& ids,
                        const ViewContext& context) {
  json values = json::array();
  for (const std::string& id : ids) {
    json value = organisation(id, context);
    value["rel"] = "";
    value["url"] = search_link({.filters = {{"organisation", {id}}}}, context.ui);
    values.push_back(std::move(value));
  }
  return {{"name", context.ui.strings.text(key)}, {"values", std::move(values)}};
}

json facts_of(const Concept& programme, const ViewContext& context) {
  json facts = json::array();
  if (const std::string years = years_text(programme, context); !years.empty())
    facts.push_back(
        {{"name", context.ui.strings.text("programme.years")},
         {"values", {{{"text", years}, {"url", ""}, {"rel", ""}, {"lang", ""}, {"dir", ""}}}}});
  if (!programme.lead.empty())
    facts.push_back(organisations_fact("programme.lead", {programme.lead}, context));
  if (!programme.funders.empty())
    facts.push_back(organisations_fact("programme.funders", programme.funders, context));
  Facts note(context);
  note.add_note(programme);
  json own = std::move(note).rows();
  for (json& row : own) facts.push_back(std::move(row));
  return facts;
}

/// The countries that it names as its beneficiaries and that no document of it is about.
json other_beneficiaries(const Concept& programme, const SearchQuery& query,
                         const ViewContext& context) {
  const CountsById counts = counts_by_id("country", query, context);
  json list = json::array();
  for (const std::string& id : programme.countries) {
    if (counts.contains(id)) continue;
    list.push_back(page_link(kCountryPages, id, context));
  }
  sort_by_label(list, context);
  return list;
}

std::vector<PagePart> parts_of(const json& body, const Strings& strings) {
  std::vector<PagePart> parts;
  if (body.at("has_documents")) parts.emplace_back("documents", strings.text("country.documents"));
  if (body.at("has_kinds")) parts.emplace_back("passages", strings.text("country.passages"));
  if (body.at("has_themes")) parts.emplace_back("themes", strings.text("country.themes"));
  if (body.at("countries").at("has_items"))
    parts.emplace_back("countries", strings.text("programme.countries"));
  return parts;
}

}  // namespace

View programmes_view(const ViewContext& context) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  const CountsById counts = counts_by_id("programme", facet_query("", {}), context);
  json with = json::array(), without = json::array();
  for (const std::string& id : vocabulary.ids("programmes")) {
    const Concept& programme = *vocabulary.find("programmes", id);
    if (!programme.replaced_by.empty()) continue;
    const auto count = counts.find(id);
    const bool found = count != counts.end();
    json entry = found ? counted_link(kProgrammePages, id, count->second, {}, context)
                       : page_link(kProgrammePages, id, context);
    entry["years"] = years_text(programme, context);
    entry["lead"] = programme.lead.empty() ? json() : organisation(programme.lead, context);
    entry["has_meta"] = !programme.lead.empty() || entry["years"] != "";
    (found ? with : without).push_back(std::move(entry));
  }
  sort_by_label(with, context);
  sort_by_label(without, context);
  json body = {{"has_programmes", !with.empty()}, {"has_others", !without.empty()}};
  body["programmes"] = std::move(with);
  body["others"] = std::move(without);
  return {.page_template = "programmes",
          .title = context.ui.strings.text("programmes.heading"),
          .description = context.ui.strings.text("programmes.lead"),
          .address = "/programmes",
          .section = "programmes",
          .body = std::move(body)};
}

View programme_view(const ViewContext& context, const Concept& programme) {
  const Strings& strings = context.ui.strings;
  const SearchQuery query = facet_query("programme", {programme.id});
  json body = profile_of(name_of("programmes", programme.id, context), query, context);
  body.update(page_link(kProgrammePages, programme.id, context));
  const std::string name = body["label"];
  body["facts"] = facts_of(programme, context);
  body["has_facts"] = !body["facts"].empty();
  body["countries"] = counted_pages(kCountryPages, query, context);
  body["others"] = other_beneficiaries(programme, query, context);
  body["has_others"] = !body["others"].empty();
  body["themes"] = counted_pages(kThemePages, query, context);
  body["themes"]["in_columns"] = true;
  body["has_themes"] = body["themes"]["has_items"];
  body["has_countries"] = body["countries"]["has_items"];
  body.update(jump_links(parts_of(body, strings)));
  const std::string feed = body["feed_url"];
  return {.page_template = "programme",
          .title = name,
          .address = page_path(kProgrammePages, programme.id),
          .feed = feed,
          .section = "programmes",
          .body = std::move(body)};
}

}  // namespace entrepot
