#include "tests/fuzz/vocabulary.h"

namespace entrepot::fuzz {
namespace {

Vocabulary small_vocabulary() {
  Vocabulary out;
  for (const std::string& name : vocabulary_names()) out.lists[name];
  const auto add = [&](const char* list, Concept one) {
    out.lists.find(list)->second.push_back(std::move(one));
  };
  add("countries", {.id = "BO", .label = {{"en", "Bolivia"}, {"fr", "Bolivie"}}});
  add("countries", {.id = "PE", .label = {{"en", "Peru"}, {"es", "Perú"}}});
  add("themes", {.id = "aeo", .label = {{"en", "Authorised economic operator"}}});
  add("themes", {.id = "risk-management", .label = {{"en", "Risk management"}}});
  add("programmes", {.id = "gtfp", .label = {{"en", "Global Trade Facilitation Programme"}}});
  add("measures", {.id = "tfa:7.4", .label = {{"en", "TFA 7.4"}}});
  add("types", {.id = "case-study", .label = {{"en", "Case study"}}});
  add("kinds", {.id = "conclusion",
                .label = {{"en", "Conclusion"}},
                .cues = {{"en", {"conclusion", "conclusions"}}, {"es", {"conclusiones"}}}});
  add("kinds", {.id = "recommendation",
                .label = {{"en", "Recommendation"}},
                .cues = {{"en", {"recommendation", "recommendations"}}}});
  add("language", {.id = "en", .label = {{"en", "English"}}, .function_words = {"the", "of"}});
  add("language", {.id = "ar", .label = {{"en", "Arabic"}}});
  return out;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = small_vocabulary();
  return kVocabulary;
}

}  // namespace entrepot::fuzz
