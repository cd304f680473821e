#include <fmt/format.h>

#include <array>

#include "service/pages/view_corpus.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// A question worth asking, as a link on the start page.
struct Question {
  const char* key{};
  Group group = Group::Document;
  std::string facet{};
  std::vector<std::string> values{};
};

/// A page that answers a question at a glance.
struct Overview {
  const char* key{};
  std::string path{};
};

/// One sort of reader, and what such a reader comes for.
struct Door {
  const char* reader{};
  std::vector<Question> questions{};
  std::vector<Overview> pages{};
};

const std::array<Door, 3> kDoors{
    {{.reader = "staff",
      .questions = {{"lessons", Group::Passage, "kind", {"lesson", "recommendation"}},
                    {"challenges", Group::Passage, "kind", {"challenge"}},
                    {"outcomes", Group::Passage, "kind", {"outcome"}}},
      .pages = {{"map", "/map"}, {"timeline", "/timeline"}}},
     {.reader = "coordinators",
      .questions = {{"measured", Group::Document, "evidence", {"evaluated", "measured"}},
                    {"rewritten", Group::Document, "source_kind", {"rewritten"}},
                    {"review", Group::Document, "status", {"to-review"}}},
      .pages = {{"coverage", "/coverage"}, {"programmes", "/programmes"}}},
     {.reader = "trainers",
      .questions = {{"conclusions", Group::Passage, "kind", {"conclusion"}},
                    {"practices", Group::Passage, "kind", {"good-practice", "success-factor"}},
                    {"cases", Group::Document, "type", {"case-study"}}},
      .pages = {{"compare", "/compare"}}}}};

/// {name, text, links, pages} of a door. Questions that find nothing are left out.
json door_json(const Door& door, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const auto text = [&](const char* key) {
    return strings.text(fmt::format("home.{}_{}", door.reader, key));
  };
  json links = json::array(), pages = json::array();
  for (const Question& question : door.questions) {
    SearchQuery query{.group = question.group};
    query.filters.emplace(question.facet, question.values);
    const std::uint64_t found = context.library.count(query);
    if (found > 0) links.push_back(counted(text(question.key), "", found, query, context));
  }
  for (const Overview& page : door.pages)
    pages.push_back({{"label", text(page.key)}, {"url", context.ui.base + page.path}});
  return {{"name", strings.text(fmt::format("home.{}", door.reader))},
          {"text", text("text")},
          {"links", std::move(links)},
          {"pages", std::move(pages)}};
}

/// The commonest values of a facet, each with its page.
json commonest(const std::string& facet, const ViewContext& context) {
  constexpr std::size_t kMostShown = 24;
  FacetCounts counts = count_facet(facet, {}, context);
  if (counts.values.size() > kMostShown) counts.values.resize(kMostShown);
  return counted_values(counts, {}, context);
}

}  // namespace

View home_view(const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  SearchQuery recent = facet_query("", {});
  recent.per_page = 5;
  json body = corpus_facts(context);
  body["doors"] = json::array();
  for (const Door& door : kDoors) body["doors"].push_back(door_json(door, context));
  body["themes"] = commonest("theme", context);
  body["countries"] = commonest("country", context);
  body["hits"] = hit_cards(context.search(recent), recent, context);
  body["recent_url"] = search_link({.sort = Sort::NewestFirst}, context.ui);
  return {.page_template = "home",
          .description = strings.text("home.lead"),
          .address = "/",
          .own_search = true,
          .body = std::move(body)};
}

}  // namespace entrepot
