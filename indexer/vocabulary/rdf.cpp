#include "indexer/vocabulary/rdf.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

namespace entrepot {
namespace {

constexpr std::string_view kType = "rdf:type";

/// A Turtle string in quotation marks: these, the backslash and control characters are escaped.
std::string turtle_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

std::string turtle_object(const RdfStatement& statement) {
  const auto& [predicate, object] = statement;
  if (object.iri.empty())
    return turtle_string(object.text) + (object.language.empty() ? "" : "@" + object.language) +
           (object.type.empty() ? "" : "^^" + object.type);
  return predicate == kType ? object.iri : "<" + object.iri + ">";
}

}  // namespace

std::string to_turtle(const RdfGraph& graph) {
  std::string out;
  for (const auto& [prefix, iri] : graph.prefixes)
    out += fmt::format("@prefix {}: <{}> .\n", prefix, iri);
  for (const RdfSubject& subject : graph.subjects) {
    out += fmt::format("\n<{}>", subject.iri);
    for (std::size_t i = 0; i < subject.statements.size(); ++i) {
      const std::string& predicate = subject.statements[i].first;
      out += fmt::format("{}\n  {} {}", i == 0 ? "" : " ;", predicate == kType ? "a" : predicate,
                         turtle_object(subject.statements[i]));
    }
    out += " .\n";
  }
  return out;
}

std::string to_json_ld(const RdfGraph& graph) {
  using Json = nlohmann::ordered_json;
  Json context = Json::object();
  for (const auto& [prefix, iri] : graph.prefixes) context[prefix] = iri;
  Json nodes = Json::array();
  for (const RdfSubject& subject : graph.subjects) {
    Json node{{"@id", subject.iri}};
    for (const auto& [predicate, object] : subject.statements) {
      if (predicate == kType) {
        node["@type"].push_back(object.iri);
        continue;
      }
      Json value = object.iri.empty() ? Json{{"@value", object.text}} : Json{{"@id", object.iri}};
      if (!object.language.empty()) value["@language"] = object.language;
      if (!object.type.empty()) value["@type"] = object.type;
      node[predicate].push_back(std::move(value));
    }
    nodes.push_back(std::move(node));
  }
  constexpr int kIndent = 1;
  return Json{{"@context", std::move(context)}, {"@graph", std::move(nodes)}}.dump(kIndent) + "\n";
}

}  // namespace entrepot
