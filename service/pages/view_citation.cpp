#include "service/pages/view_citation.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/text/unicode.h"
#include "service/formats/citation_formats.h"
#include "service/formats/document_forms.h"
#include "service/formats/license_url.h"
#include "service/formats/linked_data.h"
#include "service/pages/view_parts.h"
#include "service/query/url_parameters.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kMostLabelBytes = 96;  // about a line of a phone, twice that in Latin letters

/// The beginning of a text on one line, cut between words where there are any.
std::string beginning(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  while (line.ends_with(' ')) line.pop_back();
  if (line.size() <= kMostLabelBytes) return line;
  std::string_view cut = cut_utf8(line, kMostLabelBytes);
  if (const std::size_t space = cut.rfind(' ');
      space != std::string_view::npos && space > kMostLabelBytes / 2)
    cut = cut.substr(0, space);
  return std::string(cut) + "…";
}

/// A passage as one of several to choose from: by its heading, and an item by its first words too.
json choice_of(const Passage& passage, const DocumentRecord& record, bool selected,
               const ViewContext& context) {
  const bool opening = passage.title.empty();
  const bool item =
      std::none_of(record.sections.begin(), record.sections.end(),
                   [&](const Section& section) { return section.anchor == passage.anchor; });
  const Strings& strings = context.ui.strings;
  std::string label = opening ? strings.text("document.opening") : passage.title;
  if (item)
    label = strings.text("site.named", {{"name", label}, {"value", beginning(passage.text)}});
  json choice = text_language(label, opening && !item ? "" : record.document.language, context);
  choice["anchor"] = passage.anchor;
  choice["label"] = std::move(label);
  choice["selected"] = selected;
  return choice;
}

json files_of(const Document& document, const std::optional<CitedPart>& part,
              const ViewContext& context) {
  json list = json::array();
  for (const DocumentForm& form : kDocumentForms) {
    std::string url = fmt::format("/documents/{}{}", document.id, form.suffix);
    if (part && form.of_passages) url += "?passage=" + encode_parameter(part->anchor);
    list.push_back({{"url", std::move(url)},
                    {"type", form.media_type},
                    {"name", context.ui.strings.text(form.name)}});
  }
  return list;
}

}  // namespace

json citation_of(const Document& document, const std::optional<CitedPart>& part,
                 const ViewContext& context) {
  const Interface& ui = context.ui;
  const std::optional<DateInterval> date = cited_date(document);
  Strings::Values values{{"site", ui.strings.text("site.name")}};
  // Whoever copies the sentence takes with it that nobody who took part says so.
  if (const std::string kind = source_kind(document); kind != "primary")
    values["site"] = ui.strings.text(
        "document.citation_source",
        {{"site", values["site"]},
         {"kind", ui.strings.text("source_kind." + (kind.empty() ? "none" : kind))}});
  // A date in its author's words may be in another language than the sentence; it is left out.
  if (date) values.emplace("date", ui.locale.date(*date));
  json pieces = json::array();
  for (const TextPiece& piece : ui.strings.text_pieces(
           fmt::format("document.citation{}{}", part ? "_part" : "", date ? "" : "_undated"),
           {"title", "part", "address"}, values)) {
    std::string text = piece.text;
    json language = text_language("", "", context);
    if (piece.placeholder == "title") {
      text = document.title;
      language = text_language(text, document.language, context);
    } else if (piece.placeholder == "part") {
      text = part->title.empty() ? ui.strings.text("document.opening")
                                 : with_item(part->title, part->anchor, context);
      language = text_language(text, part->title.empty() ? "" : document.language, context);
    } else if (piece.placeholder == "address") {
      text = fmt::format("{}{}/documents/{}", ui.public_url, ui.base, document.id);
      if (part) text += "#" + part->anchor;  // as people read it
    }
    json shown = std::move(language);
    shown["text"] = std::move(text);
    shown["own"] = !piece.placeholder.empty();
    pieces.push_back(std::move(shown));
  }
  return {{"cite_pieces", std::move(pieces)}};
}

json cite_box(const DocumentRecord& record, std::string_view asked, const ViewContext& context) {
  const Document& document = record.document;
  const Strings& strings = context.ui.strings;
  const std::optional<CitedPart> part = asked.empty() ? std::nullopt : find_part(record, asked);
  json box = citation_of(document, part, context);
  const bool unknown = !asked.empty() && !part;
  const bool shown = unknown && !find_invalid_utf8(asked);
  box["cite_problem"] = !unknown ? ""
                                 : strings.text("document.cite_unknown",
                                                {{"anchor", shown ? std::string(asked) : "?"}});
  box["cite_files"] = files_of(document, part, context);
  box["cite_url"] = fmt::format("{}/documents/{}", context.ui.base, document.id);
  box["cite_choices"] = json::array();
  for (const Passage& passage : record.passages)
    box["cite_choices"].push_back(
        choice_of(passage, record, part && part->anchor == passage.anchor, context));
  box["has_cite_choices"] = record.passages.size() > 1;
  return box;
}

void describe_in_head(View& view, const DocumentRecord& record, const ViewContext& context) {
  const Document& document = record.document;
  const Interface& ui = context.ui;
  const auto add = [&view](std::string name, std::string content, const json& language = {}) {
    if (!content.empty())
      view.meta.push_back(
          {.name = std::move(name),
           .content = std::move(content),
           .lang = language.is_null() ? "" : language.at("lang").get<std::string>()});
  };
  // The names that Google Scholar and Zotero read. None says who wrote it, because nobody is named.
  add("citation_title", document.title, text_language(document.title, document.language, context));
  if (const std::optional<DateInterval> date = cited_date(document))
    add("citation_publication_date", slashed_date(*date));
  add("citation_language", document.language);
  add("citation_publisher", cited_publisher(document));
  add("citation_technical_report_institution", cited_publisher(document));
  for (const std::string& theme : document.tags.themes)
    add("citation_keywords", context.label("themes", theme));
  // Only whole addresses are of use to who has read the page elsewhere.
  if (!ui.public_url.empty())
    add("citation_abstract_html_url", ui.public_url + ui.base + view.address);
  add("DC.rights", license_url(document.license));
  for (const json& file : files_of(document, {}, context))
    view.files.push_back(
        {.type = file.at("type"), .url = file.at("url"), .title = file.at("name")});
  const Repository repository{.vocabulary = context.library.vocabulary(),
                              .name = ui.strings.text("site.name"),
                              .public_url = ui.public_url};
  view.json_ld_html = script_json_html(to_linked_data(record, repository, context.json()));
}

}  // namespace entrepot
