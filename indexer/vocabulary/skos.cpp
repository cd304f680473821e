#include "indexer/vocabulary/skos.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace entrepot {
namespace {

constexpr std::array kPrefixes{
    std::pair<std::string_view, std::string_view>{"dct", "http://purl.org/dc/terms/"},
    std::pair<std::string_view, std::string_view>{"owl", "http://www.w3.org/2002/07/owl#"},
    std::pair<std::string_view, std::string_view>{"schema", "https://schema.org/"},
    std::pair<std::string_view, std::string_view>{"skos", "http://www.w3.org/2004/02/skos/core#"},
    std::pair<std::string_view, std::string_view>{"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

/// "source-kinds" -> "Source kinds"
std::string title_of(std::string list) {
  for (char& c : list)
    if (c == '-') c = ' ';
  if (!list.empty() && list[0] >= 'a' && list[0] <= 'z')
    list[0] = static_cast<char>(list[0] - 'a' + 'A');
  return list;
}

std::string interval(const std::vector<std::string>& years) {
  return years.size() > 1 ? years[0] + "/" + years[1] : years[0] + "/..";
}

/// Writes what is known of one entry.
class Entry {
 public:
  Entry(const std::string& base, const std::string& list, const Concept& one)
      : base_(base), list_(list), one_(one), subject_{.iri = iri(list, one.id)} {}

  [[nodiscard]] RdfSubject write(const std::vector<std::string>& narrower) {
    add("rdf:type", {.iri = "skos:Concept"});
    add("skos:inScheme", {.iri = base_ + list_});
    if (one_.broader.empty()) add("skos:topConceptOf", {.iri = base_ + list_});
    add("skos:notation", {.text = one_.id});
    for (const auto& [language, label] : one_.label) name("skos:prefLabel", label, language);
    names("skos:altLabel", one_.alt);
    names("skos:altLabel", one_.acronyms);
    for (const FormerLabel& former : one_.former) name("skos:hiddenLabel", former.label, "");
    names("skos:hiddenLabel", one_.cues);
    if (!one_.broader.empty()) link("skos:broader", list_, {one_.broader});
    link("skos:narrower", list_, narrower);
    link("skos:relatedMatch", "measures", one_.refs);
    link("skos:relatedMatch", "themes", one_.themes);
    if (!one_.replaced_by.empty()) {
      link("dct:isReplacedBy", list_, {one_.replaced_by});
      add("owl:deprecated", {.text = "true", .type = "xsd:boolean"});
    }
    link("dct:hasPart", "countries", one_.members);
    if (!one_.country.empty()) link("dct:spatial", "countries", {one_.country});
    link("dct:spatial", "countries", one_.countries);
    if (!one_.years.empty()) add("dct:temporal", {.text = interval(one_.years)});
    if (!one_.lead.empty()) link("schema:provider", "organisations", {one_.lead});
    link("schema:funder", "organisations", one_.funders);
    if (!one_.kind.empty()) add("dct:type", {.text = one_.kind});
    if (!one_.note.empty()) add("skos:note", {.text = one_.note, .language = "en"});
    editorial_note("Labels nobody has verified: ", one_.unverified);
    editorial_note("Names that another concept has, too: ", one_.ambiguous);
    return std::move(subject_);
  }

 private:
  [[nodiscard]] std::string iri(const std::string& list, const std::string& id) const {
    return base_ + list + "/" + id;
  }

  void add(const char* predicate, RdfObject object) {
    subject_.statements.emplace_back(predicate, std::move(object));
  }

  void name(const char* predicate, const std::string& text, const std::string& language) {
    if (named_.emplace(language, text).second) add(predicate, {.text = text, .language = language});
  }

  void names(const char* predicate, const LabelLists& lists) {
    for (const auto& [language, texts] : lists)
      for (const std::string& text : texts)
        name(predicate, text, language == "any" ? "" : language);
  }

  void link(const char* predicate, const std::string& list, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) add(predicate, {.iri = iri(list, id)});
  }

  void editorial_note(const char* what, const std::vector<std::string>& items) {
    if (!items.empty())
      add("skos:editorialNote",
          {.text = fmt::format("{}{}", what, fmt::join(items, "; ")), .language = "en"});
  }

  const std::string& base_;
  const std::string& list_;
  const Concept& one_;
  RdfSubject subject_;
  std::set<std::pair<std::string, std::string>> named_{};  ///< Language and text of every label.
};

void append_list(RdfGraph& graph, const std::string& base, const std::string& list,
                 const std::vector<Concept>& entries) {
  RdfSubject scheme{.iri = base + list};
  scheme.statements.emplace_back("rdf:type", RdfObject{.iri = "skos:ConceptScheme"});
  scheme.statements.emplace_back("dct:title", RdfObject{.text = title_of(list), .language = "en"});
  std::map<std::string, std::vector<std::string>> narrower;
  for (const Concept& one : entries) {
    if (one.broader.empty()) {
      scheme.statements.emplace_back("skos:hasTopConcept",
                                     RdfObject{.iri = base + list + "/" + one.id});
    } else {
      narrower[one.broader].push_back(one.id);
    }
  }
  graph.subjects.push_back(std::move(scheme));
  for (const Concept& one : entries)
    graph.subjects.push_back(Entry(base, list, one).write(narrower[one.id]));
}

}  // namespace

bool is_base_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::string_view scheme = text.substr(0, colon);
  const bool is_scheme =
      is_letter(scheme.front()) && std::all_of(scheme.begin(), scheme.end(), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      });
  constexpr std::string_view kExcluded = "<>\"{}|\\^`";
  const bool is_clean = std::none_of(text.begin(), text.end(), [&](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F ||
           kExcluded.find(c) != std::string_view::npos;
  });
  // JSON-LD would take it for one.
  const bool is_prefix = std::any_of(kPrefixes.begin(), kPrefixes.end(),
                                     [&](const auto& one) { return one.first == scheme; });
  constexpr std::string_view kEnds = "/#:";
  return is_scheme && is_clean && !is_prefix && kEnds.find(text.back()) != std::string_view::npos;
}

RdfGraph to_skos(const Vocabulary& vocabulary, const std::string& base) {
  RdfGraph graph;
  for (const auto& [prefix, iri] : kPrefixes) graph.prefixes.emplace_back(prefix, iri);
  for (const std::string& list : vocabulary_names())
    if (const auto entries = vocabulary.lists.find(list); entries != vocabulary.lists.end())
      append_list(graph, base, list, entries->second);
  return graph;
}

}  // namespace entrepot
