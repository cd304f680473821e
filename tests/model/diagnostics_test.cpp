#include "model/diagnostics.h"

#include <doctest/doctest.h>

#include <random>

#include "model/text/unicode.h"

namespace entrepot {

TEST_CASE("a problem is one line that an editor can follow") {
  CHECK(to_string({.where = {"a.md", 3, 12},
                   .message = "unknown country 'BOL'; write the two-letter code 'BO'"}) ==
        "a.md:3:12: error: unknown country 'BOL'; write the two-letter code 'BO'");
  CHECK(to_string({.where = {"a.md", 3, 0}, .severity = Severity::Warning, .message = "odd"}) ==
        "a.md:3: warning: odd");
  CHECK(to_string({.where = {"a.md", 0, 0}, .severity = Severity::Note, .message = "new"}) ==
        "a.md: note: new");
  CHECK(to_string({.where = {"a.md", 0, 7}, .message = "empty"}) == "a.md: error: empty");
  CHECK(to_string({.message = "no corpus"}) == "error: no corpus");
}

TEST_CASE("text that somebody wrote cannot break the line or move the terminal's cursor") {
  CHECK(to_string({.where = {"a\n.md", 1, 1}, .message = "unknown '\x1B[2J\r\n\tx\u202E\xFF'"}) ==
        "a\uFFFD.md:1:1: error: unknown '\uFFFD[2J\uFFFD\uFFFD\uFFFDx\uFFFD\uFFFD'");
}

TEST_CASE("only errors stop a corpus from being published") {
  CHECK_FALSE(has_errors({}));
  CHECK_FALSE(has_errors({{.severity = Severity::Warning}, {.severity = Severity::Note}}));
  CHECK(has_errors({{.severity = Severity::Warning}, {.severity = Severity::Error}}));
}

TEST_CASE("problems are listed by place and keep their order within one") {
  Diagnostics problems{
      {.where = {"b.md", 1, 1}, .message = "1"}, {.where = {"a.md", 10, 1}, .message = "2"},
      {.where = {"a.md", 9, 5}, .message = "3"}, {.where = {"a.md", 9, 2}, .message = "4"},
      {.where = {"a.md", 9, 5}, .message = "5"}, {.where = {"a.md", 0, 0}, .message = "6"}};
  sort_by_place(problems);
  std::string order;
  for (const Diagnostic& one : problems) order += one.message;
  CHECK(order == "643521");

  Diagnostics at_one_place;
  for (int i = 0; i < 1000; ++i)
    at_one_place.push_back({.where = {"a.md", 1, 1}, .message = std::to_string(i)});
  const Diagnostics before = at_one_place;
  sort_by_place(at_one_place);
  CHECK(at_one_place == before);
}

TEST_CASE("the caret stands under the place") {
  const std::string source = "title: A\ncountries: BOL\r\nthemes: x\n";
  CHECK(caret_excerpt(source, {"a.md", 2, 12}) == "countries: BOL\n           ^\n");
  CHECK(caret_excerpt(source, {"a.md", 1, 1}) == "title: A\n^\n");
  CHECK(caret_excerpt(source, {"a.md", 2, 15}) == "countries: BOL\n              ^\n");
  CHECK(caret_excerpt(source, {"a.md", 2, 99}) == "countries: BOL\n              ^\n");
  CHECK(caret_excerpt(source, {"a.md", 4, 1}) == "\n^\n");  // where a missing last line would begin
}

TEST_CASE("a place that names no line of the source has no excerpt") {
  CHECK(caret_excerpt("a\nb", {"a.md", 0, 0}).empty());
  CHECK(caret_excerpt("a\nb", {"a.md", 0, 3}).empty());
  CHECK(caret_excerpt("a\nb", {"a.md", 3, 1}).empty());
}

TEST_CASE("a line as a whole has the caret under its first letter") {
  CHECK(caret_excerpt("a\n \t bc", {"a.md", 2, 0}) == " \t bc\n \t ^\n");
}

TEST_CASE("a tab before the place stays a tab so that the caret moves with it") {
  CHECK(caret_excerpt("\tkey:\tvalue", {"a.md", 1, 7}) == "\tkey:\tvalue\n\t    \t^\n");
}

TEST_CASE("a wide character counts two columns and a combining mark none") {
  CHECK(caret_excerpt("标题: x", {"a.md", 1, 5}) == "标题: x\n      ^\n");
  CHECK(caret_excerpt("e\u0301: x", {"a.md", 1, 5}) == "e\u0301: x\n   ^\n");
  CHECK(caret_excerpt("🚢: x", {"a.md", 1, 4}) == "🚢: x\n    ^\n");
}

TEST_CASE("what no terminal should be sent is shown as a replacement") {
  CHECK(caret_excerpt("a\x1B[31m\xFFz", {"a.md", 1, 8}) == "a\uFFFD[31m\uFFFDz\n       ^\n");
}

TEST_CASE("a long line is cut around the place") {
  const std::string line = std::string(200, 'a') + "X" + std::string(200, 'b');
  CHECK(caret_excerpt(line, {"a.md", 1, 201}) == "…" + std::string(60, 'a') + "X" +
                                                     std::string(39, 'b') + "…\n" +
                                                     std::string(61, ' ') + "^\n");
  CHECK(caret_excerpt(line, {"a.md", 1, 1}) == std::string(40, 'a') + "…\n^\n");
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "标";
  std::string before;
  for (int i = 0; i < 30; ++i) before += "标";
  CHECK(caret_excerpt(wide, {"a.md", 1, 101}) ==
        "…" + before + "\n" + std::string(61, ' ') + "^\n");
}

TEST_CASE("a byte's line and column are counted in characters, from one") {
  const std::string source = "é\r\nabc\n标x";
  CHECK(locate(source, 0, "a.md") == Location{"a.md", 1, 1});
  CHECK(locate(source, 2, "a.md") == Location{"a.md", 1, 2});
  CHECK(locate(source, 4, "a.md") == Location{"a.md", 2, 1});
  CHECK(locate(source, 6, "a.md") == Location{"a.md", 2, 3});
  CHECK(locate(source, 8, "a.md") == Location{"a.md", 3, 1});
  CHECK(locate(source, 11, "a.md") == Location{"a.md", 3, 2});
  CHECK(locate(source, source.size(), "a.md") == Location{"a.md", 3, 3});
  CHECK(locate("", 0, "a.md") == Location{"a.md", 1, 1});
}

TEST_CASE("the caret of any located byte stands at that byte's character") {
  std::mt19937 random(3);
  const std::vector<std::string> pieces{"a", "é", "\n", "z", " ", "ж"};
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  for (int i = 0; i < 2000; ++i) {
    std::string source, target;
    for (int n = 0; n < 30; ++n) source += pieces[piece(random)];
    const std::size_t offset = source.size();
    for (int n = 0; n < 10; ++n) target += pieces[piece(random)];
    const std::string excerpt =
        caret_excerpt(source + target, locate(source + target, offset, "a"));
    CAPTURE(source);
    CAPTURE(target);
    const std::size_t line_end = excerpt.find('\n');
    const std::string under = excerpt.substr(line_end + 1);
    std::size_t at = 0;  // the byte of the shown line under which the caret stands
    for (std::size_t column = 0; column + 2 < under.size(); ++column) {
      at += cut_utf8(std::string_view(excerpt).substr(at), 1).empty() ? 2 : 1;
    }
    CHECK(excerpt.substr(at, line_end - at) == target.substr(0, target.find('\n')));
  }
}

TEST_CASE("the nearest name is offered where one is near") {
  const std::vector<std::string> names{"title", "titles", "themes", "summary", "countries"};
  CHECK(nearest("tilte", names) == "title");   // two neighbours swapped
  CHECK(nearest("theme", names) == "themes");  // one missing
  CHECK(nearest("coutnries", names) == "countries");
  CHECK(nearest("SUMARY", names) == "summary");  // letter case does not count
  CHECK(nearest("Title", names) == "title");
  CHECK(nearest("colour", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest("title", {}).empty());
}

TEST_CASE("a third of the longer word's letters may differ and not one more") {
  CHECK(nearest("abXXef", {"abcdef"}) == "abcdef");
  CHECK(nearest("aXXXef", {"abcdef"}).empty());
  CHECK(nearest("X", {"Y"}).empty());
  CHECK(nearest("bo", {"BO"}) == "BO");
  CHECK(nearest("中", {"丙"}).empty());  // one letter of one, though one byte of three
  CHECK(nearest("сроки", {"сроки"}) == "сроки");
}

TEST_CASE("among equally near names the one that begins alike wins, then the first") {
  CHECK(nearest("BOL", {"BL", "OL", "BO"}) == "BO");
  CHECK(nearest("abd", {"abc", "abe"}) == "abc");
  CHECK(nearest("abd", {"abe", "abc"}) == "abe");
}

TEST_CASE("no name is near to a text of any length or kind that is none") {
  CHECK(nearest(std::string(1'000'000, 'a'), {"title"}).empty());
  CHECK(nearest("\xFF\xFE", {"title"}).empty());
  CHECK(nearest("title", {std::string(1000, 't')}).empty());
}

}  // namespace entrepot
