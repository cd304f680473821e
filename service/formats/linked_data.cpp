#include "service/formats/linked_data.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/formats/license_url.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// A member only where there is something to say.
void add(json& object, const char* name, json value) {
  const bool nothing = value.is_null() ||
                       (value.is_string() && value.get_ref<const std::string&>().empty()) ||
                       (value.is_structured() && value.empty());
  if (!nothing) object[name] = std::move(value);
}

json organisation(const std::string& name) {
  return name.empty() ? json() : json{{"@type", "Organization"}, {"name", name}};
}

std::string label(std::string_view facet, const std::string& value, const JsonContext& context) {
  return labelled(facet, value, context).at("label").get<std::string>();
}

json source_data(const Source& source) {
  json out = {{"@type", "CreativeWork"}};
  add(out, "name", source.title);
  add(out, "url", source.url);
  add(out, "inLanguage", source.language);
  add(out, "publisher", organisation(source.publisher));
  return out;
}

}  // namespace

json to_linked_data(const DocumentRecord& record, const Repository& repository,
                    const JsonContext& context) {
  const Document& document = record.document;
  // The address without the interface's language: the document is one, its pages are several.
  const std::string url = document_url(repository.public_url, document.id);
  json out = {{"@context", "https://schema.org"},
              {"@type", "Report"},
              {"@id", url},
              {"url", url},
              {"identifier", document.id},
              {"name", document.title},
              {"isPartOf", {{"@type", "Collection"}, {"name", repository.name}}}};
  json names = json::array(), about = json::array(), places = json::array(),
       sources = json::array();
  for (const auto& [language, title] : document.titles) names.push_back(title);
  for (const std::string& theme : document.tags.themes)
    about.push_back(
        {{"@type", "DefinedTerm"}, {"termCode", theme}, {"name", label("theme", theme, context)}});
  for (const std::string& country : document.tags.countries)
    places.push_back({{"@type", "Country"},
                      {"identifier", country},
                      {"name", label("country", country, context)}});
  for (const Source& source : document.sources) sources.push_back(source_data(source));
  add(out, "alternateName", std::move(names));
  add(out, "abstract", document.summary);
  add(out, "inLanguage", document.language);
  add(out, "genre", label("type", document.type, context));
  add(out, "about", std::move(about));
  add(out, "spatialCoverage", std::move(places));
  if (document.date) out["temporalCoverage"] = to_edtf(*document.date);
  // Only when it was published: unlike a reference, this has a member for the activity's time.
  if (document.published)
    out["datePublished"] = to_edtf({document.published->end, document.published->end});
  add(out, "publisher", organisation(cited_publisher(document)));
  add(out, "isBasedOn", std::move(sources));
  add(out, "license", license_url(document.license));
  if (!document.translation_of.empty())
    out["translationOfWork"] = {
        {"@id", document_url(repository.public_url, document.translation_of)}};
  return out;
}

std::string script_json_html(const json& json) {
  constexpr std::array<std::pair<char, std::string_view>, 3> kEscapes{
      {{'<', "\\u003c"}, {'>', "\\u003e"}, {'&', "\\u0026"}}};
  std::string out;
  // Outside of strings JSON has none of these, and in a string an escape means the same.
  for (const char c : dump(json)) {
    std::string_view written(&c, 1);
    for (const auto& [character, escape] : kEscapes)
      if (c == character) written = escape;
    out += written;
  }
  return out;
}

}  // namespace entrepot
