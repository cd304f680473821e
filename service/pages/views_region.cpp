#include "service/pages/view_parts.h"
#include "service/pages/view_profile.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// Every member with its count, which may be 0, by name.
json members_of(const Concept& region, const ViewContext& context) {
  const CountsById counts = counts_by_id("country", facet_query("", {}), context);
  json list = json::array();
  for (const std::string& id : region.members) {
    const auto count = counts.find(id);
    list.push_back(
        counted_link(kCountryPages, id, count == counts.end() ? 0 : count->second, {}, context));
  }
  sort_by_label(list, context);
  return list;
}

std::vector<PagePart> parts_of(const json& body, const Strings& strings) {
  std::vector<PagePart> parts{{"members", strings.text("region.members")}};
  if (body.at("has_documents")) parts.emplace_back("documents", strings.text("country.documents"));
  if (body.at("has_kinds")) parts.emplace_back("passages", strings.text("country.passages"));
  if (body.at("has_themes")) parts.emplace_back("themes", strings.text("country.themes"));
  return parts;
}

}  // namespace

View region_view(const ViewContext& context, const Concept& region) {
  const Strings& strings = context.ui.strings;
  const SearchQuery query = facet_query("region", {region.id});
  json body = profile_of(name_of("regions", region.id, context), query, context);
  body.update(page_link(kRegionPages, region.id, context));
  const std::string name = body["label"];
  body["members"] = members_of(region, context);
  body["members_text"] =
      strings.count("region.members_text", region.members.size(), context.ui.locale);
  body["themes"] = counted_pages(kThemePages, query, context);
  body["has_themes"] = body["themes"]["has_items"];
  body["coverage_url"] =
      context.ui.base +
      query_address("/coverage", {.filters = {{"region", {region.id}}}}, "by=country");
  body["has_countries"] = true;
  body.update(jump_links(parts_of(body, strings)));
  const std::string feed = body["feed_url"];
  return {.page_template = "region",
          .title = name,
          .address = page_path(kRegionPages, region.id),
          .feed = feed,
          .section = "countries",
          .body = std::move(body)};
}

}  // namespace entrepot
