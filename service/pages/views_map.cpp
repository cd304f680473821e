#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "service/pages/concept_pages.h"
#include "service/pages/view_narrowing.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

const NarrowedPage kPage{.path = "/map", .facets = {"theme", "type"}};
constexpr std::size_t kShades = 5;

/// Classes of numbers of documents, each as many times larger than the one before.
class Classes {
 public:
  /// @param most documents that any country has; not 0.
  explicit Classes(std::uint64_t most) {
    const auto classes = static_cast<std::size_t>(std::min<std::uint64_t>(most, kShades));
    for (std::size_t i = 1; i < classes; ++i) {
      const double bound = std::pow(static_cast<double>(most),
                                    static_cast<double>(i) / static_cast<double>(classes));
      last_.push_back(std::max<std::uint64_t>(static_cast<std::uint64_t>(std::lround(bound)),
                                              last_.empty() ? 1 : last_.back() + 1));
    }
    last_.push_back(most);
  }

  /// 1 to kShades; the last class always has the darkest.
  [[nodiscard]] std::size_t shade(std::uint64_t count) const {
    const auto at = std::lower_bound(last_.begin(), last_.end(), count) - last_.begin() + 1;
    return (static_cast<std::size_t>(at) * kShades + last_.size() / 2) / last_.size();
  }

  /// [{shade, from, to, text}]
  [[nodiscard]] json legend(const Interface& ui) const {
    json list = json::array();
    std::uint64_t first = 1;
    for (const std::uint64_t last : last_) {
      const std::string text =
          first == last
              ? ui.strings.count("site.documents", last, ui.locale)
              : ui.strings.count("map.range", last, ui.locale, {{"from", ui.locale.number(first)}});
      list.push_back({{"shade", shade(last)}, {"from", first}, {"to", last}, {"text", text}});
      first = last + 1;
    }
    return list;
  }

 private:
  std::vector<std::uint64_t> last_{};  ///< Of each class; rising.
};

/// What the map and its list show.
struct Counted {
  FacetCounts countries{}, regions{};
  SearchQuery query{};  ///< That was counted.
};

Counted count(const SearchPage& found, const SearchQuery& query) {
  Counted out{.query = query};
  for (const FacetCounts& facet : found.facets) {
    if (facet.name == "country") out.countries = facet;
    if (facet.name == "region") out.regions = facet;
  }
  for (FacetCounts* facet : {&out.countries, &out.regions})
    std::erase_if(facet->values, [](const FacetValue& value) { return value.value == kNoValue; });
  return out;
}

/// {land, shapes, dots}: paths of the land that has no document, and links of that which has.
json drawing_json(const Counted& counted_here, const MapShapes& map, const Classes& classes,
                  const ViewContext& context) {
  const json links = counted_values(counted_here.countries, counted_here.query, context);
  std::map<std::string, const json*> by_code;
  std::map<std::string, std::size_t> shades;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const FacetValue& value = counted_here.countries.values[i];
    by_code[value.value] = &links[i];
    shades[value.value] = classes.shade(value.count);
  }
  std::string land = map.other();
  json shapes = json::array(), dots = json::array();
  for (const auto& [code, shape] : map.shapes()) {
    const auto link = by_code.find(code);
    if (link == by_code.end()) {
      land += shape.outline;
      continue;
    }
    json own = {{"code", code},
                {"url", link->second->at("url")},
                {"title", link->second->at("count_label")},
                {"shade", shades.at(code)},
                {"outline", shape.outline}};
    if (!shape.outline.empty()) shapes.push_back(own);
    if (!shape.dot) continue;
    own["x"] = shape.dot->x;
    own["y"] = shape.dot->y;
    dots.push_back(std::move(own));
  }
  return {{"width", map.width()},
          {"height", map.height()},
          {"land", std::move(land)},
          {"shapes", std::move(shapes)},
          {"dots", std::move(dots)}};
}

