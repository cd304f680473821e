#include "indexer/body/heading_kind.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/indexer/body/markdown_fixture.h"

namespace entrepot {
namespace {

std::string read_heading(const std::string& heading) {
  static const Vocabulary vocabulary = testing::small_vocabulary();
  static const HeadingKinds kinds(vocabulary);
  const HeadingKind found = kinds.find(heading);
  if (found.kind.empty()) return found.form == HeadingKind::Form::Whole ? "" : "a form, no kind";
  switch (found.form) {
    case HeadingKind::Form::Whole:
      return found.kind + " whole";
    case HeadingKind::Form::Plural:
      return found.kind + " plural";
    case HeadingKind::Form::ByContent:
      return found.kind + " by content";
  }
  return "";
}

void check_headings(const std::vector<std::pair<std::string, std::string>>& cases) {
  for (const auto& [heading, expected] : cases) {
    CAPTURE(heading);
    CHECK(read_heading(heading) == expected);
  }
}

}  // namespace

TEST_CASE("a heading is as plural as its words, letter case and accents apart") {
  check_headings({{"Outcome", "outcome whole"},
                  {"OUTCOMES", "outcome plural"},
                  {"Outcomes:", "outcome plural"},
                  {"Background", "context whole"},
                  {"Lesson learned", "lesson whole"},
                  {"Lessons learned", "lesson plural"},
                  {"Success factor", "success-factor whole"},
                  {"Success factors", "success-factor plural"},
                  {"Next steps", "next-step plural"},
                  {"Follow-up", "next-step whole"},
                  {"Conclusión", "conclusion whole"},
                  {"conclusiones", "conclusion plural"},
                  {"Antecedentes", "context plural"},
                  {"Lecciones aprendidas", "lesson plural"},
                  {"RESULTATS", "outcome plural"},
                  {"Résultat", "outcome whole"},
                  {"Facteur de succès", "success-factor whole"},
                  {"Facteurs de succès", "success-factor plural"},
                  {"Plan d’action", "next-step whole"}});
}

TEST_CASE("Russian headings are plural by their first word, Arabic ones by form or list") {
  check_headings({{"Результат", "outcome whole"},
                  {"Результаты", "outcome plural"},
                  {"Рекомендация", "recommendation whole"},
                  {"Рекомендации", "recommendation plural"},
                  {"Заключение", "conclusion whole"},
                  {"Выводы", "conclusion plural"},
                  {"Дальнейшие действия", "next-step plural"},
                  {"План действий", "next-step whole"},
                  {"Дорожная карта", "next-step whole"},
                  {"النتائج", "outcome plural"},
                  {"نتيجة", "outcome whole"},
                  {"التوصيات", "recommendation plural"},
                  {"توصية", "recommendation whole"},
                  {"خارطة الطريق", "next-step whole"}});
}

TEST_CASE("Chinese does not tell one from many, unless there is a number") {
  check_headings({{"结论", "conclusion by content"},
                  {"四、结论", "conclusion by content"},
                  {"结论和建议", "conclusion by content"},
                  {"结论四：绩效", "conclusion whole"},
                  {"建议2", "recommendation whole"},
                  {"背景调查", ""}});
}

TEST_CASE("a number or a title after the words makes a heading one passage, a number before not") {
  check_headings({{"Conclusion 4", "conclusion whole"},
                  {"Conclusion 4: Performance measurement", "conclusion whole"},
                  {"Conclusions IV", "conclusion whole"},
                  {"Recommendation B: Train", "recommendation whole"},
                  {"Conclusions no. 3", "conclusion whole"},
                  {"Recommendations: 2. Outline the path", "recommendation whole"},
                  {"Recommendations: Making things happen", "recommendation whole"},
                  {"Conclusions – what now", "conclusion whole"},
                  {"4. Conclusions", "conclusion plural"},
                  {"2.1 Outcomes", "outcome plural"},
                  {"(iv) Outcomes", "outcome plural"},
                  {"٤. النتائج", "outcome plural"}});
}

TEST_CASE("words after the cue are the same subject only behind a function word or mark") {
  check_headings({{"Lessons from La Paz", "lesson plural"},
                  {"Outcomes and next steps", "outcome plural"},
                  {"Conclusions, recommendations", "conclusion plural"},
                  {"Conclusions (draft)", "conclusion plural"},
                  {"Recommandations", ""},
                  {"Recomendaciones para la aduana", "recommendation plural"},
                  {"Results-based management", ""},
                  {"Resultants", ""},
                  {"Conclusion a posteriori", "conclusion whole"},
                  {"Methods training", ""},
                  {"Common challenges", ""},
                  {"", ""},
                  {"4.", ""}});
}

}  // namespace entrepot
