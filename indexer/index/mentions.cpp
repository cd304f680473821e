#include "indexer/index/mentions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "model/measure_references.h"
#include "model/name_index.h"

namespace entrepot {
namespace {

std::string_view primary_language(std::string_view language) {
  return language.substr(0, language.find('-'));
}

}  // namespace

Lexicon::Lexicon(const Vocabulary& from, const std::optional<std::vector<std::string>>& languages)
    : vocabulary(from),
      analyser(from),
      subjects(from, &analyser, subject_lists(), languages),
      terms(from, &analyser, {"terms"}, languages) {}

Mentions::Mentions(const Lexicon& lexicon, const DocumentRecord& record) : lexicon_(lexicon) {
  const Tags& tags = record.all_tags;
  const auto know = [this](const char* list, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) context_.concepts.emplace(list, id);
  };
  know("countries", tags.countries);
  know("regions", tags.regions);
  know("themes", tags.themes);
  know("programmes", tags.programmes);
  know("organisations", tags.organisations);
  know("organisations", tags.funders);
  know("administrations", tags.administrations);
  know("measures", tags.measures);
  context_.countries.insert(tags.countries.begin(), tags.countries.end());
  context_.languages.insert(std::string(primary_language(record.document.language)));
}

NamedConcepts Mentions::in(std::string_view text, const std::vector<Token>& tokens,
                           std::string_view language) const {
  NamedConcepts out;
  const std::vector<std::string> languages{std::string(primary_language(language))};
  const std::vector<NameUnit> units = name_units(text, tokens);
  for (const ConceptNames* names : {&lexicon_.subjects, &lexicon_.terms})
    for (const ConceptMention& mention :
         names->find_all(text, units, languages, AcronymCase::Capitals))
      for (NameMeaning& one : settled(mention.meanings, context_, lexicon_.vocabulary))
        out.push_back({mention.begin, mention.end, std::move(one.list), std::move(one.id)});
  for (const MeasureReference& one : find_measure_references(text, ReferenceSetting::Document))
    for (std::string& id : measures_of(one, lexicon_.vocabulary))
      out.push_back({one.begin, one.end, "measures", std::move(id)});
  std::stable_sort(out.begin(), out.end(), [](const NamedConcept& left, const NamedConcept& right) {
    return left.begin < right.begin;
  });
  return out;
}

}  // namespace entrepot
