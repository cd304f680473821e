#include <fmt/format.h>

#include <algorithm>

#include "model/diagnostics.h"
#include "model/text/unicode.h"
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
    const std::uint64_t found = context.search(counting).found;
    if (found == 0) continue;
    links.push_back(counted(strings.text(fmt::format("home.{}_{}", reader, question.key)), "",
                            found, query, context));
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

std::vector<std::string> parts_of(std::string_view id) {
  std::vector<std::string> parts;
  while (!id.empty()) {
    const std::size_t dash = std::min(id.find('-'), id.size());
    if (dash > 0) parts.emplace_back(id.substr(0, dash));
    id.remove_prefix(std::min(dash + 1, id.size()));
  }
  return parts;
}

/// Whether one id was probably meant by the other: few letters differ, or most parts are the same.
bool is_near(const std::string& wanted, const std::string& id) {
  if (!nearest(wanted, {id}).empty()) return true;
  const std::vector<std::string> left = parts_of(wanted), right = parts_of(id);
  const auto common = std::count_if(left.begin(), left.end(), [&](const std::string& part) {
    return std::find(right.begin(), right.end(), part) != right.end();
  });
  return static_cast<std::size_t>(common) * 3 >= std::max(left.size(), right.size()) * 2;
}

/// Ids like the one in the address of a document that is not there. Its words find candidates.
std::vector<std::string> near_documents(std::string_view path, const Library& library) {
  constexpr std::string_view kDocuments = "/documents/";
  constexpr std::size_t kMostShown = 5, kMostLetters = 80;
  const std::size_t at = path.find(kDocuments);
  if (at == std::string_view::npos) return {};
  std::string wanted(path.substr(at + kDocuments.size()).substr(0, kMostLetters));
  for (char& c : wanted) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) c = '-';
  }
  SearchQuery query{.match = Match::Any, .per_page = 50, .facets = std::vector<std::string>{}};
  for (const std::string& part : parts_of(wanted)) query.text += part + " ";
  std::vector<std::string> near;
  if (query.text.empty()) return near;
  for (const Hit& hit : library.search(query).hits)
    if (near.size() < kMostShown && is_near(wanted, hit.document.id))
      near.push_back(hit.document.id);
  return near;
}

/// "23 November 2026, 14:05 UTC" of an RFC 3339 time in UTC; the time itself if it is none.
std::string written_time(const std::string& time, const Locale& locale) {
  constexpr std::size_t kDay = 10, kMinute = 16;
  std::string problem;
  const std::optional<DateInterval> day = parse_edtf(time.substr(0, kDay), problem);
  if (!day || time.size() < kMinute || time.back() != 'Z') return time;
  return fmt::format("{}, {} UTC", locale.date(*day), time.substr(kDay + 1, kMinute - kDay - 1));
}

/// "No. 7" of "gen-000007".
std::string generation_text(const std::string& generation, const ViewContext& context) {
  const std::size_t at = generation.find_first_of("123456789");
  return at == std::string::npos ? generation
                                 : context.ui.strings.text("about.generation_text",
                                                           {{"number", generation.substr(at)}});
}

/// The citation of the newest document in the interface's language, or else of the newest of all;
/// null if there is none.
json citation_example(const SearchPage& newest, const ViewContext& context) {
  SearchQuery query = facet_query("language", {context.ui.locale.language()});
  query.per_page = 1;
  const SearchPage own = context.search(query);
  for (const SearchPage* page : {&own, &newest})
    if (!page->hits.empty()) return citation_of(page->hits.front().document, context);
  return {};
}

SearchPage newest_documents(const ViewContext& context, const SearchQuery& query) {
  return context.search(query);
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
      counted_values(count_facet("theme", everything, context), {}, "/themes/", context);
  body["countries"] =
      counted_values(count_facet("country", everything, context), {}, "/countries/", context);
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
          .address = "/",
          .own_search = true,
          .body = std::move(body)};
}

View about_view(const ViewContext& context) {
  SearchQuery one = facet_query("", {});
  one.per_page = 1;
  const SearchPage newest = newest_documents(context, one);
  json body = corpus_numbers(newest, context);
  body["example"] = citation_example(newest, context);
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
  body["built_text"] = written_time(body["built_at"], context.ui.locale);
  body["generation"] = generation_text(context.library.generation(), context);
  return {.page_template = "about",
          .title = context.ui.strings.text("site.about"),
          .address = "/about",
          .section = "about",
          .body = std::move(body)};
}

View gone_view(const ViewContext& context, const Manifest::Tombstone& tombstone) {
  const auto written = [&](const std::string& text) {
    json own = text_language(text, tombstone.language, context);
    own["text"] = text;
    return own;
  };
  const auto [before, after] = context.ui.strings.text_around("error.gone_title", "title");
  json body = {
      {"before", before},
      {"title", written(tombstone.title)},
      {"after", after},
      {"reason", tombstone.reason.empty() ? json() : written(tombstone.reason)},
      {"replacement",
       tombstone.replacement.empty() ? json() : document_link(tombstone.replacement, context)}};
  return {.page_template = "gone",
          .title = context.ui.strings.text("error.gone"),
          .body = std::move(body)};
}

View not_found_view(const ViewContext& context, std::string_view path) {
  json near = json::array();
  for (const std::string& id : near_documents(path, context.library))
    near.push_back(document_link(id, context));
  const std::string shown = find_invalid_utf8(path) ? "" : std::string(path);
  json body = {
      {"text",
       shown.empty() ? "" : context.ui.strings.text("error.not_found_text", {{"path", shown}})},
      {"has_near", !near.empty()},
      {"near", std::move(near)}};
  return {.page_template = "not_found",
          .title = context.ui.strings.text("error.not_found"),
          .body = std::move(body)};
}

View bad_request_view(const Interface& ui, int status, const std::string& detail) {
  const std::string heading = ui.strings.text(status == 405 ? "error.method" : "error.bad_request");
  return {
      .page_template = "error", .title = heading, .body = {{"heading", heading}, {"text", detail}}};
}

View unavailable_view(const Interface& ui, int status) {
  const std::string key = status == 503 ? "error.unavailable" : "error.internal";
  const std::string heading = ui.strings.text(key);
  return {.page_template = "error",
          .title = heading,
          .body = {{"heading", heading}, {"text", ui.strings.text(key + "_text")}}};
}

}  // namespace entrepot
