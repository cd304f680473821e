#include <fmt/format.h>

#include <algorithm>

#include "service/pages/view_citation.h"
#include "service/pages/view_document_links.h"
#include "service/pages/view_facts.h"
#include "service/pages/view_html.h"
#include "service/pages/view_parts.h"
#include "service/pages/view_provenance.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

SectionLabels section_labels(const Strings& strings) {
  return {.permalink =
              [&strings](const std::string& words) {
                return strings.text("site.permalink", {{"words", words}});
              },
          .table =
              [&strings](const std::string& words) {
                return words.empty() ? strings.text("document.table_without_head")
                                     : strings.text("document.table", {{"words", words}});
              },
          .note =
              [&strings](const std::string& n) {
                return strings.text("document.note_mark", {{"n", n}});
              },
          .back =
              [&strings](const std::string& n) {
                return strings.text("document.note_back", {{"n", n}});
              }};
}

json sections(const DocumentRecord& record, const ViewContext& context) {
  const SectionLabels labels = section_labels(context.ui.strings);
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
         {"permalink", labels.permalink(section.title)},
         {"text_html", place_section_html(section.html, context.ui.base, labels)}});
  }
  return list;
}

}  // namespace

View document_view(const ViewContext& context, const DocumentRecord& record,
                   std::string_view cited) {
  const Document& document = record.document;
  json body = language_of(document, context);
  body.update(provenance_of(document, context));
  body.update(mark_links(context));
  body.update(date_of(document, context));
  body["title"] = document.title;
  body["summary"] = document.summary;
  body["type_label"] = context.label("types", document.type);
  body["type_url"] = search_link({.filters = {{"type", {document.type}}}}, context.ui);
  body["countries_text"] = country_names(document, context);
  body["banners"] = banners_of(record, context);
  body["has_banners"] = !body["banners"].empty();
  body["facts"] = document_facts(record, context);
  body["sections"] = sections(record, context);
  body["contents"] = json::array();
  for (const json& section : body["sections"])
    if (!section["section_title"].get_ref<const std::string&>().empty())
      body["contents"].push_back(section);
  body["has_contents"] = body["contents"].size() > 2;
  body.update(sources_of(document, context));
  body.update(cite_box(record, cited, context));
  body.update(document_links(record, context));
  const std::string& translated = body["translated_summary"].get_ref<const std::string&>();
  View view{.page_template = "document",
            .title = document.title,
            .description = translated.empty() ? document.summary : translated,
            .address = "/documents/" + document.id,
            .body = std::move(body)};
  describe_in_head(view, record, context);
  return view;
}

}  // namespace entrepot
