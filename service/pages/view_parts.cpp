#include "service/pages/view_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/index_schema.h"
#include "model/text/unicode.h"
#include "service/formats/citation.h"
#include "service/pages/concept_pages.h"

namespace entrepot {
namespace {

using nlohmann::json;

std::string in_language(const Labels& labels, const std::string& language) {
  const auto found = labels.find(language);
  return found == labels.end() ? std::string() : found->second;
}

std::string join_labels(const json& labelled, const ViewContext& context) {
  std::vector<std::string> labels;
  for (const json& entry : labelled) labels.push_back(entry.at("label"));
  return context.ui.strings.list(labels);
}

/// What a reason tells of by name.
std::vector<Name> names_in(const Reason& reason, const ViewContext& context) {
  std::vector<Name> names;
  for (const std::string& meaning : reason.meanings) names.push_back(name_called(meaning, context));
  for (const Reason::Where& where : reason.where)
    if (where.place == Reason::Place::Tag) names.push_back(name_called(where.label, context));
  return names;
}

/// "lessons" for "lesson learned": one word that begins as the name does, but for its plural.
bool is_short_for(std::string_view heading, std::string_view name) {
  constexpr std::size_t kPluralEnding = 2;
  const std::string_view first = name.substr(0, name.find(' '));
  return first.size() > kPluralEnding && heading.starts_with(first) &&
         heading.size() <= first.size() + kPluralEnding;
}

}  // namespace

std::string query_address(std::string_view page, SearchQuery query, std::string_view own) {
  query.ui = SearchQuery{}.ui;  // a page's address says its language before its path
  std::string parameters = to_query_string(query);
  if (!own.empty()) parameters += (parameters.empty() ? "" : "&") + std::string(own);
  return std::string(page) + (parameters.empty() ? "" : "?" + parameters);
}

std::string search_address(SearchQuery query) { return query_address("/search", std::move(query)); }

std::string search_link(const SearchQuery& query, const Interface& ui) {
  return ui.base + search_address(query);
}

SearchQuery facet_query(const std::string& facet, std::vector<std::string> values) {
  SearchQuery query{.sort = Sort::NewestFirst, .facets = std::vector<std::string>{}};
  if (!facet.empty()) query.filters.emplace(facet, std::move(values));
  return query;
}

json text_language(const std::string& text, const std::string& language,
                   const ViewContext& context) {
  const bool other = !language.empty() && language != context.ui.locale.language();
  return {{"lang", other ? language : ""},
          {"dir", is_right_to_left(text) ? "rtl"
                  : other                ? "ltr"
                                         : ""}};
}

json language_of(const Document& document, const ViewContext& context) {
  const std::string& ui = context.ui.locale.language();
  const bool other = !document.language.empty() && document.language != ui;
  json out = text_language(document.title, document.language, context);
  out["translated_title"] = other ? in_language(document.titles, ui) : "";
  out["translated_lang"] = out["translated_dir"] = "";
  if (other && document.language != "en" && out["translated_title"] == "") {
    const std::string english = in_language(document.titles, "en");
    const json language = text_language(english, english.empty() ? "" : "en", context);
    out["translated_title"] = english;
    out["translated_lang"] = language.at("lang");
    out["translated_dir"] = language.at("dir");
  }
  out["translated_summary"] = other ? in_language(document.summaries, ui) : "";
  return out;
}

json date_of(const Document& document, const ViewContext& context) {
  if (!document.date)
    return {{"date_text", context.ui.strings.text("site.undated")},
            {"date_lang", ""},
            {"date_dir", ""}};
  const json date = date_json(document.date, document.date_text, context.ui.locale);
  const json language = document.date_text.empty()
                            ? text_language("", "", context)
                            : text_language(document.date_text, document.language, context);
  return {{"date_text", date.at("text")},
          {"date_lang", language.at("lang")},
          {"date_dir", language.at("dir")}};
}

json provenance_of(const Document& document, const ViewContext& context) {
  const std::string kind = source_kind(document).empty() ? "none" : source_kind(document);
  const std::vector<std::string> scale = context.library.vocabulary().ids("evidence");
  const auto at = std::find(scale.begin(), scale.end(), document.evidence);
  const Strings& strings = context.ui.strings;
  return {{"source_kind", kind},
          {"source_kind_label", strings.text("source_kind." + kind)},
          {"evidence_name",
           strings.text_around("site.named", "value", {{"name", strings.text("facet.evidence")}})
               .first},
          {"evidence_label", at == scale.end() ? "" : context.label("evidence", document.evidence)},
          {"evidence_level", at == scale.end() ? 0 : at - scale.begin() + 1},
          {"status_label",
           document.status == "published" ? "" : context.label("statuses", document.status)}};
}

json mark_links(const ViewContext& context) {
  return {{"source_kind_url", context.ui.base + "/about#sources"},
          {"evidence_url", context.ui.base + "/about#evidence"}};
}

std::string kind_label(const std::string& kind, const ViewContext& context) {
  if (kind.empty()) return {};
  return context.ui.strings.text_or("kind." + kind, context.label("kinds", kind));
}

std::string with_item(const std::string& title, const std::string& anchor,
                      const ViewContext& context) {
  const std::string number = item_number(anchor);
  if (number.empty()) return title;  // a whole section, or an author's own anchor
  return context.ui.strings.text("site.passage_item", {{"title", title}, {"number", number}});
}

std::string country_names(const Document& document, const ViewContext& context) {
  std::vector<std::string> names;
  for (const std::string& code : document.tags.countries)
    names.push_back(context.label("countries", code));
  return context.ui.strings.list(names);
}

KindInHeading kind_in_heading(const std::string& heading, const std::string& kind,
                              const ViewContext& context) {
  const Concept* found = context.library.vocabulary().find("kinds", kind);
  if (found == nullptr) return KindInHeading::No;
  std::vector<std::string> names{fold_case(kind_label(kind, context))};
  for (const auto& [language, label] : found->label) names.push_back(fold_case(label));
  const std::string folded = fold_case(heading);
  if (std::find(names.begin(), names.end(), folded) != names.end()) return KindInHeading::Whole;
  if (std::any_of(names.begin(), names.end(),
                  [&](const std::string& name) { return is_short_for(folded, name); }))
    return KindInHeading::Whole;
  const bool named = std::any_of(names.begin(), names.end(),
                                 [&](const std::string& name) { return folded.starts_with(name); });
  return named ? KindInHeading::Named : KindInHeading::No;
}

json hit_cards(const SearchPage& page, const SearchQuery& query, const ViewContext& context) {
  json hits = to_json(page, query, context.json()).at("hits");
  const std::string gap = context.ui.strings.text("site.named", {{"name", ""}, {"value", ""}});
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Document& document = page.hits[i].document;
    json& hit = hits[i];
    hit.update(language_of(document, context));
    hit.update(provenance_of(document, context));
    hit["document_title"] = document.title;  // a passage has a title of its own
    hit["type_label"] = hit["type"]["label"];
    hit["countries_text"] = join_labels(hit["countries"], context);
    hit.update(date_of(document, context));
    for (std::size_t j = 0; j < hit["passages"].size(); ++j) {
      json& passage = hit["passages"][j];
      const PassageHit& own = page.hits[i].passages[j];
      const bool opening = own.title.empty() && own.kind.empty();
      const KindInHeading said = kind_in_heading(own.title, own.kind, context);
      const std::string kind =
          opening ? context.ui.strings.text("document.opening") : kind_label(own.kind, context);
      const bool titled = !own.title.empty() && said != KindInHeading::Whole;
      passage["passage_title"] = titled ? with_item(own.title, own.anchor, context) : "";
      // The kind stands for a heading that says nothing else, and is left out where one says it.
      passage["kind_label"] = !titled                        ? with_item(kind, own.anchor, context)
                              : said == KindInHeading::Named ? ""
                                                             : kind;
      passage["kind_gap"] = gap;
      passage["passage_url"] = passage["url"];
      passage["printed_url"] = context.ui.public_url + passage["url"].get<std::string>();
      passage["also"] = nullptr;  // for add_also(), where a page tells it
    }
    for (std::size_t j = 0; j < hit["why"].size(); ++j)
      hit["why"][j]["pieces"] =
          phrase(hit["why"][j]["text"], names_in(page.hits[i].why[j], context), context);
    hit["printed_url"] = context.ui.public_url + hit["url"].get<std::string>();
    hit["has_passages"] = !hit["passages"].empty();
    hit["has_why"] = !hit["why"].empty();
  }
  return hits;
}

