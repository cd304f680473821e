#include "service/words/query_text.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Notes = std::vector<Note>;

QueryText parse(std::string_view text) {
  static const Analyser kAnalyser(test::small_vocabulary());
  return parse_query_text(text, kAnalyser, {"en", "es", "zh"});
}

std::string shape(const std::vector<QueryNode>& nodes);

std::string shape(const QueryNode& node) {
  constexpr const char* kNames[] = {"", "", "", "", "and", "or", "not"};
  return node.children.empty()
             ? node.shown
             : fmt::format("{}({})", kNames[static_cast<int>(node.kind)], shape(node.children));
}

std::string shape(const std::vector<QueryNode>& nodes) {
  std::string out;
  for (const QueryNode& node : nodes) out += (out.empty() ? "" : " ") + shape(node);
  return out;
}

/// "groups | required | excluded"
std::string shape(std::string_view text) {
  const QueryText parsed = parse(text);
  return fmt::format("{} | {} | {}", shape(parsed.groups), shape(parsed.required),
                     shape(parsed.excluded));
}

}  // namespace

TEST_CASE("words, phrases, titles, beginnings and exclusions are told apart") {
  CHECK(shape("risk management") == "risk management |  | ");
  CHECK(shape("\"single window\" risk") == "\"single window\" risk |  | ");
  CHECK(shape("«guichet unique» “one two” „drei vier“") ==
        "\"guichet unique\" \"one two\" \"drei vier\" |  | ");
  CHECK(shape("title:risk title:\"single window\" title:clear*") ==
        "title:risk title:\"single window\" title:clear* |  | ");
  CHECK(shape("valu* -risk -\"single window\" NOT duty") ==
        "valu* |  | risk \"single window\" duty");
  CHECK(shape("art. 7(6) (TFA) (risk) -(6)") == "art 7 6 TFA risk |  | 6");
  CHECK(shape("well-known 24/7 Risk:low") == "well known 24 7 Risk low |  | ");
  CHECK(shape("valuation -post-clearance") == "valuation |  | \"post clearance\"");
}

TEST_CASE("operators in capitals join what stands beside them") {
  CHECK(shape("risk OR threat assessment") == "or(risk threat) assessment |  | ");
  CHECK(shape("risk AND threat") == " | risk threat | ");
  CHECK(shape("a1 OR b1 AND c1") == "or(a1 and(b1 c1)) |  | ");
  CHECK(shape("(a1 OR b1) AND c1") == " | or(a1 b1) c1 | ");
  CHECK(shape("risk AND NOT threat") == " | risk | threat");
  CHECK(shape("risk OR (single window)") == "or(risk and(single window)) |  | ");
  CHECK(shape("risk OR NOT duty") == "or(risk not(duty)) |  | ");
  CHECK(shape("NOT (risk duty)") == " |  | and(risk duty)");
  CHECK(shape("risk and threat or duty") == "risk and threat or duty |  | ");
  CHECK(shape("customs (risk management)") == "customs risk management |  | ");
}

TEST_CASE("what cannot be parsed is searched as words, and a note says so") {
  CHECK(shape("AND risk OR") == "AND risk OR |  | ");
  CHECK(parse("AND risk OR").notes ==
        Notes{{"stray_operator", {{"word", "AND"}}}, {"stray_operator", {{"word", "OR"}}}});
  CHECK(shape("risk \"single window") == "risk single window |  | ");
  CHECK(parse("risk \"single window").notes == Notes{{"unclosed_quote", {}}});
  CHECK(shape("risk) (duty ((") == "risk duty |  | ");
  CHECK(shape("risk - duty -- *") == "risk duty |  | ");
  CHECK(parse("!!! ... ()").empty());
}

TEST_CASE("function words are left out unless there is nothing else") {
  const QueryText some = parse("what is the risk of duty");
  CHECK(shape(some.groups) == "risk duty");
  CHECK(some.notes == Notes{{"common_words", {{"words", "what, is, the, of"}}}});
  CHECK(shape("what is the") == "what is the |  | ");
  CHECK(shape("\"what is\" risk") == "\"what is\" risk |  | ");
}

TEST_CASE("of equal words the first counts") {
  CHECK(shape("risk Risk RISK duty risk \"risk\"") == "risk duty \"risk\" |  | ");
}

TEST_CASE("beyond 32 words the rest is dropped and the answer says so") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += fmt::format("w{} ", i);
  const QueryText parsed = parse(text);
  CHECK(parsed.groups.size() == 32);
  CHECK(parsed.dropped ==
        std::vector<std::string>{"w32", "w33", "w34", "w35", "w36", "w37", "w38", "w39"});
  CHECK(parsed.notes == Notes{{"too_many_words", {{"most", "32"}}}});
}

TEST_CASE("phrases, wildcards and operators have their caps") {
  const QueryText phrase = parse("\"p1 p2 p3 p4 p5 p6 p7 p8 p9\"");
  CHECK(shape(phrase.groups) == "\"p1 p2 p3 p4 p5 p6 p7 p8\"");
  CHECK(phrase.dropped == std::vector<std::string>{"p9"});
  CHECK(phrase.notes == Notes{{"long_phrase", {{"most", "8"}}}});

  const QueryText wild = parse("aaa* bbb* ccc* ddd* eee* ff*");
  CHECK(shape(wild.groups) == "aaa* bbb* ccc* ddd* eee ff");
  CHECK(wild.notes == Notes{{"too_many_wildcards", {{"most", "4"}, {"word", "eee"}}},
                            {"short_wildcard", {{"word", "ff"}}}});
  CHECK(shape("险* การ*") == "险* การ* |  | ");

  std::string many = "x0";
  for (int i = 1; i <= 17; ++i) many += fmt::format(" OR x{}", i);
  CHECK(parse(many).notes == Notes{{"too_many_operators", {{"most", "16"}}}});
}

TEST_CASE("an unbroken run of characters is words of its own, and ranks higher whole") {
  const QueryText parsed = parse("风险管理 duty");
  CHECK(shape(parsed.groups) == "风险 管理 duty");
  REQUIRE(parsed.runs.size() == 2);
  CHECK(parsed.runs[0].words.size() == 2);
  CHECK(parsed.runs[1].words.size() == 3);  // and all of the text
}

TEST_CASE("all of a short text that is words and nothing else is a phrase for ranking") {
  const auto runs = [](std::string_view text) { return parse(text).runs.size(); };
  REQUIRE(runs("what is not measured cannot be improved") == 1);
  CHECK(parse("what is not measured cannot be improved").runs[0].words.size() == 7);
  CHECK(runs("risk") == 0);
  CHECK(runs("one two three four five six seven eight nine") == 0);
  for (const std::string_view text : {"risk AND duty", "\"single window\" duty", "title:risk duty",
                                      "risk dut*", "risk -duty", "(risk duty) OR toll"})
    CHECK(runs(text) == 0);
}