/// The values of a facet that are among `wanted`.
FacetCounts only(const FacetCounts& facet, const std::vector<std::string>& wanted) {
  FacetCounts out{.name = facet.name};
  for (const FacetValue& value : facet.values)
    if (std::find(wanted.begin(), wanted.end(), value.value) != wanted.end())
      out.values.push_back(value);
  return out;
}

/// {id, name, url, found, countries}: a region with the number of its documents and its countries,
/// those with most documents first; null if no country has any.
json region_json(const std::string& id, const Counted& counted_here, const ViewContext& context) {
  const Concept& region = *context.library.vocabulary().find("regions", id);
  json countries =
      counted_values(only(counted_here.countries, region.members), counted_here.query, context);
  if (countries.empty()) return {};
  const json own = counted_values(only(counted_here.regions, {id}), counted_here.query, context);
  return {{"id", id},
          {"name", context.label("regions", id)},
          {"url", context.ui.base + page_path(kRegionPages, id)},
          {"found", own.empty() ? json() : own.front()},
          {"countries", std::move(countries)}};
}

json regions_json(const Counted& counted_here, const ViewContext& context) {
  json regions = json::array();
  std::vector<std::string> others;
  for (const FacetValue& value : counted_here.countries.values)
    if (context.library.vocabulary().regions_of({value.value}).empty())
      others.push_back(value.value);
  for (const std::string& id : context.library.vocabulary().ids("regions"))
    if (json region = region_json(id, counted_here, context); !region.is_null())
      regions.push_back(std::move(region));
  if (!others.empty())
    regions.push_back({{"id", "other"},
                       {"name", context.ui.strings.text("countries.other")},
                       {"url", ""},
                       {"found", json()},
                       {"countries", counted_values(only(counted_here.countries, others),
                                                    counted_here.query, context)}});
  return regions;
}

/// What names no country; null if everything does.
json elsewhere_json(const Counted& counted_here, const ViewContext& context) {
  if (counted_here.countries.missing == 0) return {};
  SearchQuery query = counted_here.query;
  query.filters["country"] = {std::string(kNoValue)};
  return counted(context.ui.strings.text("map.elsewhere"), "", counted_here.countries.missing,
                 query, context);
}

}  // namespace

View map_view(const ViewContext& context, const ParsedQuery& parsed, const MapShapes& map) {
  const Strings& strings = context.ui.strings;
  ParsedQuery asked = narrowing_of(parsed);
  asked.query.sort = SearchQuery{}.sort;
  asked.query.page = 1;
  const SearchQuery shown = requiring(requiring(asked.query, "country"), "region");
  SearchQuery counting = shown;
  counting.per_page = 1;
  counting.facets = std::vector<std::string>{"country", "region"};
  const SearchPage found = context.search(counting);
  const Counted counted_here = count(found, shown);
  std::uint64_t most = 0;
  for (const FacetValue& value : counted_here.countries.values) most = std::max(most, value.count);
  const Classes classes(std::max<std::uint64_t>(most, 1));
  json body = narrowing_json(kPage, asked, found, context);
  PageName name = narrowed_name(strings.text("map.heading"), asked.query, context);
  body["page_name"] = std::move(name.heading);
  body["drawing"] = drawing_json(counted_here, map, classes, context);
  body["legend"] = most > 0 ? classes.legend(context.ui) : json::array();
  body["regions"] = regions_json(counted_here, context);
  body["has_regions"] = !body["regions"].empty();
  body["elsewhere"] = elsewhere_json(counted_here, context);
  body["found"] = found.found == 0
                      ? json()
                      : counted(strings.text("map.all"), "", found.found, asked.query, context);
  const bool whole = name.title == strings.text("map.heading");
  return {.page_template = "map",
          .title = std::move(name.title),
          .description = whole ? strings.text("map.lead") : "",  // else the title says it
          .address = query_address(kPage.path, asked.query),
          .section = "countries",
          .body = std::move(body)};
}

}  // namespace entrepot