void sort_values(std::vector<FacetValue>& values, const ViewContext& context) {
  std::sort(values.begin(), values.end(), [&](const FacetValue& a, const FacetValue& b) {
    if (a.selected != b.selected) return a.selected;
    if (a.count != b.count) return a.count > b.count;
    if (a.label == b.label) return a.value < b.value;
    return context.ui.locale.sorts_before(a.label, b.label);
  });
}

FacetCounts count_facet(const std::string& facet, SearchQuery query, const ViewContext& context) {
  query.facets = std::vector<std::string>{facet};
  query.per_page = 1;
  SearchPage page = context.search(query);
  for (FacetCounts& counts : page.facets)
    if (counts.name == facet) {
      sort_values(counts.values, context);
      return std::move(counts);
    }
  return {.name = facet};
}

std::string found_text(std::uint64_t found, Group group, const Interface& ui) {
  return ui.strings.count(group == Group::Document ? "site.documents" : "site.passages", found,
                          ui.locale);
}

json counted(const Name& name, const std::string& page, std::uint64_t count,
             const SearchQuery& query, const ViewContext& context) {
  const std::string search = search_link(query, context.ui);
  json out = label_json(name, context);
  out["url"] = page.empty() ? search : page;
  out["count"] = context.ui.locale.number(count);
  out["count_url"] = page.empty() ? "" : search;
  out["count_label"] = context.ui.strings.text(
      "site.count_of",
      {{"name", name.text}, {"count", found_text(count, query.group, context.ui)}});
  return out;
}

