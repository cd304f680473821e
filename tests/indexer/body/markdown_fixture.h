#pragma once

#include <string>
#include <utility>
#include <vector>

#include "indexer/body/markdown.h"

/// What the tests of bodies share.
namespace entrepot::testing {

inline Concept kind_entry(std::string id, Labels label, LabelLists cues) {
  Concept out;
  out.id = std::move(id);
  out.label = std::move(label);
  out.cues = std::move(cues);
  return out;
}

inline Concept plain_entry(std::string id) {
  Concept out;
  out.id = std::move(id);
  out.label = {{"en", out.id}};
  return out;
}

inline Concept function_words(std::string language, std::vector<std::string> words) {
  Concept out = plain_entry(std::move(language));
  out.function_words = std::move(words);
  return out;
}

/// Enough of every list to read bodies with.
inline Vocabulary small_vocabulary() {
  Vocabulary out;
  out.lists["kinds"] = {
      kind_entry("context", {{"en", "Context"}, {"zh", "背景"}},
                 {{"en", {"background", "situation"}}, {"es", {"antecedentes"}}}),
      kind_entry("method", {{"en", "Methods"}}, {{"en", {"method", "activities"}}}),
      kind_entry("outcome", {{"en", "Outcomes"}, {"ru", "Результаты"}, {"ar", "النتائج"}},
                 {{"en", {"outcome", "result", "results"}},
                  {"fr", {"résultat", "résultats"}},
                  {"ru", {"результат"}},
                  {"ar", {"نتيجة"}}}),
      kind_entry(
          "lesson", {{"en", "Lessons learned"}, {"fr", "Leçons apprises"}},
          {{"en", {"lesson", "lessons", "lesson learned"}}, {"es", {"lecciones aprendidas"}}}),
      kind_entry("recommendation", {{"en", "Recommendations"}, {"es", "Recomendaciones"}},
                 {{"en", {"recommendation"}},
                  {"es", {"recomendación"}},
                  {"ru", {"рекомендация", "рекомендации"}},
                  {"ar", {"توصية", "التوصيات"}},
                  {"zh", {"建议"}}}),
      kind_entry("conclusion", {{"en", "Conclusions"}, {"zh", "结论"}},
                 {{"en", {"conclusion"}},
                  {"es", {"conclusión", "conclusiones"}},
                  {"fr", {"conclusion", "conclusions"}},
                  {"ru", {"вывод", "выводы", "заключение"}}}),
      kind_entry("next-step", {{"en", "Next steps"}},
                 {{"en", {"next step", "follow-up"}},
                  {"fr", {"plan d'action"}},
                  {"ru", {"дальнейшие действия", "план действий", "дорожная карта"}},
                  {"ar", {"خارطة الطريق"}}}),
      kind_entry("success-factor", {{"en", "Success factors"}},
                 {{"en", {"success factor"}}, {"fr", {"facteur de succès", "facteurs de succès"}}}),
  };
  out.lists["language"] = {function_words("en", {"of", "for", "from", "and", "a", "in"}),
                           function_words("fr", {"de", "pour", "et"}),
                           function_words("es", {"de", "para", "y"}),
                           function_words("zh", {"和", "与"})};
  out.lists["themes"] = {plain_entry("aeo"), plain_entry("transit"), plain_entry("single-window"),
                         plain_entry("risk-management")};
  out.lists["countries"] = {plain_entry("BO"), plain_entry("PE"), plain_entry("UZ")};
  out.lists["regions"] = {plain_entry("AMS"), plain_entry("EUR")};
  out.lists["regions"][0].members = {"BO", "PE"};
  out.lists["regions"][1].members = {"UZ"};
  out.lists["programmes"] = {plain_entry("gtfp-1"), plain_entry("gtfp-old")};
  out.lists["programmes"][1].replaced_by = "gtfp-1";
  out.lists["organisations"] = {plain_entry("wco"), plain_entry("seco")};
  out.lists["measures"] = {plain_entry("tfa:7.4")};
  return out;
}

}  // namespace entrepot::testing
