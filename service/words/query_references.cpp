#include "service/words/query_references.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "model/measure_references.h"

namespace entrepot {
namespace {

constexpr const char* kMeasures = "measures";

/// The themes that are about a measure, by their `refs`.
std::vector<ConceptRef> themes_about(const std::string& measure, const Vocabulary& vocabulary) {
  std::vector<ConceptRef> out;
  const auto themes = vocabulary.lists.find("themes");
  if (themes == vocabulary.lists.end()) return out;
  for (const Concept& theme : themes->second)
    if (theme.replaced_by.empty() &&
        std::find(theme.refs.begin(), theme.refs.end(), measure) != theme.refs.end())
      out.push_back({"themes", theme.id});
  return out;
}

/// What an agreement's acronym names.
std::vector<ConceptRef> agreement(const MeasureReference& reference, const ConceptNames& names) {
  std::string acronym = reference.instrument;
  for (char& c : acronym) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  std::vector<ConceptRef> out;
  for (const NameMeaning& one : names.find(acronym).meanings) out.push_back({one.list, one.id});
  return out;
}

std::vector<std::vector<ConceptRef>> instead_of(const std::vector<std::string>& measures,
                                                const MeasureReference& reference,
                                                const Vocabulary& vocabulary,
                                                const ConceptNames& names) {
  std::vector<std::vector<ConceptRef>> out;
  const auto add = [&out](std::vector<ConceptRef> one) {
    if (!one.empty()) out.push_back(std::move(one));
  };
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (i > 0) add({{kMeasures, measures[i]}});
    add(themes_about(measures[i], vocabulary));
  }
  add(agreement(reference, names));
  return out;
}

}  // namespace

std::vector<QueryConcept> read_references(std::string_view words, const Vocabulary& vocabulary,
                                          const ConceptNames& names) {
  std::vector<QueryConcept> out;
  for (const MeasureReference& one : find_measure_references(words, ReferenceSetting::Question)) {
    std::vector<std::string> measures = measures_of(one, vocabulary);
    const bool stands_for_itself = one.instrument == "rkc" || one.instrument == "hs";
    const auto known = std::find_if(measures.begin(), measures.end(), [&](const auto& id) {
      return vocabulary.find(kMeasures, id) != nullptr;
    });
    const bool is_part = !stands_for_itself && known != measures.begin() && known != measures.end();
    if (is_part) measures.erase(measures.begin(), known);
    out.push_back({.begin = one.begin,
                   .end = one.end,
                   .meanings = {{kMeasures, measures.front()}},
                   .is_reference = true,
                   .keeps_words = one.is_assumed || is_part,
                   .instead = instead_of(measures, one, vocabulary, names)});
  }
  return out;
}

}  // namespace entrepot
