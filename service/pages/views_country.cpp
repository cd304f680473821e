#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "service/pages/view_parts.h"
#include "service/pages/view_peers.h"
#include "service/pages/view_profile.h"
#include "service/pages/views.h"
#include "service/search/theme_tree.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// {countries, others, others_text}: those of `codes` that have documents, and those that have none
/// yet, by name.
json with_and_without(const std::vector<std::string>& codes, const CountsById& counts,
                      const char* others_key, const ViewContext& context) {
  json with = json::array(), without = json::array();
  for (const std::string& code : codes)
    if (const auto count = counts.find(code); count != counts.end())
      with.push_back(counted_link(kCountryPages, code, count->second, {}, context));
    else
      without.push_back(page_link(kCountryPages, code, context));
  sort_by_label(with, context);
  sort_by_label(without, context);
  return {{"countries", with},
          {"has_countries", !with.empty()},
          {"others_text", without.empty() ? ""
                                          : context.ui.strings.count(others_key, without.size(),
                                                                     context.ui.locale)},
          {"others", std::move(without)}};
}

/// The themes at the top that no document has, nor a theme beneath them, by name.
json missing_themes(const CountsById& covered, const ViewContext& context) {
  json missing = json::array();
  for (const ThemeNode& theme : theme_tree(context.library.vocabulary()))
    if (theme.depth == 0 &&
        std::none_of(theme.values.begin(), theme.values.end(),
                     [&](const std::string& id) { return covered.contains(id); }))
      missing.push_back(page_link(kThemePages, theme.id, context));
  sort_by_label(missing, context);
  return missing;
}

/// The programmes of its documents, counted, and those that name it as a beneficiary and have no
/// document about it.
json programmes_of(const Concept& country, const SearchQuery& query, const ViewContext& context) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  json programmes = counted_pages(kProgrammePages, query, context);
  const CountsById counts = counts_by_id("programme", query, context);
  json declared = json::array();
  for (const std::string& id : vocabulary.ids("programmes")) {
    const Concept& programme = *vocabulary.find("programmes", id);
    if (counts.contains(id) || !programme.replaced_by.empty() ||
        std::find(programme.countries.begin(), programme.countries.end(), country.id) ==
            programme.countries.end())
      continue;
    declared.push_back(page_link(kProgrammePages, id, context));
  }
  sort_by_label(declared, context);
  for (json& entry : declared) programmes["items"].push_back(std::move(entry));
  programmes["has_items"] = !programmes["items"].empty();
  return programmes;
}

/// The groups that it is a member of, each with what is about its members.
json group_list(const Concept& country, const ViewContext& context) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  json list = json::array();
  for (const std::string& id : groups_of(country.id, vocabulary)) {
    const Concept& group = *vocabulary.find("groups", id);
    const SearchQuery query{.filters = {{"country", group.members}}};
    const Name name = name_of("groups", id, context);
    const std::uint64_t count =
        group.members.size() > kMostFilterValues ? 0 : context.library.count(query);
    list.push_back(count == 0 ? uncounted(name, "", context)
                              : counted(name, "", count, query, context));
  }
  return list;
}

/// The address of the page that sets two countries side by side.
std::string compare_url(const std::string& country, const std::string& other,
                        const ViewContext& context) {
  return fmt::format("{}/compare?country={}&country={}", context.ui.base, country, other);
}

/// {peers, has_peers, peers_heading, peers_text, compare_url, compare_text}
json peers(const Concept& country, bool has_documents, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const std::vector<Peer> found = peers_of(country, context);
  const std::string name = context.label("countries", country.id);
  json out = {
      {"peers", peer_rows(found, context)},
      {"has_peers", !found.empty()},
      {"peers_heading", strings.text(has_documents ? "country.peers" : "country.peers_instead")},
      {"peers_text",
       strings.text(has_documents ? "country.peers_text" : "country.peers_instead_text",
                    {{"country", name}})},
      {"compare_url", ""},
      {"compare_text", ""}};
  if (!has_documents || found.empty()) return out;
  const std::string& best = found.front().country;
  out["compare_url"] = compare_url(country.id, best, context);
  out["compare_text"] = strings.text(
      "country.compare", {{"country", name}, {"other", context.label("countries", best)}});
  return out;
}

