#include "service/formats/api_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/concept_names.h"
#include "model/index_schema.h"
#include "model/text/unicode.h"
#include "service/formats/reason_text.h"
#include "service/formats/related_json.h"
#include "service/formats/suggestion_text.h"
#include "service/search/facet_values.h"

namespace entrepot {
namespace {

using nlohmann::json;

std::string search_url(SearchQuery query, const JsonContext& context) {
  const std::string parameters = to_query_string(query);
  return context.search_path + (parameters.empty() ? "" : "?" + parameters);
}

/// The search with a value of a facet chosen, or given up if it was; back on the first page.
SearchQuery toggled(SearchQuery query, const std::string& facet, const std::string& value) {
  std::vector<std::string>& chosen = query.filters[facet];
  if (const auto at = std::find(chosen.begin(), chosen.end(), value); at != chosen.end()) {
    chosen.erase(at);
  } else {
    chosen.push_back(value);
  }
  if (chosen.empty()) query.filters.erase(facet);
  query.page = 1;
  return query;
}

json labelled_list(std::string_view facet, const std::vector<std::string>& values,
                   const JsonContext& context) {
  json list = json::array();
  for (const std::string& value : values) list.push_back(labelled(facet, value, context));
  return list;
}

json to_json(const PassageHit& passage, const std::string& document_url,
             const JsonContext& context) {
  json marks = json::array();
  for (const Snippet::Mark& mark : passage.snippet.marks)
    marks.push_back({mark.start, mark.length});
  return {{"anchor", passage.anchor},
          {"kind", passage.kind.empty() ? json() : labelled("kind", passage.kind, context)},
          {"title", passage.title},
          {"url", document_url + "#" + passage.anchor},
          {"snippet_text", passage.snippet.text},
          {"snippet_html", snippet_html(passage.snippet)},
          {"marks", marks}};
}

json reasons_json(const std::vector<Reason>& reasons, const JsonContext& context) {
  constexpr std::string_view kPlaces[] = {"title",    "summary", "passage",    "tag",
                                          "tag_name", "text",    "superseded", "retold"};
  json list = json::array();
  for (const Reason& reason : reasons) {
    json places = json::array();
    for (const Reason::Where& where : reason.where) {
      json place = {{"place", kPlaces[static_cast<std::size_t>(where.place)]}};
      if (where.place == Reason::Place::Tag) {
        place["facet"] = where.kind;
        place["label"] = where.label;
      } else if (where.place == Reason::Place::Passage) {
        place["anchor"] = where.anchor;
        place["title"] = where.label;
      }
      places.push_back(std::move(place));
    }
    json one = {{"word", reason.word},
                {"understood_as", reason.meanings},
                {"found_as", reason.forms},
                {"places", std::move(places)}};
    if (context.strings != nullptr)
      one["text"] = reason_text(reason, context.library.vocabulary(), *context.strings,
                                context.locale.language());
    list.push_back(std::move(one));
  }
  return list;
}

json to_json(const Hit& hit, const JsonContext& context) {
  const Document& document = hit.document;
  const std::string url = fmt::format("{}/documents/{}", context.base_path, document.id);
  json passages = json::array();
  for (const PassageHit& passage : hit.passages) passages.push_back(to_json(passage, url, context));
  return {{"id", document.id},
          {"url", url},
          {"title", document.title},
          {"titles", document.titles},
          {"summary", document.summary},
          {"summaries", document.summaries},
          {"type", labelled("type", document.type, context)},
          {"language", document.language},
          {"countries", labelled_list("country", document.tags.countries, context)},
          {"themes", labelled_list("theme", document.tags.themes, context)},
          {"date", date_json(document.date, document.date_text, context.locale)},
          {"status", document.status},
          {"source_kind", source_kind(document)},
          {"evidence", document.evidence},
          {"score", hit.score},
          {"passages", passages},
          {"why", reasons_json(hit.why, context)}};
}

json to_json(const FacetCounts& facet, const SearchQuery& query, const JsonContext& context) {
  json values = json::array();
  for (const FacetValue& value : facet.values)
    values.push_back({{"value", value.value},
                      {"label", value.label},
                      {"count", value.count},
                      {"selected", value.selected},
                      {"url", search_url(toggled(query, facet.name, value.value), context)},
                      {"url_count", value.toggled}});
  return {{"total_values", facet.total_values},
          {"missing", facet.missing},
          {"missing_url", search_url(toggled(query, facet.name, std::string(kNoValue)), context)},
          {"values", values}};
}

json notes_json(const std::vector<Note>& notes, const JsonContext& context) {
  json list = json::array();
  if (context.strings != nullptr)
    for (const Note& note : notes)
      list.push_back(context.strings->text("note." + note.key, note.values));
  return list;
}

std::string sort_name(Sort sort) {
  switch (sort) {
    case Sort::NewestFirst:
      return "-date";
    case Sort::OldestFirst:
      return "date";
    case Sort::Title:
      return "title";
    case Sort::Relevance:
      break;
  }
  return "relevance";
}

std::string match_name(Match match) {
  return match == Match::All ? "all" : match == Match::Any ? "any" : "auto";
}

json query_json(const SearchQuery& query) {
  return {{"q", query.text},
          {"in", query.in},
          {"filters", query.filters},
          {"filters_all", query.filters_all},
          {"filters_not", query.filters_not},
          {"from", query.from ? json(to_edtf(*query.from)) : json()},
          {"to", query.to ? json(to_edtf(*query.to)) : json()},
          {"match", match_name(query.match)},
          {"expand", query.expand},
          {"literal", query.literal},
          {"meaning", query.meaning},
          {"group", query.group == Group::Passage ? "passage" : "document"},
          {"sort", sort_name(query.sort)}};
}

SearchQuery without_order(SearchQuery query) {
  query.sort = SearchQuery{}.sort;
  return query;
}

json links_json(const SearchPage& page, const SearchQuery& query, const JsonContext& context) {
  const auto to_page = [&](std::uint64_t number) {
    SearchQuery other = query;
    other.page = static_cast<unsigned>(number);
    return search_url(other, context);
  };
  const std::uint64_t last =
      std::clamp<std::uint64_t>(page.pages, 1, last_reachable_page(query.per_page));
  SearchQuery all = query;
  all.match = Match::All;
  all.page = 1;
  return {{"self", to_page(query.page)},
          {"next", query.page < last ? json(to_page(query.page + 1)) : json()},
          {"prev",
           query.page > 1 ? json(to_page(std::min<std::uint64_t>(query.page - 1, last))) : json()},
          {"first", to_page(1)},
          {"last", to_page(last)},
          {"match_all", page.match == Match::Any ? json(search_url(all, context)) : json()},
          {"csv", file_url("/search.csv", query)},
          {"atom", file_url("/search.atom", without_order(query))}};
}

json passage_json(const Passage& passage, const std::string& document_url,
                  const JsonContext& context) {
  constexpr std::string_view kOrigins[] = {"none", "comment", "heading", "plural"};
  return {{"anchor", passage.anchor},
          {"kind", passage.kind.empty() ? json() : labelled("kind", passage.kind, context)},
          {"kind_found_by", kOrigins[static_cast<std::size_t>(passage.origin)]},
          {"title", passage.title},
          {"heading_path", passage.heading_path},
          {"url", document_url + "#" + passage.anchor},
          {"text", passage.text}};
}

json concept_json(const UnderstoodConcept& one, const SearchQuery& query,
                  const JsonContext& context) {
  SearchQuery first = query;
  first.page = 1;
  SearchQuery as_words = first;
  as_words.literal.push_back(one.name);
  json choices = json::array();
  if (one.meanings.size() > 1)
    for (const UnderstoodConcept::Meaning& meaning : one.meanings) {
      SearchQuery settled = first;
      settled.meaning.push_back(meaning.list + ":" + meaning.id);
      choices.push_back({{"list", meaning.list},
                         {"id", meaning.id},
                         {"label", meaning.label},
                         {"url", search_url(settled, context)}});
    }
  const UnderstoodConcept::Meaning& meaning = one.meanings.front();
  return {{"list", meaning.list},
          {"id", meaning.id},
          {"label", meaning.label},
          {"from", one.from},
          {"as_words", search_url(as_words, context)},
          {"choices", choices}};
}

/// What a word was read as, with the search for the word as it was typed.
json reading_json(const std::string& from, const json& to, const SearchQuery& query,
                  const JsonContext& context) {
  SearchQuery as_typed = query;
  as_typed.page = 1;
  as_typed.literal.push_back(name_key(from));
  return {{"from", from}, {"to", to}, {"as_typed", search_url(as_typed, context)}};
}

/// Of corrections and of translations.
template <typename Readings>
json readings_json(const Readings& readings, const SearchQuery& query, const JsonContext& context) {
  json list = json::array();
  for (const auto& one : readings) list.push_back(reading_json(one.from, one.to, query, context));
  return list;
}

json suggestions_json(const SearchPage& page, const JsonContext& context) {
  constexpr std::string_view kKinds[] = {"without_filter", "without_filters", "without_word",
                                         "without_words",  "any_word",        "as_written",
                                         "broader",        "narrower",        "neighbour",
                                         "form",           "region"};
  json list = json::array();
  for (const Suggestion& one : page.suggestions)
    list.push_back(
        {{"kind", kKinds[static_cast<std::size_t>(one.kind)]},
         {"q", one.query.text},
         {"facet", one.facet.empty() ? json() : json(one.facet)},
         {"value", one.value.empty() ? json() : json(one.value)},
         {"label", one.label.empty() ? json() : json(one.label)},
         {"found", one.found},
         {"url", search_url(one.query, context)},
         {"why",
          context.strings == nullptr ? json() : json(suggestion_text(one, *context.strings))}});
  return list;
}

}  // namespace

nlohmann::json to_json(const SearchPage& page, const SearchQuery& query,
                       const JsonContext& context) {
  const Manifest& manifest = context.library.manifest();
  json hits = json::array();
  for (const Hit& hit : page.hits) hits.push_back(to_json(hit, context));
  json facets = json::object();
  for (const FacetCounts& facet : page.facets) facets[facet.name] = to_json(facet, query, context);
  json concepts = json::array();
  for (const UnderstoodConcept& one : page.understood.concepts)
    concepts.push_back(concept_json(one, query, context));
  json warnings = json::array();
  for (const Warning& warning : page.warnings)
    warnings.push_back({{"parameter", warning.parameter},
                        {"message", warning.message},
                        {"nearest", warning.nearest}});
  json out = {
      {"query", query_json(query)},
      {"found", page.found},
      {"found_all", page.found_all},
      {"match", match_name(page.match)},
      {"out_of", page.out_of},
      {"page", query.page},
      {"pages", page.pages},
      {"per_page", query.per_page},
      {"counts", query.group == Group::Passage ? "passages" : "documents"},
      {"index",
       {{"uuid", manifest.build.uuid},
        {"generation", context.library.generation()},
        {"documents", manifest.content.documents},
        {"passages", manifest.content.passages}}},
      {"understood",
       {{"concepts", concepts},
        {"words", page.understood.words},
        {"dropped", page.understood.dropped},
        {"notes", notes_json(page.understood.notes, context)},
        {"corrected", readings_json(page.understood.corrected, query, context)},
        {"translated", readings_json(page.understood.translated, query, context)},
        {"language", page.understood.language.empty() ? json() : json(page.understood.language)}}},
      {"hits", hits},
      {"facets", facets},
      {"suggestions", suggestions_json(page, context)},
      {"warnings", warnings},
      {"links", links_json(page, query, context)}};
  return out;
}

nlohmann::json to_json(const DocumentRecord& record, const JsonContext& context) {
  const Document& document = record.document;
  const Tags& tags = record.all_tags;
  const std::string url = fmt::format("{}/documents/{}", context.base_path, document.id);
  json sections = json::array();
  for (const Section& section : record.sections)
    sections.push_back({{"anchor", section.anchor},
                        {"level", section.level},
                        {"title", section.title},
                        {"url", url + "#" + section.anchor}});
  json passages = json::array();
  for (const Passage& passage : record.passages)
    passages.push_back(passage_json(passage, url, context));
  json sources = json::array();
  for (const Source& source : document.sources)
    sources.push_back({{"title", source.title},
                       {"url", source.url},
                       {"publisher", source.publisher},
                       {"language", source.language},
                       {"kind", source.kind}});
  json see_also = json::array();
  for (const RelatedDocument& one : context.library.related(record))
    see_also.push_back(to_json(one, context));
  const auto edtf = [](const std::optional<DateInterval>& date) {
    return date ? json(to_edtf(*date)) : json();
  };
  return {
      {"id", document.id},
      {"url", url},
      {"type", labelled("type", document.type, context)},
      {"title", document.title},
      {"titles", document.titles},
      {"summary", document.summary},
      {"summaries", document.summaries},
      {"language", document.language},
      {"countries", labelled_list("country", tags.countries, context)},
      {"host", labelled_list("country", document.host, context)},
      {"experts_from", labelled_list("country", document.experts_from, context)},
      {"regions", labelled_list("region", tags.regions, context)},
      {"scope", document.scope},
      {"themes", labelled_list("theme", tags.themes, context)},
      {"programmes", labelled_list("programme", tags.programmes, context)},
      {"organisations", labelled_list("organisation", tags.organisations, context)},
      {"funders", labelled_list("organisation", tags.funders, context)},
      {"administrations", labelled_list("organisation", tags.administrations, context)},
      {"measures", labelled_list("measure", tags.measures, context)},
      {"date", date_json(document.date, document.date_text, context.locale)},
      {"published", edtf(document.published)},
      {"added", edtf(document.added)},
      {"reviewed", edtf(document.reviewed)},
      {"review_by", edtf(document.review_by)},
      {"status", document.status},
      {"owner", document.owner},
      {"sources", sources},
      {"source_kind", source_kind(document)},
      {"derivation", document.derivation},
      {"license", document.license},
      {"rights_note", document.rights_note},
      {"evidence", document.evidence},
      {"modality", document.modality},
      {"participants", document.participants ? json(*document.participants) : json()},
      {"methods", document.methods},
      {"audience", document.audience},
      {"related", document.related},
      {"see_also", see_also},
      {"translation_of", document.translation_of},
      {"supersedes", document.supersedes},
      {"superseded_by", record.superseded_by.empty() ? json() : json(record.superseded_by)},
      {"primary_account", record.primary_account.empty() ? json() : json(record.primary_account)},
      {"note", document.note},
      {"kinds", labelled_list("kind", record.kinds, context)},
      {"sections", sections},
      {"passages", passages}};
}

std::string file_url(std::string_view path, const SearchQuery& query) {
  const std::string parameters = to_query_string(whole_result(query));
  return std::string(path) + (parameters.empty() ? "" : "?" + parameters);
}

nlohmann::json labelled(std::string_view facet, const std::string& value,
                        const JsonContext& context) {
  const Facet* row = find_facet(facet);
  return {{"value", value},
          {"label", row == nullptr ? value
                                   : value_label(context.library.vocabulary(), *row, value,
                                                 context.locale.language())}};
}

nlohmann::json date_json(const std::optional<DateInterval>& date, const std::string& date_text,
                         const Locale& locale) {
  if (!date && date_text.empty()) return {};
  if (!date) return {{"from", nullptr}, {"to", nullptr}, {"text", date_text}};
  return {{"from", to_edtf({date->start, date->start})},
          {"to", to_edtf({date->end, date->end})},
          {"text", date_text.empty() ? locale.date(*date) : date_text}};
}

nlohmann::json problem_json(int status, const std::string& title, const std::string& detail,
                            const std::vector<ParameterProblem>& problems) {
  json errors = json::array();
  for (const ParameterProblem& problem : problems)
    errors.push_back({{"parameter", problem.name},
                      {"value", problem.value},
                      {"message", problem.message},
                      {"allowed", problem.allowed},
                      {"nearest", problem.nearest.empty() ? json() : json(problem.nearest)}});
  json out = {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
  if (!problems.empty()) out["errors"] = std::move(errors);
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string snippet_html(const Snippet& snippet) {
  // Marks count code points: walk the text once and cut at their borders.
  std::string out;
  std::string_view rest = snippet.text;
  std::size_t at = 0;
  const auto take = [&](std::size_t code_points) {
    std::size_t bytes = 0;
    for (; bytes < rest.size(); ++bytes)
      if ((static_cast<unsigned char>(rest[bytes]) & 0xC0) != 0x80 && code_points-- == 0) break;
    const std::string_view taken = rest.substr(0, bytes);
    rest.remove_prefix(bytes);
    return escape_html(taken);
  };
  for (const Snippet::Mark& mark : snippet.marks) {
    out += take(mark.start - at);
    out += "<mark>" + take(mark.length) + "</mark>";
    at = mark.start + mark.length;
  }
  return out + escape_html(rest);
}

std::string dump(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace entrepot
