#pragma once

#include <string>
#include <utility>
#include <vector>

/// Statements in RDF 1.1, and two ways to write them down. Whatever the format, the same graph is
/// written: subjects, and what is said of each, in the order they are given.
namespace entrepot {

/// What a statement says of its subject: a resource by its IRI, or text.
struct RdfObject {
  std::string iri{};       ///< Absolute, or a prefixed name for a type; empty for text.
  std::string text{};      ///< UTF-8 without NUL.
  std::string language{};  ///< BCP 47 of the text; empty: of no language.
  std::string type{};      ///< Prefixed name of the text's datatype; empty: a string.
  bool operator==(const RdfObject&) const = default;
};

/// A predicate by its prefixed name, "skos:prefLabel"; "rdf:type" needs no prefix.
using RdfStatement = std::pair<std::string, RdfObject>;

struct RdfSubject {
  std::string iri{};                       ///< Absolute; a subject stands once in a graph.
  std::vector<RdfStatement> statements{};  ///< Statements of one predicate follow each other.
  bool operator==(const RdfSubject&) const = default;
};

struct RdfGraph {
  /// Prefix and namespace IRI, which ends in '/' or '#'. No IRI has a prefix for its scheme.
  std::vector<std::pair<std::string, std::string>> prefixes{};
  std::vector<RdfSubject> subjects{};
  bool operator==(const RdfGraph&) const = default;
};

/// RDF 1.1 Turtle (https://www.w3.org/TR/turtle/), one statement a line.
[[nodiscard]] std::string to_turtle(const RdfGraph& graph);

/// JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): its context has the prefixes only, so that names
/// stay what they are in Turtle.
[[nodiscard]] std::string to_json_ld(const RdfGraph& graph);

}  // namespace entrepot
