#include "service/export/offline_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "model/text/unicode.h"
#include "service/pages/view_facets.h"
#include "service/pages/view_names.h"
#include "service/pages/view_parts.h"
#include "service/search/facet_values.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kShownBytes = 280;

/// What the page's script says.
constexpr std::array<std::string_view, 22> kSentences{"search.found_documents",
                                                      "search.found_passages",
                                                      "search.of",
                                                      "search.nothing",
                                                      "search.page_of",
                                                      "search.chosen_all",
                                                      "search.chosen_not",
                                                      "search.in",
                                                      "search.from",
                                                      "search.to",
                                                      "search.taken_for",
                                                      "search.dropped",
                                                      "search.any_matched",
                                                      "search.any_none",
                                                      "search.heading",
                                                      "search.title",
                                                      "search.more_values",
                                                      "site.between",
                                                      "site.named",
                                                      "site.passage_item",
                                                      "offline.searching",
                                                      "offline.failed"};

/// The beginning of a text on one line, cut between two words.
std::string beginning(std::string_view text) {
  std::string_view start = cut_utf8(text, kShownBytes);
  if (start.size() < text.size()) {
    const std::size_t space = start.find_last_of(" \n\t");
    if (space != std::string_view::npos && space > kShownBytes / 2) start = start.substr(0, space);
  }
  std::string out(start);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  while (out.ends_with(' ')) out.pop_back();
  return start.size() < text.size() && out.size() + 1 < text.size() ? out + " …" : out;
}

/// How much of its kind a heading says: as KindInHeading.
int said_of(const Passage& passage, const ViewContext& english) {
  if (passage.title.empty()) return static_cast<int>(KindInHeading::Whole);
  return static_cast<int>(kind_in_heading(passage.title, passage.kind, english));
}

/// A text with its language, if that is not the page's: what the page's script makes an element
/// from.
json in_language(const json& text, const json& lang, const json& dir) {
  json out = {{"is", text}};
  if (lang != "") out["lang"] = lang;
  if (dir != "") out["dir"] = dir;
  return out;
}

json of_class(const json& text, std::string_view block, const std::string& modifier) {
  return {{"is", text}, {"class", fmt::format("{0} {0}--{1}", block, modifier)}};
}

/// A document as a result, by the names of the page's templates. What is empty is left out.
json card_of(const Document& document, const ViewContext& context) {
  const json language = language_of(document, context);
  const json date = date_of(document, context);
  const json marks = provenance_of(document, context);
  const json& lang = language.at("lang");
  const json& dir = language.at("dir");
  const json& summary = language.at("translated_summary");
  json card = {
      {"title", in_language(document.title, lang, dir)},
      {"type", context.label("types", document.type)},
      {"date", in_language(date.at("date_text"), date.at("date_lang"), date.at("date_dir"))},
      {"countries", country_names(document, context)},
      {"translated", in_language(language.at("translated_title"), language.at("translated_lang"),
                                 language.at("translated_dir"))},
      {"summary", summary == "" ? in_language(document.summary, lang, dir) : summary},
      {"source", of_class(marks.at("source_kind_label"), "ep-mark", marks.at("source_kind"))},
      {"status", marks.at("status_label")}};
  if (marks.at("evidence_label") != "")
    card["evidence"] = of_class(marks.at("evidence_label"), "ep-evidence",
                                std::to_string(marks.at("evidence_level").get<int>()));
  for (auto at = card.begin(); at != card.end();)
    at = *at == "" || (at->is_object() && at->at("is") == "") ? card.erase(at) : std::next(at);
  return card;
}

json labels_of(const ViewContext& context, const OfflineFacets& facets) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  const std::string& language = context.ui.locale.language();
  json labels = json::object(), kinds = json::object();
  for (const Facet& facet : kFacets) {
    json& list = labels[std::string(facet.name)] = json::array();
    for (const std::string& value : facets.values(facet)) {
      const json name = label_json(facet_name(facet.name, value, context), context);
      list.push_back(
          name.at("label_lang") == ""
              ? name.at("label")
              : in_language(name.at("label"), name.at("label_lang"), name.at("label_dir")));
    }
  }
  for (const std::string& kind : facets.values(*find_facet("kind")))
    kinds[kind] = kind_label(kind, context);
  return {{"facets", std::move(labels)},
          {"none", value_label(vocabulary, kFacets.front(), kNoValue, language)},
          {"kinds", std::move(kinds)},
          {"opening", context.ui.strings.text("document.opening")}};
}

/// JSON for a script element: nothing in it ends the element.
std::string script_json(const json& data) {
  std::string out;
  for (const char c : dump(data)) out += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return out;
}

}  // namespace

void write_passage_texts(const ViewContext& english, const WriteFile& write) {
  PartBlocks blocks("passages", write);
  english.library.each_document([&](const IndexedDocument& document) {
    for (const Passage& passage : document.record.passages)
      blocks.add(json::array(
          {passage.anchor, passage.title, said_of(passage, english), beginning(passage.text)}));
  });
  blocks.finish();
}

void write_texts(const ViewContext& context, const OfflineFacets& facets, const WriteFile& write) {
  const std::string& language = context.ui.locale.language();
  write_part(language + "/labels", labels_of(context, facets), write);
  PartBlocks blocks(language + "/documents", write);
  context.library.each_document([&](const IndexedDocument& document) {
    blocks.add(card_of(document.record.document, context));
  });
  blocks.finish();
}

View offline_search_view(const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  json sentences = json::object(), facets = json::array();
  const auto add = [&](std::string_view key) {
    const std::size_t dot = key.find('.');
    const std::string name(key.substr(dot + 1));
    sentences[name] = strings.tree().at(std::string(key.substr(0, dot))).at(name);
  };
  for (const std::string_view key : kSentences) add(key);
  for (const std::string_view name : kFacetOrder)
    facets.push_back({name, strings.text(fmt::format("facet.{}", name))});
  const json data = {{"language", context.ui.locale.language()},
                     {"folder", (context.ui.base.empty() ? "" : "../") + std::string(kPartsFolder)},
                     {"sentences", std::move(sentences)},
                     {"facets", std::move(facets)}};
  return {.page_template = "offline_search",
          .title = strings.text("search.heading"),
          .address = "/search",
          .section = "search",
          .scripts = {"offline.js"},
          .own_search = true,
          .body = {{"data_html", script_json(data)}}};
}

}  // namespace entrepot
