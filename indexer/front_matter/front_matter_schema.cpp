#include "indexer/front_matter/front_matter_schema.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/key_form.h"

namespace entrepot {
namespace {

using nlohmann::ordered_json;

/// Patterns hold nothing that Python's and ECMAScript's expressions read differently. Blanks around
/// a value do not belong to it.
constexpr std::string_view kText = "[^ \\t\\n]";
constexpr std::string_view kLine = "^[ \\t\\n]*[^ \\t\\n]([^\\n]*[^ \\t\\n])?[ \\t\\n]*$";
/// A character that can be seen (shown_text.h), as far as both kinds of expressions can say it.
constexpr std::string_view kVisible =
    "[^\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f-\\u1160\\u1680\\u17b4-\\u17b5"
    "\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164"
    "\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb]";
constexpr std::string_view kLanguageTag = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
constexpr std::string_view kLanguageKey = "^[a-z]{2,3}$";
constexpr std::string_view kDocumentId = "^[a-z0-9-]{3,80}$";
constexpr std::string_view kLicense = "^[A-Za-z0-9.+-]+$";
constexpr std::string_view kCount = "^[1-9][0-9]{0,8}$";
constexpr int kMostCount = 999'999'999;
constexpr std::string_view kUrl =
    "^https?://[^/?#:@\\\\ \\t\\n\"<>][^/?#@\\\\ \\t\\n\"<>]*([/?#][^ \\t\\n\"<>]*)?$";
constexpr int kFirstYear = 1000, kLastYear = 2999;

/// A day, month or year that the calendar has, from the year 1000 to 2999.
std::string date_pattern() {
  // Leap years: divisible by 4, by 100 only if by 400. Between 1000 and 2999 these are 1200, 1600,
  // 2000, 2400 and 2800.
  const std::string leap = "(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:12|16|20|24|28)00)";
  const std::string year = "[12][0-9]{3}";
  const std::string day =
      "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
      "|02-(?:0[1-9]|1[0-9]|2[0-8]))";
  return fmt::format("(?:{0}(?:-(?:0[1-9]|1[0-2]))?|{0}-{1}|{2}-02-29)", year, day, leap);
}

std::string day_pattern() {
  // A date whose first part is a whole day: ten characters.
  return fmt::format("^(?=.{{10}}$){}$", date_pattern());
}

ordered_json pattern(std::string_view expression) {
  return {{"type", "string"}, {"pattern", expression}};
}

/// What an unquoted value may be besides a string: its text is read all the same.
ordered_json text_types() { return {"string", "number", "boolean"}; }

ordered_json text_like(std::string_view expression) {
  return {{"type", text_types()}, {"pattern", expression}};
}

ordered_json either(ordered_json first, ordered_json second) {
  return {{"anyOf", {std::move(first), std::move(second)}}};
}

/// One value, or a list of different ones.
ordered_json one_or_list(const ordered_json& item) {
  return either(item, {{"type", "array"}, {"items", item}, {"uniqueItems", true}});
}

ordered_json by_language(const ordered_json& text) {
  return {{"type", "object"},
          {"patternProperties", {{kLanguageKey, text}}},
          {"additionalProperties", false}};
}

ordered_json shown_line() {
  return {{"type", text_types()}, {"allOf", {{{"pattern", kLine}}, {{"pattern", kVisible}}}}};
}

ordered_json summary_line() {
  ordered_json line = shown_line();
  line["maxLength"] = kMaxSummaryCharacters;
  return line;
}

/// To YAML an id of digits alone is a number, and one called "true" is no text either.
ordered_json document_id() {
  return {{"anyOf",
           {pattern(kDocumentId), {{"type", "integer"}, {"minimum", 100}}, {{"type", "boolean"}}}}};
}

ordered_json term(std::string_view list, const Vocabulary& vocabulary) {
  ordered_json values = ordered_json::array(), labels = ordered_json::array();
  for (const std::string& id : vocabulary.ids(list)) {
    values.push_back(id);
    labels.push_back(vocabulary.label(list, id, "en"));
  }
  return {{"enum", std::move(values)}, {"enumDescriptions", std::move(labels)}};
}

/// @param years whether a year alone, which YAML reads as a number, will do.
ordered_json date(const std::string& expression, bool years) {
  if (!years) return pattern(expression);
  return either(pattern(expression),
                {{"type", "integer"}, {"minimum", kFirstYear}, {"maximum", kLastYear}});
}

ordered_json object_of(const std::vector<KeyForm>& keys, const std::string& prefix,
                       const Vocabulary& vocabulary);

ordered_json sources(const Vocabulary& vocabulary) {
  ordered_json source = object_of(source_keys(), "sources.", vocabulary);
  source["anyOf"] = {{{"required", ordered_json::array({"title"})}},
                     {{"required", ordered_json::array({"url"})}}};
  return either(source, {{"type", "array"}, {"items", source}});
}

/// Terms stand once, under $defs: the countries alone are 251.
ordered_json reference(std::string_view list) {
  return {{"$ref", fmt::format("#/$defs/{}", list)}};
}

ordered_json form_of(const KeyForm& key, const Vocabulary& vocabulary) {
  switch (key.form) {
    case Form::Line:
      return key.name == "title" ? shown_line() : text_like(kLine);
    case Form::Text:
      return text_like(kText);
    case Form::Summary:
      return summary_line();
    case Form::Lines:
      return one_or_list(text_like(kLine));
    case Form::LineByLanguage:
      return by_language(shown_line());
    case Form::SummaryByLanguage:
      return by_language(summary_line());
    case Form::Language:
      return pattern(kLanguageTag);
    case Form::Term:
      return reference(key.list);
    case Form::Terms: {
      ordered_json terms = one_or_list(reference(key.list));
      if (key.name == "themes") {
        terms["anyOf"][1]["minItems"] = 1;
        terms["anyOf"][1]["maxItems"] = kMaxThemes;
      }
      return terms;
    }
    case Form::Date:
      return date(fmt::format("^{0}(?:/{0})?$", date_pattern()), true);
    case Form::Point:
      return date(fmt::format("^{}$", date_pattern()), true);
    case Form::Day:
      return date(day_pattern(), false);
    case Form::Count:
      return either({{"type", "integer"}, {"minimum", 1}, {"maximum", kMostCount}},
                    pattern(kCount));
    case Form::Url:
      return pattern(kUrl);
    case Form::License:
      return text_like(kLicense);
    case Form::Id:
      return document_id();
    case Form::Ids:
      return one_or_list(document_id());
    case Form::Sources:
      break;
  }
  return sources(vocabulary);
}

ordered_json object_of(const std::vector<KeyForm>& keys, const std::string& prefix,
                       const Vocabulary& vocabulary) {
  ordered_json properties = ordered_json::object();
  for (const KeyForm& key : keys) {
    ordered_json property{{"description", about_key(prefix + std::string(key.name))}};
    property.update(form_of(key, vocabulary));
    properties[std::string(key.name)] = std::move(property);
  }
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

ordered_json definitions(const Vocabulary& vocabulary) {
  ordered_json out = ordered_json::object();
  for (const std::vector<KeyForm>& keys : {front_matter_keys(), source_keys()})
    for (const KeyForm& key : keys)
      if (!key.list.empty()) out[std::string(key.list)] = term(key.list, vocabulary);
  return out;
}

}  // namespace

std::string front_matter_schema(const Vocabulary& vocabulary) {
  ordered_json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", "Front matter of an Entrepot record"},
                      {"description", "Made by: entrepot-index schema CORPUS"}};
  schema.update(object_of(front_matter_keys(), "", vocabulary));
  schema["required"] = ordered_json::array({"title"});
  schema["$defs"] = definitions(vocabulary);
  return schema.dump(2) + "\n";
}

}  // namespace entrepot
