#include <fmt/format.h>

#include <algorithm>

#include "model/diagnostics.h"
#include "service/view_parts.h"
#include "service/views.h"

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

/// {name, text, links}: a door for one sort of reader. Questions that find nothing are left out.
json door(const std::string& reader, const std::vector<Question>& questions,
          const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json links = json::array();
  for (const Question& question : questions) {
    SearchQuery query{.group = question.group};
    query.filters.emplace(question.facet, question.values);
    SearchQuery counting = query;
    counting.per_page = 1;
    counting.facets = std::vector<std::string>{};
    const std::uint64_t found = context.library.search(counting).found;
    if (found == 0) continue;
    links.push_back({{"label", strings.text(fmt::format("home.{}_{}", reader, question.key))},
                     {"count", context.ui.locale.number(found)},
                     {"url", search_link(query, context.ui)}});
  }
  return {{"name", strings.text("home." + reader)},
          {"text", strings.text(fmt::format("home.{}_text", reader))},
          {"links", std::move(links)}};
}

json doors(const ViewContext& context) {
  return {door("staff",
               {{"lessons", Group::Passage, "kind", {"lesson", "recommendation"}},
                {"challenges", Group::Passage, "kind", {"challenge"}},
                {"outcomes", Group::Passage, "kind", {"outcome"}}},
               context),
          door("coordinators",
               {{"measured", Group::Document, "evidence", {"evaluated", "measured"}},
                {"rewritten", Group::Document, "source_kind", {"rewritten"}},
                {"review", Group::Document, "status", {"to-review"}}},
               context),
          door("trainers",
               {{"conclusions", Group::Passage, "kind", {"conclusion"}},
                {"practices", Group::Passage, "kind", {"good-practice", "success-factor"}},
                {"cases", Group::Document, "type", {"case-study"}}},
               context)};
}

/// "documents", "passages", "languages", "newest" of the corpus, in words.
json corpus_numbers(const SearchPage& newest, const ViewContext& context) {
  const Manifest::Content& content = context.library.manifest().content;
  std::vector<std::string> languages;
  for (const auto& [language, count] : content.languages)
    languages.push_back(context.label("language", language));
  std::sort(languages.begin(), languages.end());
  std::string latest;
  if (!newest.hits.empty() && newest.hits.front().document.date)
    latest = context.ui.locale.date(*newest.hits.front().document.date);
  return {{"documents_text",
           context.ui.strings.count("site.documents", content.documents, context.ui.locale)},
          {"passages_text",
           context.ui.strings.count("site.passages", content.passages, context.ui.locale)},
          {"languages_text", fmt::format("{}", fmt::join(languages, ", "))},
          {"newest", latest},
          {"documents_number", context.ui.locale.number(content.documents)},
          {"passages_number", context.ui.locale.number(content.passages)}};
}

SearchPage newest_documents(const ViewContext& context, const SearchQuery& query) {
  return context.library.search(query);
}

}  // namespace

View home_view(const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const SearchQuery everything = facet_query("", {});
  SearchQuery recent = everything;
  recent.per_page = 5;
  const SearchPage newest = newest_documents(context, recent);
  json body = corpus_numbers(newest, context);
  body["doors"] = doors(context);
  body["themes"] =
      counted_links(count_facet("theme", everything, context), context.ui.locale,
                    [&](const std::string& id) { return context.ui.base + "/themes/" + id; });
  body["countries"] = counted_links(
      count_facet("country", everything, context), context.ui.locale,
      [&](const std::string& code) { return context.ui.base + "/countries/" + code; });
  for (const char* list : {"themes", "countries"})
    if (body[list].size() > 24) body[list].erase(body[list].begin() + 24, body[list].end());
  body["hits"] = hit_cards(newest, recent, context);
  body["recent_url"] = search_link({.sort = Sort::NewestFirst}, context.ui);
  const std::string latest = body["newest"];
  body["newest_text"] =
      latest.empty() ? "" : strings.text("home.corpus_newest", {{"date", latest}});
  body["languages_sentence"] = strings.text(
      "home.corpus_languages", {{"languages", body["languages_text"].get<std::string>()}});
  return {.page_template = "home",
          .description = strings.text("home.lead"),
          .canonical = context.ui.base + "/",
          .own_search = true,
          .body = std::move(body)};
}

View about_view(const ViewContext& context) {
  SearchQuery one = facet_query("", {});
  one.per_page = 1;
  const SearchPage newest = newest_documents(context, one);
  json body = corpus_numbers(newest, context);
  body["example"] = "";
  if (!newest.hits.empty())
    body["example"] = context.ui.strings.text(
        "about.cite_example",
        {{"title", newest.hits.front().document.title},
         {"date", body["newest"].get<std::string>()},
         {"path", context.ui.base + "/documents/" + newest.hits.front().document.id}});
  body["scale"] = json::array();
  for (const std::string& id : context.library.vocabulary().ids("evidence"))
    body["scale"].push_back({{"evidence_label", context.label("evidence", id)},
                             {"evidence_level", body["scale"].size() + 1},
                             {"note", context.library.vocabulary().find("evidence", id)->note}});
  body["marks"] = json::array();
  for (const char* kind : {"primary", "press", "rewritten"})
    body["marks"].push_back(
        {{"source_kind", kind},
         {"source_kind_label", context.ui.strings.text(fmt::format("source_kind.{}", kind))},
         {"note", context.ui.strings.text(fmt::format("about.provenance_{}", kind))}});
  body["built_at"] = context.library.manifest().build.time;
  body["generation"] = context.library.generation();
  return {.page_template = "about",
          .title = context.ui.strings.text("about.heading"),
          .canonical = context.ui.base + "/about",
          .section = "about",
          .body = std::move(body)};
}

View gone_view(const ViewContext& context, const Manifest::Tombstone& tombstone) {
  json body = {
      {"text", context.ui.strings.text("error.gone_title", {{"title", tombstone.title}})},
      {"reason", tombstone.reason},
      {"replacement",
       tombstone.replacement.empty() ? json() : document_link(tombstone.replacement, context)}};
  return {.page_template = "gone",
          .title = context.ui.strings.text("error.gone"),
          .body = std::move(body)};
}

View not_found_view(const ViewContext& context, std::string_view path) {
  // The words of the address are the best guess at what was meant.
  constexpr std::string_view kDocuments = "/documents/";
  json near = json::array();
  if (const std::size_t at = path.find(kDocuments); at != std::string_view::npos) {
    std::string words(path.substr(at + kDocuments.size()).substr(0, 80));
    for (char& c : words)
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = ' ';
    SearchQuery query{.text = words, .match = Match::Any, .per_page = 5};
    query.facets = std::vector<std::string>{};
    if (words.find_first_not_of(' ') != std::string::npos)
      for (const Hit& hit : context.library.search(query).hits)
        near.push_back(document_link(hit.document.id, context));
  }
  json body = {
      {"text", context.ui.strings.text("error.not_found_text", {{"path", std::string(path)}})},
      {"has_near", !near.empty()},
      {"near", std::move(near)}};
  return {.page_template = "not_found",
          .title = context.ui.strings.text("error.not_found"),
          .body = std::move(body)};
}

}  // namespace entrepot