json uncounted(const Name& name, const std::string& page, const ViewContext& context) {
  json out = label_json(name, context);
  out["url"] = page;
  out["count"] = out["count_url"] = out["count_label"] = "";
  return out;
}

json counted_values(const FacetCounts& facet, const SearchQuery& query,
                    const ViewContext& context) {
  json list = json::array();
  for (const FacetValue& value : facet.values) {
    SearchQuery own = result_set(query);
    own.filters[facet.name] = {value.value};
    const std::string page = page_path(facet.name, value.value);
    list.push_back(counted(facet_name(facet.name, value.value, context),
                           page.empty() ? "" : context.ui.base + page, value.count, own, context));
  }
  return list;
}

json document_link(const Document& document, const ViewContext& context) {
  json link = language_of(document, context);
  link.update(provenance_of(document, context));
  link["title"] = document.title;
  link["url"] = fmt::format("{}/documents/{}", context.ui.base, document.id);
  return link;
}

json document_link(const std::string& id, const ViewContext& context) {
  const DocumentLookup lookup = context.library.document(id);
  return lookup.record ? document_link(lookup.record->document, context) : json();
}

json passage_group(const std::string& kind, SearchQuery query, const ViewContext& context) {
  query.group = Group::Passage;
  query.filters["kind"] = {kind};
  query.facets = std::vector<std::string>{};
  const SearchPage page = context.search(query);
  if (page.found == 0) return {};
  SearchQuery all = query;
  all.per_page = SearchQuery{}.per_page;
  return {
      {"kind_name", context.label("kinds", kind)},
      {"group_id", "kind-" + kind},
      {"hits", hit_cards(page, query, context)},
      {"found", counted(name_of("kinds", kind, context), "", page.found, all, context)},
      {"all_url", page.found > page.hits.size() ? search_link(all, context.ui) : ""},
      {"all_text", context.ui.strings.count("theme.all_of_kind", page.found, context.ui.locale)}};
}

}  // namespace entrepot
