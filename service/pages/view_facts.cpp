#include "service/pages/view_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/index_schema.h"
#include "service/pages/concept_pages.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

json value(const std::string& text, const std::string& url = "") {
  return {{"text", text}, {"url", url}, {"rel", ""}, {"lang", ""}, {"dir", ""}};
}

}  // namespace

void Facts::add(std::string_view key, json values) {
  if (values.empty()) return;
  rows_.push_back({{"name", context_.ui.strings.text(fmt::format("document.{}", key))},
                   {"values", std::move(values)}});
}

void Facts::add_text(std::string_view key, const std::string& text) { add_link(key, text, ""); }

void Facts::add_link(std::string_view key, const std::string& text, const std::string& url,
                     const std::string& rel) {
  if (text.empty()) return;
  json link = value(text, url);
  link["rel"] = rel;
  add(key, json::array({std::move(link)}));
}

void Facts::add_written(std::string_view key, const std::vector<std::string>& texts,
                        const Document& document) {
  json values = json::array();
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    values.push_back(value(text));
    values.back().update(text_language(text, document.language, context_));
  }
  add(key, std::move(values));
}

void Facts::add_note(const Concept& entry) {
  if (entry.note.empty()) return;
  json note = value(entry.note);
  note.update(text_language(entry.note, "en", context_));
  add("note", json::array({std::move(note)}));
}

void Facts::add_facet(std::string_view key, const std::string& facet,
                      const std::vector<std::string>& ids) {
  json values = json::array();
  for (const std::string& id : ids) {
    const json name = label_json(facet_name(facet, id, context_), context_);
    values.push_back(value(name.at("label"), facet_url(facet, id)));
    values.back()["lang"] = name.at("label_lang");
    values.back()["dir"] = name.at("label_dir");
  }
  add(key, std::move(values));
}

void Facts::add_date(std::string_view key, const std::optional<DateInterval>& date) {
  if (date) add_text(key, context_.ui.locale.date(*date));
}

void Facts::add_date_of(const Document& document) {
  const json date = date_of(document, context_);
  json when = value(date.at("date_text"));
  when["lang"] = date.at("date_lang");
  when["dir"] = date.at("date_dir");
  json values = json::array({std::move(when)});
  if (!document.date && !document.date_text.empty()) {
    values.push_back(value(document.date_text));
    values.back().update(text_language(document.date_text, document.language, context_));
  }
  add("date", std::move(values));
}

std::string Facts::facet_url(const std::string& facet, const std::string& id) const {
  if (const std::string page = page_path(facet, id); !page.empty()) return context_.ui.base + page;
  SearchQuery query;
  query.filters.emplace(facet, std::vector<std::string>{id});
  return search_link(query, context_.ui);
}

json document_facts(const DocumentRecord& record, const ViewContext& context) {
  const Document& document = record.document;
  const Tags& tags = record.all_tags;
  Facts facts(context);
  facts.add_date_of(document);
  facts.add_facet("countries", "country", tags.countries);
  facts.add_facet("regions", "region", tags.regions);
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
  if (!document.evidence.empty()) facts.add_facet("evidence", "evidence", {document.evidence});
  if (document.participants)
    facts.add_text("participants", context.ui.locale.number(*document.participants));
  if (!document.modality.empty()) facts.add_facet("modality", "modality", {document.modality});
  facts.add_written("methods", document.methods, document);
  facts.add_written("audience", document.audience, document);
  return std::move(facts).rows();
}

}  // namespace entrepot