/// {region, region_before, region_after}: a link to its region amid a sentence; null if it has
/// none.
json region_of(const Concept& country, const ViewContext& context) {
  const std::vector<std::string> regions = context.library.vocabulary().regions_of({country.id});
  const auto [before, after] = context.ui.strings.text_around("country.in_region", "region");
  return {{"region", regions.empty() ? json() : page_link(kRegionPages, regions.front(), context)},
          {"region_before", before},
          {"region_after", after}};
}

std::vector<PagePart> parts_of(const json& body, const Strings& strings) {
  std::vector<PagePart> parts;
  const auto add = [&](const char* member, const char* id, const char* key) {
    if (body.at(member)) parts.emplace_back(id, strings.text(key));
  };
  add("has_documents", "documents", "country.documents");
  add("has_kinds", "passages", "country.passages");
  add("has_themes", "themes", "country.themes");
  add("has_programmes", "programmes", "country.programmes");
  if (body.at("has_peers")) parts.emplace_back("peers", body.at("peers_heading"));
  return parts;
}

}  // namespace

View countries_view(const ViewContext& context) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  const CountsById countries = counts_by_id("country", facet_query("", {}), context),
                   regions = counts_by_id("region", facet_query("", {}), context);
  std::set<std::string> placed;
  json list = json::array();
  for (const std::string& id : vocabulary.ids("regions")) {
    const std::vector<std::string>& members = vocabulary.find("regions", id)->members;
    placed.insert(members.begin(), members.end());
    const auto count = regions.find(id);
    json region =
        counted_link(kRegionPages, id, count == regions.end() ? 0 : count->second, {}, context);
    region.update(with_and_without(members, countries, "countries.without", context));
    region["id"] = id;
    list.push_back(std::move(region));
  }
  std::vector<std::string> others;
  for (const std::string& code : vocabulary.ids("countries"))
    if (!placed.contains(code)) others.push_back(code);
  if (!others.empty()) {
    json rest = uncounted(context.ui.strings.text("countries.other"), "", context);
    rest.update(with_and_without(others, countries, "countries.others_without", context));
    rest["id"] = "other";
    list.push_back(std::move(rest));
  }
  return {.page_template = "countries",
          .title = context.ui.strings.text("countries.heading"),
          .description = context.ui.strings.text("countries.lead"),
          .address = "/countries",
          .section = "countries",
          .body = {{"regions", std::move(list)}}};
}

View country_view(const ViewContext& context, const Concept& country) {
  const Strings& strings = context.ui.strings;
  const std::string name = context.label("countries", country.id);
  const SearchQuery query = facet_query("country", {country.id});
  json body = profile_of(name_of("countries", country.id, context), query, context);
  const bool has_documents = body["has_documents"];
  body["name"] = name;
  body.update(region_of(country, context));
  body["groups"] = group_list(country, context);
  body["has_groups"] = !body["groups"].empty();
  body["themes"] = counted_pages(kThemePages, query, context);
  body["themes"]["in_columns"] = true;
  body["has_themes"] = body["themes"]["has_items"];
  body["missing"] = missing_themes(counts_by_id("theme", query, context), context);
  body["has_missing"] = has_documents && !body["missing"].empty();
  body["missing_text"] = strings.text("country.missing_themes", {{"country", name}});
  body["programmes"] = programmes_of(country, query, context);
  body["has_programmes"] = body["programmes"]["has_items"];
  body.update(peers(country, has_documents, context));
  body["none_text"] = strings.text("country.none", {{"country", name}});
  body["named_url"] = search_link({.text = name}, context.ui);
  body["named_text"] = strings.text("country.named", {{"country", name}});
  body["has_countries"] = false;
  body.update(jump_links(parts_of(body, strings)));
  const std::string feed = body["feed_url"];
  return {.page_template = "country",
          .title = name,
          .address = page_path(kCountryPages, country.id),
          .feed = feed,
          .section = "countries",
          .body = std::move(body)};
}

}  // namespace entrepot
