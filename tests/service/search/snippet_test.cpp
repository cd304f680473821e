#include "service/search/snippet.h"

#include <doctest/doctest.h>

#include "model/text/unicode.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

const Analyser& analyser() {
  static const Analyser kAnalyser(test::small_vocabulary());
  return kAnalyser;
}

/// The extract with [marks].
std::string marked(std::string_view query, std::string_view text, bool expand = true,
                   std::string_view language = "en") {
  const QueryText parsed = parse_query_text(query, analyser(), {"en", "es", "zh"});
  const Snippet snippet = make_snippet(
      text, find_occurrences(text, language, sought_words(parsed, expand), analyser()));
  std::string out;
  std::size_t point = 0;
  auto mark = snippet.marks.begin();
  for (std::size_t at = 0; at < snippet.text.size(); ++point) {
    if (mark != snippet.marks.end() && mark->start == point) out += "[";
    std::size_t end = at + 1;
    while (end < snippet.text.size() &&
           (static_cast<unsigned char>(snippet.text[end]) & 0xC0U) == 0x80U)
      ++end;
    out += snippet.text.substr(at, end - at);
    at = end;
    if (mark != snippet.marks.end() && mark->start + mark->length == point + 1) {
      out += "]";
      ++mark;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("words are marked in every form they are found by") {
  CHECK(marked("measure", "What is measured, measures. Unmeasured.\n") ==
        "What is [measured], [measures]. Unmeasured.");
  CHECK(marked("measure", "What is measured, a measure.\n", false) ==
        "What is measured, a [measure].");
  CHECK(marked("gestion", "La gestión de Gestion.\n", true, "es") == "La [gestión] de [Gestion].");
  CHECK(marked("clear*", "Clearance cleared, unclear.\n") == "[Clearance] [cleared], unclear.");
  CHECK(marked("-risk duty title:border", "Risk, duty, border.\n") == "Risk, [duty], border.");
}

TEST_CASE("of a phrase only the words that stand together are marked") {
  CHECK(marked("\"single window\"", "A window, single. The Single Window.\n") ==
        "A window, single. The [Single] [Window].");
}

TEST_CASE("bars stand between the cells of a table, and no phrase runs across them") {
  CHECK(marked("risk", "Step\tDays\nRisk check\t12\tat risk\n") ==
        "Step | Days [Risk] check | 12 | at [risk]");
  CHECK(marked("\"check risk\"", "Risk check\trisk check risk\n") ==
        "Risk check | risk [check] [risk]");
}

TEST_CASE("marks of neighbouring characters are one") {
  CHECK(marked("风险管理", "海关风险管理实践。\n", true, "zh") == "海关[风险管理]实践。");
}

TEST_CASE("of a long text the sentences with most of the words are shown, whole") {
  std::string text = "Nothing is said here about it at all.\n";
  for (int i = 0; i < 12; ++i) text += "A sentence that only fills the page goes by unread.\n";
  text += "The risk is high. Duty and risk meet at the border.\n";
  for (int i = 0; i < 12; ++i) text += "A sentence that only fills the page goes by unread.\n";
  CHECK(
      marked("duty risk", text).find("The [risk] is high. [Duty] and [risk] meet at the border.") !=
      std::string::npos);
  CHECK(marked("nowhere", text).starts_with("Nothing is said here about it at all. A sentence"));
  CHECK(marked("nowhere", text).ends_with("unread. …"));
  CHECK(marked("duty", text).starts_with("… "));
}

TEST_CASE("a sentence too long to show is cut between words around its first match") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "filling ";
  text += "risk ";
  for (int i = 0; i < 200; ++i) text += "filling ";
  const std::string shown = marked("risk", text);
  CHECK(shown.starts_with("… filling"));
  CHECK(shown.ends_with("filling …"));
  CHECK(shown.find("[risk]") != std::string::npos);
  CHECK(count_code_points(shown) < 260);
}

TEST_CASE("a text without sentences, words or end is no trouble") {
  CHECK(marked("risk", "").empty());
  CHECK(marked("risk", "\n\n").empty());
  CHECK(count_code_points(marked("险", std::string(200'000, 'x'))) < 260);
  std::string dots;
  for (int i = 0; i < 60'000; ++i) dots += ". ";
  CHECK(count_code_points(marked("risk", dots)) < 260);
}
