#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/formats/related_json.h"
#include "service/pages/view_html.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

json value(const std::string& text, const std::string& url = "") {
  return {{"text", text}, {"url", url}, {"lang", ""}, {"dir", ""}};
}

/// The rows of a fact box, those without a value left out.
class Facts {
 public:
  explicit Facts(const ViewContext& context) : context_(context) {}

  void add(std::string_view key, json values) {
    if (values.empty()) return;
    rows_.push_back({{"name", context_.ui.strings.text(fmt::format("document.{}", key))},
                     {"values", std::move(values)}});
  }

  void add_text(std::string_view key, const std::string& text) {
    if (!text.empty()) add(key, json::array({value(text)}));
  }

  /// What the author of a document wrote, in its language; empty texts are left out.
  void add_written(std::string_view key, const std::vector<std::string>& texts,
                   const Document& document) {
    json values = json::array();
    for (const std::string& text : texts) {
      if (text.empty()) continue;
      values.push_back(value(text));
      values.back().update(text_language(text, document.language, context_));
    }
    add(key, std::move(values));
  }

  /// Labelled values, each leading to the search for it.
  void add_facet(std::string_view key, const std::string& facet,
                 const std::vector<std::string>& ids) {
    json values = json::array();
    for (const std::string& id : ids)
      values.push_back(
          value(labelled(facet, id, context_.json()).at("label"), facet_url(facet, id)));
    add(key, std::move(values));
  }

  void add_date(std::string_view key, const std::optional<DateInterval>& date) {
    if (date) add_text(key, context_.ui.locale.date(*date));
  }

  [[nodiscard]] json rows() && { return std::move(rows_); }

 private:
  /// Countries, themes and programmes have pages of their own.
  [[nodiscard]] std::string facet_url(const std::string& facet, const std::string& id) const {
    if (facet == "country") return fmt::format("{}/countries/{}", context_.ui.base, id);
    if (facet == "theme") return fmt::format("{}/themes/{}", context_.ui.base, id);
    if (facet == "programme") return fmt::format("{}/programmes/{}", context_.ui.base, id);
    SearchQuery query;
    query.filters.emplace(facet, std::vector<std::string>{id});
    return search_link(query, context_.ui);
  }

  const ViewContext& context_;
  json rows_ = json::array();
};

std::string country_names(const Document& document, const ViewContext& context) {
  std::vector<std::string> names;
  for (const std::string& code : document.tags.countries)
    names.push_back(context.label("countries", code));
  return context.ui.strings.list(names);
}

/// What the document is about: the box beside the text.
json facts(const DocumentRecord& record, const ViewContext& context) {
  const Document& document = record.document;
  const Tags& tags = record.all_tags;
  Facts facts(context);
  const json date = date_of(document, context);
  facts.add("date", json::array({{{"text", date.at("date_text")},
                                  {"url", ""},
                                  {"lang", date.at("date_lang")},
                                  {"dir", date.at("date_dir")}}}));
  facts.add_facet("countries", "country", tags.countries);
  facts.add_facet("host", "country", document.host);
  facts.add_facet("experts_from", "country", document.experts_from);
  facts.add_facet("themes", "theme", tags.themes);
  facts.add_facet("programmes", "programme", tags.programmes);
  std::vector<std::string> partners = tags.organisations;
  std::erase_if(partners, [&](const std::string& id) {
    return std::find(tags.funders.begin(), tags.funders.end(), id) != tags.funders.end();
  });
  facts.add_facet("organisations", "organisation", partners);
  facts.add_facet("funders", "organisation", tags.funders);
  facts.add_facet("administrations", "organisation", tags.administrations);
  facts.add_facet("measures", "measure", tags.measures);
  if (document.participants)
    facts.add_text("participants", context.ui.locale.number(*document.participants));
  if (!document.modality.empty()) facts.add_facet("modality", "modality", {document.modality});
  facts.add_written("methods", document.methods, document);
  facts.add_written("audience", document.audience, document);
  return std::move(facts).rows();
}

/// What is known of the record itself: under the sources.
json record_facts(const Document& document, const ViewContext& context) {
  Facts facts(context);
  if (!document.derivation.empty())
    facts.add_text("derivation", context.label("derivations", document.derivation));
  if (!document.license.empty())
    facts.add_text("license", document.license == "LicenseRef-unknown"
                                  ? context.ui.strings.text("document.license_unknown")
                                  : document.license);
  facts.add_written("rights", {document.rights_note}, document);
  facts.add_written("note", {document.note}, document);
  if (!document.language.empty()) facts.add_facet("language", "language", {document.language});
  facts.add_date("published", document.published);
  facts.add_date("added", document.added);
  facts.add_date("reviewed", document.reviewed);
  facts.add_date("review_by", document.review_by);
  facts.add_text("owner", document.owner);
  facts.add_text("record_id", document.id);
  return std::move(facts).rows();
}

json banners(const DocumentRecord& record, const ViewContext& context) {
  const Document& document = record.document;
  std::vector<std::string> keys;
  if (document.status == "superseded" || document.status == "to-review")
    keys.push_back(document.status);
  if (const std::string kind = source_kind(document); kind.empty())
    keys.emplace_back("unsourced");
  else if (kind != "primary")
    keys.push_back(kind);
  json list = json::array();
  for (const std::string& key : keys)
    list.push_back({{"text", context.ui.strings.text("document.banner_" + key)},
                    {"successor", key == "superseded" && !record.superseded_by.empty()
                                      ? document_link(record.superseded_by, context)
                                      : json()},
                    {"primary_account", key == "rewritten" && !record.primary_account.empty()
                                            ? document_link(record.primary_account, context)
                                            : json()}});
  return list;
}

