#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "service/pages/view_citation.h"
#include "service/pages/view_corpus.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"
#include "service/query/url_parameters.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// "No. 7" of "gen-000007".
std::string generation_text(const std::string& generation, const ViewContext& context) {
  const std::size_t at = generation.find_first_of("123456789");
  return at == std::string::npos ? generation
                                 : context.ui.strings.text("about.generation_text",
                                                           {{"number", generation.substr(at)}});
}

/// The citation of the newest document in the interface's language, or else of the newest of all;
/// null if there is none.
json citation_example(const ViewContext& context) {
  for (SearchQuery query :
       {facet_query("language", {context.ui.locale.language()}), facet_query("", {})}) {
    query.per_page = 1;
    const SearchPage page = context.search(query);
    if (!page.hits.empty()) return citation_of(page.hits.front().document, {}, context);
  }
  return {};
}

/// {evidence_label, evidence_level, note, note_lang} of each step of the scale of evidence.
json evidence_scale(const ViewContext& context) {
  json scale = json::array();
  for (const std::string& id : context.library.vocabulary().ids("evidence")) {
    const std::string& noted = context.library.vocabulary().find("evidence", id)->note;
    const std::string note = context.ui.strings.text_or("about.evidence_" + id, noted);
    // The vocabulary's notes are in English.
    const json language = text_language(note, note == noted ? "en" : "", context);
    scale.push_back({{"evidence_label", context.label("evidence", id)},
                     {"evidence_level", scale.size() + 1},
                     {"note", note},
                     {"note_lang", language.at("lang")},
                     {"note_dir", language.at("dir")}});
  }
  return scale;
}

json source_marks(const ViewContext& context) {
  json marks = json::array();
  for (const char* kind : {"primary", "press", "rewritten"})
    marks.push_back(
        {{"source_kind", kind},
         {"source_kind_label", context.ui.strings.text(fmt::format("source_kind.{}", kind))},
         {"note", context.ui.strings.text(fmt::format("about.provenance_{}", kind))}});
  return marks;
}

/// The page about one side of the site, `key` being its group of strings and the end of its path.
View about_part(const char* key, const ViewContext& context, json body) {
  body["contact"] = context.ui.contact;
  body["contact_text"] = context.ui.contact.substr(
      context.ui.contact.starts_with("mailto:") ? std::string_view("mailto:").size() : 0);
  const std::string_view part(key);
  body["parts"] = json::array();
  for (const char* other : {"about", "api", "privacy", "accessibility"})
    body["parts"].push_back({{"label", context.ui.strings.text(fmt::format("site.{}", other))},
                             {"url", fmt::format("{}/about{}{}", context.ui.base,
                                                 std::string_view(other) == "about" ? "" : "/",
                                                 std::string_view(other) == "about" ? "" : other)},
                             {"current", part == other}});
  return {.page_template = part == "about" ? "about" : fmt::format("about_{}", key),
          .title = context.ui.strings.text(fmt::format("site.{}", key)),
          .address = part == "about" ? "/about" : fmt::format("/about/{}", key),
          .section = "about",
          .body = std::move(body)};
}

/// The commonest value of a facet; empty if nothing has one.
std::string commonest(const std::string& facet, const ViewContext& context) {
  const FacetCounts counts = count_facet(facet, {}, context);
  return counts.values.empty() ? "" : counts.values.front().value;
}

/// An address with its parameters in the letters in which people write them, as browsers show it.
std::string readable(const std::string& address) {
  const std::size_t mark = address.find('?');
  std::string out = address.substr(0, mark);
  if (mark == std::string::npos) return out;
  char before = '?';
  for (auto [name, value] : parse_parameters(address.substr(mark + 1))) {
    std::replace(value.begin(), value.end(), ' ', '+');
    out += std::exchange(before, '&') + name + "=" + value;
  }
  return out;
}

/// [{address, shown, text}]: questions to the API that this very corpus has answers to.
json api_examples(const ViewContext& context) {
  json list = json::array();
  const auto add = [&](const char* key, const std::string& address) {
    list.push_back({{"address", address},
                    {"shown", readable(address)},
                    {"text", context.ui.strings.text(fmt::format("api.{}", key))}});
  };
  const std::string country = commonest("country", context), theme = commonest("theme", context);
  SearchQuery words{.text = context.label("themes", theme)};
  SearchQuery filters;
  if (!country.empty()) filters.filters["country"] = {country};
  if (!theme.empty()) filters.filters["theme"] = {theme};
  const SearchQuery passages{
      .filters = {{"kind", {"conclusion"}}}, .group = Group::Passage, .sort = Sort::NewestFirst};
  const SearchQuery counts{.per_page = 1, .facets = std::vector<std::string>{"theme"}};
  const std::string api = "/api/v1/search?";
  add("example_words", api + to_query_string(words));
  add("example_filters", api + to_query_string(filters));
  add("example_passages", api + to_query_string(passages));
  add("example_counts", api + to_query_string(counts));
  words.explain = true;
  add("example_why", api + to_query_string(words));
  add("example_csv", "/search.csv?" + to_query_string(filters));
  add("example_atom", "/search.atom?" + to_query_string(filters));
  SearchQuery one = facet_query("", {});
  one.per_page = 1;
  const SearchPage page = context.search(one);
  if (page.hits.empty()) return list;
  const std::string document = "/documents/" + page.hits.front().document.id;
  add("example_json", document + ".json");
  add("example_markdown", document + ".md");
  add("example_reference", document + ".bib");
  return list;
}

/// [{names, text}]: the parameters of a search, in the order in which a reader needs them.
json api_parameters(const ViewContext& context) {
  std::vector<std::string> facets;
  for (const Facet& facet : kFacets) facets.emplace_back(facet.name);
  const std::vector<std::pair<std::vector<std::string>, const char*>> rows{
      {{"q"}, "q"},
      {facets, "facets"},
      {{"from", "to"}, "dates"},
      {{"match"}, "match"},
      {{"expand"}, "expand"},
      {{"group"}, "group"},
      {{"sort"}, "sort"},
      {{"page", "per_page"}, "pages"},
      {{"facets"}, "counts"},
      {{"explain"}, "explain"},
      {{"ui"}, "ui"}};
  json list = json::array();
  for (const auto& [names, key] : rows)
    list.push_back(
        {{"names", names},
         {"text", context.ui.strings.text(
                      fmt::format("api.parameter_{}", key),
                      {{"languages", fmt::format("{}", fmt::join(label_languages(), " "))}})}});
  return list;
}

}  // namespace

View about_view(const ViewContext& context) {
  json body = corpus_facts(context);
  body["example"] = citation_example(context);
  body["scale"] = evidence_scale(context);
  body["marks"] = source_marks(context);
  body["built_at"] = context.library.manifest().build.time;
  body["built_text"] = written_time(body["built_at"], context.ui.locale);
  body["generation"] = generation_text(context.library.generation(), context);
  return about_part("about", context, std::move(body));
}

View api_view(const ViewContext& context) {
  return about_part("api", context,
                    {{"examples", api_examples(context)}, {"parameters", api_parameters(context)}});
}

View privacy_view(const ViewContext& context) {
  return about_part("privacy", context, json::object());
}

View accessibility_view(const ViewContext& context) {
  return about_part("accessibility", context, json::object());
}

}  // namespace entrepot
