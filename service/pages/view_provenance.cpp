#include "service/pages/view_provenance.h"

#include "service/formats/license_url.h"
#include "service/pages/view_facts.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

json source_row(const Source& source, const ViewContext& context) {
  const std::string kind = source.kind.empty() ? "none" : source.kind;
  const bool other = !source.language.empty() && source.language != context.ui.locale.language();
  const json title = text_language(source.title, source.language, context);
  const json publisher = text_language(source.publisher, source.language, context);
  return {{"source_title", source.title.empty() ? source.url : source.title},
          {"url", source.url},
          {"publisher", source.publisher},
          {"publisher_lang", publisher.at("lang")},
          {"publisher_dir", publisher.at("dir")},
          {"source_lang", title.at("lang")},
          {"source_dir", title.at("dir")},
          {"language_label", other ? context.label("language", source.language) : ""},
          {"kind", kind},
          {"kind_label", context.ui.strings.text("source_kind." + kind)}};
}

/// How the text was made from its sources, and what may be done with it.
json source_facts(const Document& document, const ViewContext& context) {
  Facts facts(context);
  facts.add_date("published", document.published);
  if (!document.derivation.empty())
    facts.add_text("derivation", context.label("derivations", document.derivation));
  facts.add_written("note", {document.note}, document);
  facts.add_link("license",
                 document.license == "LicenseRef-unknown"
                     ? context.ui.strings.text("document.license_unknown")
                     : document.license,
                 license_url(document.license), "license noreferrer");
  facts.add_written("rights", {document.rights_note}, document);
  return std::move(facts).rows();
}

/// Of the record itself.
json record_facts(const Document& document, const ViewContext& context) {
  Facts facts(context);
  if (!document.language.empty()) facts.add_facet("language", "language", {document.language});
  facts.add_facet("status", "status", {document.status});
  facts.add_date("added", document.added);
  facts.add_date("reviewed", document.reviewed);
  facts.add_date("review_by", document.review_by);
  facts.add_text("owner", document.owner);
  facts.add_text("record_id", document.id);
  return std::move(facts).rows();
}

}  // namespace

json banners_of(const DocumentRecord& record, const ViewContext& context) {
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

json sources_of(const Document& document, const ViewContext& context) {
  json sources = json::array();
  for (const Source& source : document.sources) sources.push_back(source_row(source, context));
  return {{"has_sources", !sources.empty()},
          {"sources", std::move(sources)},
          {"source_facts", source_facts(document, context)},
          {"record_facts", record_facts(document, context)}};
}

}  // namespace entrepot