json sections(const DocumentRecord& record, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const auto permalink = [&](const std::string& words) {
    return strings.text("site.permalink", {{"words", words}});
  };
  const SectionLabels labels{.permalink = permalink,
                             .table =
                                 [&](const std::string& words) {
                                   return words.empty()
                                              ? strings.text("document.table_without_head")
                                              : strings.text("document.table", {{"words", words}});
                                 },
                             .note =
                                 [&](const std::string& n) {
                                   return strings.text("document.note_mark", {{"n", n}});
                                 },
                             .back =
                                 [&](const std::string& n) {
                                   return strings.text("document.note_back", {{"n", n}});
                                 }};
  json list = json::array();
  unsigned level = 1;
  for (const Section& section : record.sections) {
    // Authors may skip a level; the page's outline does not.
    if (!section.title.empty()) level = std::min(std::max(section.level, 2U), level + 1);
    list.push_back(
        {{"anchor", section.anchor},
         {"level", level},
         {"section_title", section.title},
         {"title_html", section.title_html},
         {"kind", kind_in_heading(section.title, section.kind, context) == KindInHeading::No
                      ? kind_label(section.kind, context)
                      : ""},
         {"former", section.former_anchors},
         {"permalink", permalink(section.title)},
         {"text_html", place_section_html(section.html, context.ui.base, labels)}});
  }
  return list;
}

json sources(const Document& document, const ViewContext& context) {
  json list = json::array();
  const std::string& ui = context.ui.locale.language();
  for (const Source& source : document.sources) {
    const std::string kind = source.kind.empty() ? "none" : source.kind;
    const bool other = !source.language.empty() && source.language != ui;
    const json title = text_language(source.title, source.language, context);
    const json publisher = text_language(source.publisher, source.language, context);
    list.push_back({{"source_title", source.title.empty() ? source.url : source.title},
                    {"url", source.url},
                    {"publisher", source.publisher},
                    {"publisher_lang", publisher.at("lang")},
                    {"publisher_dir", publisher.at("dir")},
                    {"source_lang", title.at("lang")},
                    {"source_dir", title.at("dir")},
                    {"language_label", other ? context.label("language", source.language) : ""},
                    {"kind", kind},
                    {"kind_label", context.ui.strings.text("source_kind." + kind)}});
  }
  return list;
}

json links_to(const std::vector<std::string>& ids, const ViewContext& context) {
  json list = json::array();
  for (const std::string& id : ids)
    if (json link = document_link(id, context); !link.is_null()) list.push_back(std::move(link));
  return list;
}

/// What to read next, each with its reason: rows as the partial row_document shows them.
json related(const DocumentRecord& record, const ViewContext& context) {
  json list = json::array();
  for (const RelatedDocument& one : context.library.related(record)) {
    const Document& document = one.document;
    json row = to_json(one, context.json());
    row.update(language_of(document, context));
    row.update(provenance_of(document, context));
    row.update(date_of(document, context));
    row["reason_text"] = row["reason"]["text"];
    row["type_label"] = context.label("types", document.type);
    row["countries_text"] = country_names(document, context);
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace

View document_view(const ViewContext& context, const DocumentRecord& record) {
  const Document& document = record.document;
  const std::string url = fmt::format("{}/documents/{}", context.ui.base, document.id);
  json body = language_of(document, context);
  body.update(provenance_of(document, context));
  body["title"] = document.title;
  body["summary"] = document.summary;
  body["type_label"] = context.label("types", document.type);
  body["type_url"] = search_link({.filters = {{"type", {document.type}}}}, context.ui);
  body.update(date_of(document, context));
  body.update(citation_of(document, context));
  body["countries_text"] = country_names(document, context);
  body["banners"] = banners(record, context);
  body["has_banners"] = !body["banners"].empty();
  body["facts"] = facts(record, context);
  body["sections"] = sections(record, context);
  body["contents"] = json::array();
  for (const json& section : body["sections"])
    if (!section["section_title"].get_ref<const std::string&>().empty())
      body["contents"].push_back(section);
  body["has_contents"] = body["contents"].size() > 2;
  body["sources"] = sources(document, context);
  body["has_sources"] = !body["sources"].empty();
  body["record_facts"] = record_facts(document, context);
  body["markdown_url"] = url + ".md";
  body["json_url"] = url + ".json";
  body["links"] = json::array();
  const std::array<std::pair<const char*, std::vector<std::string>>, 2> kLinks{
      {{"document.translation_of", document.translation_of.empty()
                                       ? std::vector<std::string>{}
                                       : std::vector<std::string>{document.translation_of}},
       {"document.supersedes", document.supersedes}}};
  for (const auto& [key, ids] : kLinks)
    if (json links = links_to(ids, context); !links.empty())
      body["links"].push_back({{"name", context.ui.strings.text(key)}, {"documents", links}});
  body["related"] = related(record, context);
  body["has_related"] = !body["related"].empty();
  const std::string& translated = body["translated_summary"].get_ref<const std::string&>();
  return {.page_template = "document",
          .title = document.title,
          .description = translated.empty() ? document.summary : translated,
          .address = "/documents/" + document.id,
          .body = std::move(body)};
}

}  // namespace entrepot
