#include "indexer/index/analysed_texts.h"

#include <algorithm>

namespace entrepot {
namespace {

AnalysedText analysed(const Analyser& analyser, const std::vector<Token>& tokens,
                      std::string_view language) {
  AnalysedText out{.terms = analyser.index_terms(tokens, language, 1)};
  for (const TermAt& at : out.terms) out.last = std::max(out.last, at.position);
  return out;
}

}  // namespace

DocumentTexts::Known& DocumentTexts::known(std::string_view text, std::string_view language) {
  const auto [place, is_new] = texts_.try_emplace({text, language});
  if (is_new) {
    place->second.tokens = tokenize(text);
    place->second.analysed = analysed(lexicon_.analyser, place->second.tokens, language);
  }
  return place->second;
}

const AnalysedText& DocumentTexts::of(std::string_view text, std::string_view language) {
  return known(text, language).analysed;
}

const NamedConcepts& DocumentTexts::names(std::string_view text, std::string_view language) {
  Known& one = known(text, language);
  if (!one.names) one.names = mentions_.in(text, one.tokens, language);
  return *one.names;
}

}  // namespace entrepot
