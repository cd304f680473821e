#include "service/pages/view_also.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// "Peru, 2007 – 2014": of one country; empty if they are several, or none.
std::string place_of(const LikePassage& one, const ViewContext& context) {
  if (one.countries.size() != 1) return {};
  const std::string country = context.label("countries", one.countries.front());
  if (!one.document.date) return country;
  const DateInterval years{.start = {.year = one.document.date->start.year},
                           .end = {.year = one.document.date->end.year}};
  return context.ui.strings.text("also.place",
                                 {{"country", country}, {"year", context.ui.locale.date(years)}});
}

/// A link to a passage: its place, and its document's title for those who do not see where the
/// link stands; or the title alone.
json link_to(const LikePassage& one, const ViewContext& context) {
  const Document& document = one.document;
  json title = language_of(document, context);
  if (const std::string translated = title.at("translated_title"); !translated.empty())
    title = {{"text", translated},
             {"lang", title.at("translated_lang")},
             {"dir", title.at("translated_dir")}};
  else
    title["text"] = document.title;
  const std::string place = place_of(one, context);
  return {{"url", fmt::format("{}/documents/{}#{}", context.ui.base, document.id, one.anchor)},
          {"place", place},
          {"title", title.at("text")},
          {"title_lang", title.at("lang")},
          {"title_dir", title.at("dir")}};
}

/// "Also recommended in": by what the other passages are, if they are all of one kind.
std::string heading_of(const std::vector<LikePassage>& found, const ViewContext& context) {
  const std::string& kind = found.front().kind;
  const bool alike = std::all_of(found.begin(), found.end(),
                                 [&kind](const LikePassage& one) { return one.kind == kind; });
  const Strings& strings = context.ui.strings;
  return strings.text(alike ? "also." + kind : "also.several");
}

json also_of(const std::string& document, const PassageHit& passage, const ViewContext& context) {
  if (like_kinds(passage.kind).empty()) return {};
  const std::vector<LikePassage> found = context.library.like(document, passage.anchor);
  if (found.empty()) return {};
  const auto [before, after] =
      context.ui.strings.text_around("site.named", "value", {{"name", heading_of(found, context)}});
  json places = json::array();
  for (const LikePassage& one : found) places.push_back(link_to(one, context));
  return {{"before", before}, {"after", after}, {"places", places}};
}

}  // namespace

void add_also(json& cards, const SearchPage& page, const ViewContext& context) {
  for (std::size_t i = 0; i < cards.size(); ++i)
    if (const Hit& hit = page.hits[i]; !hit.passages.empty())
      cards[i]["passages"][0]["also"] = also_of(hit.document.id, hit.passages.front(), context);
}

}  // namespace entrepot
