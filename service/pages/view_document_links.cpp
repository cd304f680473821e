#include "service/pages/view_document_links.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "service/formats/related_json.h"
#include "service/pages/view_parts.h"
#include "service/search/reform_steps.h"

namespace entrepot {
namespace {

using nlohmann::json;
using Ids = std::vector<std::string>;

/// A document as the partial row_document shows it, with why it is there.
json row_of(const Document& document, json reason, const ViewContext& context) {
  json row = language_of(document, context);
  row.update(provenance_of(document, context));
  row.update(date_of(document, context));
  row["title"] = document.title;
  row["url"] = context.ui.base + "/documents/" + document.id;
  row["type_label"] = context.label("types", document.type);
  row["countries_text"] = country_names(document, context);
  row["reason"] = {{"pieces", std::move(reason)}};
  return row;
}

json reason_of(const ReformStep& step, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Name place = name_of("countries", step.country, context);
  const auto told = [&](const char* key, const char* subject, const Name& name) {
    return phrase(strings.text(key, {{subject, name.text}, {"place", place.text}}), {name, place},
                  context);
  };
  switch (step.why) {
    case ReformStep::Why::Replaced:
      return phrase(strings.text("steps.replaced"), {}, context);
    case ReformStep::Why::Stated:
      return phrase(strings.text("related.stated"), {}, context);
    case ReformStep::Why::Theme:
      return told("related.theme_in_place", "theme", name_of("themes", step.theme, context));
    case ReformStep::Why::Programme:
      break;
  }
  return told("steps.programme", "programme", name_of("programmes", step.programme, context));
}

json reason_of(const RelatedReason& reason, const ViewContext& context) {
  std::vector<Name> names;
  for (const auto& [facet, ids] : {std::pair{"theme", &reason.themes},
                                   {"country", &reason.countries},
                                   {"region", &reason.regions}})
    for (const std::string& id : *ids) names.push_back(facet_name(facet, id, context));
  return phrase(reason_text(reason, context.json()), names, context);
}

/// The lists of steps that are not empty; their ids are added to `shown`.
json step_lists(const ReformSteps& steps, Ids& shown, const ViewContext& context) {
  json lists = json::array();
  for (const auto& [key, list] :
       {std::pair{"steps.earlier", &steps.earlier}, std::pair{"steps.later", &steps.later}}) {
    json rows = json::array();
    for (const ReformStep& step : *list) {
      if (std::find(shown.begin(), shown.end(), step.document.id) != shown.end()) continue;
      json row = row_of(step.document, reason_of(step, context), context);
      row["countries_text"] = "";  // the reason names the one that counts here
      rows.push_back(std::move(row));
      shown.push_back(step.document.id);
    }
    if (!rows.empty())
      lists.push_back({{"name", context.ui.strings.text(key)}, {"documents", std::move(rows)}});
  }
  return lists;
}

/// Documents that are named, under a heading; those that are shown already are left out.
void add_links(json& lists, const char* key, const Ids& ids, const Ids& shown,
               const ViewContext& context) {
  json links = json::array();
  for (const std::string& id : ids) {
    if (std::find(shown.begin(), shown.end(), id) != shown.end()) continue;
    if (json link = document_link(id, context); !link.is_null()) links.push_back(std::move(link));
  }
  if (!links.empty())
    lists.push_back({{"name", context.ui.strings.text(key)}, {"documents", std::move(links)}});
}

}  // namespace

json document_links(const DocumentRecord& record, const ViewContext& context) {
  const Document& document = record.document;
  // Banners at the top name these.
  Ids shown;
  for (const std::string& id :
       {document.translation_of, record.superseded_by, record.primary_account})
    if (!id.empty()) shown.push_back(id);
  json links = json::array();
  if (!document.translation_of.empty())
    add_links(links, "document.translation_of", {document.translation_of}, {}, context);
  json steps = step_lists(reform_steps(context.library, record), shown, context);
  add_links(links, "document.supersedes", document.supersedes, shown, context);
  json related = json::array();
  for (const RelatedDocument& one : context.library.related(record, shown))
    related.push_back(row_of(one.document, reason_of(one.reason, context), context));
  return {{"has_steps", !steps.empty()},
          {"steps", std::move(steps)},
          {"links", std::move(links)},
          {"has_related", !related.empty()},
          {"related", std::move(related)}};
}

}  // namespace entrepot
