#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/body/link_target.h"
#include "indexer/body/markdown.h"
#include "model/text/unicode.h"
#include "tests/indexer/body/markdown_fixture.h"

namespace entrepot {
namespace {

constexpr std::array<std::string_view, 66> kPieces{"\n",
                                                   "\n",
                                                   "\n\n",
                                                   "\n\n",
                                                   "a",
                                                   "b c ",
                                                   "- ",
                                                   "- ",
                                                   "\n- a\n",
                                                   "\n1. ",
                                                   "2) ",
                                                   "> ",
                                                   "\n# ",
                                                   "\n## ",
                                                   "\n## Outcomes\n\n",
                                                   "\n### Recommendation 2\n",
                                                   "\n## 结论\n",
                                                   "\n## السياق\n",
                                                   "[",
                                                   "](",
                                                   ")",
                                                   "](b.md)",
                                                   "](pe-2022-trs.md#x)",
                                                   "](javascript:x)",
                                                   "](//x)",
                                                   "![",
                                                   "[r]",
                                                   "\n[r]: other-one.md 'T'\n",
                                                   "<http://x>",
                                                   "<ftp://x>",
                                                   "`",
                                                   "\n```\n",
                                                   "*",
                                                   "**",
                                                   "_",
                                                   "<b>",
                                                   "\n<div>\n",
                                                   "<!--",
                                                   "-->",
                                                   "\n<!-- passage: lesson -->\n",
                                                   "\n<!-- passage: id=fixed -->\n",
                                                   "\n<!-- passage: themes=aeo was=old -->\n",
                                                   "    ",
                                                   "  ",
                                                   "\t",
                                                   "&amp;",
                                                   "&#0;\"'<",
                                                   "\\",
                                                   "é：",
                                                   "\n---\n",
                                                   "\n===\n",
                                                   "| ",
                                                   "|",
                                                   "\\|",
                                                   "\n| a | *b* |\n",
                                                   "\n|---|:-:|\n",
                                                   "\n\n| a |\n|--:|\n",
                                                   "\n  | a | [b](c.md) |\n  |---|---|\n",
                                                   "\na | b\n:- | -:\n",
                                                   "[^n]",
                                                   "[^n]",
                                                   "[^m]",
                                                   "\n[^n]: ",
                                                   "\n\n[^m]: text",
                                                   "\n    ",
                                                   "\n[q]:\n"};

std::string random_body(std::mt19937& random) {
  std::uniform_int_distribution<std::size_t> length(1, 60), piece(0, kPieces.size() - 1);
  std::string out;
  for (std::size_t left = length(random); left > 0; --left) out += kPieces[piece(random)];
  return out;
}

/// Names of the tags that are opened and not closed, or closed and not opened.
std::vector<std::string> unbalanced(const std::string& html) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos;) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return {"a tag without an end"};
    const std::string tag = html.substr(at + 1, end - at - 1);
    const bool closes = tag.starts_with('/');
    const std::string name = tag.substr(closes ? 1 : 0, tag.find(' ') - (closes ? 1 : 0));
    at = end;
    if (tag.ends_with('/')) continue;
    if (!closes) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return {"</" + name + ">"};
    } else {
      open.pop_back();
    }
  }
  return open;
}

/// Values of an attribute.
std::vector<std::string> values_of(const std::string& html, const std::string& attribute) {
  std::vector<std::string> out;
  const std::string begin = " " + attribute + "=\"";
  for (std::size_t at = 0; (at = html.find(begin, at)) != std::string::npos;) {
    at += begin.size();
    out.push_back(html.substr(at, html.find('"', at) - at));
  }
  return out;
}

void check_text(const MarkdownText& text) {
  std::set<std::string> sections, ids;
  for (const Section& section : text.sections) {
    CHECK(sections.insert(section.anchor).second);
    CHECK(section.level >= 1);
    CHECK(section.level <= 6);
    CAPTURE(section.html);
    CHECK(unbalanced(section.html) == std::vector<std::string>{});
    CHECK(unbalanced(section.title_html) == std::vector<std::string>{});
    CHECK(values_of(section.title_html, "href").empty());
    std::set<std::string> own;  // ids of notes and marks
    for (const std::string& id : values_of(section.html, "id")) {
      if (id != "old") CHECK(ids.insert(id).second);
      if (id.find('_') != std::string::npos) own.insert(id);
    }
    CHECK(section.html.find("entrepot-note") == std::string::npos);
    for (const std::string& href : values_of(section.html, "href"))
      CHECK((href.starts_with("entrepot:") || href.starts_with("#") ||
             parse_link_target(href).kind == LinkTarget::Kind::Web));
    // Marks lead to notes of the same section, and back.
    for (const std::string& href : values_of(section.html, "role=\"doc-noteref\" href"))
      CHECK(own.contains(href.substr(1)));
    for (const std::string& href : values_of(section.html, "role=\"doc-backlink\" href"))
      CHECK(own.contains(href.substr(1)));
  }
  std::set<std::string> passages;
  for (std::size_t i = 0; i < text.passages.size(); ++i) {
    const Passage& passage = text.passages[i];
    CHECK(passage.position == i);
    CHECK(passages.insert(passage.anchor).second);
    CHECK(passage.text.ends_with('\n'));
    CHECK(passage.text.find_first_not_of(" \t\n") != std::string::npos);
    CHECK(passage.text.find("entrepot-note") == std::string::npos);
    CHECK(passage.kind.empty() == (passage.origin == KindOrigin::None));
    CHECK((sections.contains(passage.anchor) != ids.contains(passage.anchor)));
    if (!passage.heading_path.empty()) CHECK(passage.heading_path.back() == passage.title);
  }
  for (const std::string& id : ids)
    CHECK((id.find('_') != std::string::npos || passages.contains(id)));
}

}  // namespace

TEST_CASE("any text gives unique anchors, passages in order, balanced HTML and allowed links") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  std::mt19937 random(20261123);
  std::size_t passages = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string body = random_body(random);
    CAPTURE(body);
    Diagnostics problems;
    const MarkdownText text = parse_markdown(body, {.file = "a.md", .first_line = 11, .title = "b"},
                                             vocabulary, problems);
    check_text(text);
    passages += text.passages.size();
    const auto lines = static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n')) + 1;
    for (const Diagnostic& problem : problems) {
      CHECK(problem.where.line >= 11);
      CHECK(problem.where.line < 11 + lines);
      CHECK(problem.where.column >= 1);
      CHECK_FALSE(problem.message.empty());
    }
  }
  CHECK(passages > 3000);  // else the pieces no longer make what is to be tested
}

TEST_CASE("a body is read the same way whatever line it begins on") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string body = random_body(random);
    CAPTURE(body);
    Diagnostics here, there;
    MarkdownText one = parse_markdown(body, {.first_line = 1}, vocabulary, here);
    MarkdownText other = parse_markdown(body, {.first_line = 100}, vocabulary, there);
    for (Diagnostic& problem : there) problem.where.line -= 99;
    for (InternalLink& link : other.links) link.where.line -= 99;
    CHECK(one == other);
    CHECK(here == there);
  }
}

TEST_CASE("a note above a body changes nothing in how the body is read, nor the places in it") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  std::mt19937 random(11);
  for (int round = 0; round < 1000; ++round) {
    const std::string body = "---\n\n" + random_body(random);
    CAPTURE(body);
    Diagnostics alone, below;
    const MarkdownText one = parse_markdown(body, {.first_line = 3}, vocabulary, alone);
    const MarkdownText other =
        parse_markdown("[^unused]: a\n\n" + body, {.first_line = 1}, vocabulary, below);
    std::erase_if(below, [](const Diagnostic& problem) {
      return problem.message.find("[^unused]") != std::string::npos;
    });
    CHECK(alone == below);
    if (has_errors(alone)) continue;  // such a body is not published
    CHECK(one == other);
  }
}

TEST_CASE("a table of plain words has each of its words in its cell, wherever it stands") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  std::mt19937 random(13);
  const auto number = [&](std::size_t least, std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(least, most)(random);
  };
  constexpr std::array<std::array<std::string_view, 2>, 6> kPlaces{
      {{"", ""}, {"> ", "> "}, {"- ", "  "}, {"> 1. ", ">    "}, {"text\n", ""}, {"> ", ""}}};
  constexpr std::array<std::string_view, 7> kWords{"a",   "b c",     "سنة", "天数",
                                                   "1,5", "a \\| b", "é"};
  for (int round = 0; round < 500; ++round) {
    const std::size_t columns = number(1, 5), rows = number(0, 5);
    const auto& [first, next] = kPlaces[number(0, kPlaces.size() - 1)];
    std::string body(first), expected = first == "text\n" ? "text\n" : "";
    const std::size_t bad_row = number(0, rows), bad_column = number(0, columns - 1);
    std::size_t line = 1, column = 0;
    for (std::size_t row = 0; row <= rows; ++row) {
      body += "|";
      for (std::size_t k = 0; k < columns; ++k) {
        const std::string word(kWords[number(0, kWords.size() - 1)]);
        body += std::string(number(0, 2), ' ') + word;
        expected += word == "a \\| b" ? "a | b" : word;
        if (row == bad_row && k == bad_column) {
          const std::string above = body.substr(0, body.rfind('\n') + 1);
          line = static_cast<std::size_t>(std::count(above.begin(), above.end(), '\n')) + 1;
          column = count_code_points(body.substr(above.size())) + 5;  // " [x]("
          body += " [x](ftp:y)";
          expected += " x";
        }
        body += " |";
        expected += k + 1 < columns ? "\t" : "\n";
      }
      body += "\n" + std::string(next);
      if (row == 0)
        for (std::size_t k = 0; k <= columns; ++k)
          body += k < columns ? "| :-- " : "|\n" + std::string(next);
    }
    CAPTURE(body);
    Diagnostics problems;
    const MarkdownText text = parse_markdown(body, {}, vocabulary, problems);
    REQUIRE(text.passages.size() == 1);
    CHECK(text.passages[0].text == expected);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message.starts_with("the link 'ftp:y' is not allowed"));
    CHECK(problems[0].where.line == line);
    CHECK(problems[0].where.column == column + 1);
  }
}

TEST_CASE("no body prints many times what it is, and what could is refused at its place") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  constexpr std::size_t kBytes = 256 * 1024;
  const auto repeated = [](const std::string& text, std::size_t times) {
    std::string out;
    for (; times > 0; --times) out += text;
    return out;
  };
  const auto filled = [&](const std::string& text) { return repeated(text, kBytes / text.size()); };
  const std::string long_note = "[^1]: " + std::string(30'000, 'x') + "\n\n";
  const std::vector<std::pair<std::string, std::string>> bodies{
      {filled(repeated("|a", 50) + "\n" + repeated("|-", 50) + "\n" + repeated("|\n", 900) + "\n"),
       ""},
      {filled(repeated("a|", 50) + "\n" + repeated("-|", 50) + "\n" + repeated("x\n", 900) + "\n"),
       ""},
      {filled("a|\n-|\n\n"), ""},
      {filled("| a | b |\n|---|---|\n" + repeated("| ![[]() *a **b _c `d` | <?x &amp; |\n", 900) +
              "\n"),
       "the link '' is not allowed"},
      {repeated("|a", 51) + "\n" + repeated("|-", 51) + "\n", "a table of 51 columns"},
      {"a|b\n-|-\n" + repeated("c|d\n", 1001), "a table of 1001 rows"},
      {long_note + "## Outcomes\n\n" + repeated("- a[^1]\n", 900), "the notes of all passages"},
      {"[^1]: a\n\n" + repeated("[^1]\n\n", 1001), "more than 1000 marks of notes"},
      {filled("[^9]\n\n"), "there is no note '[^9]'"},
      {filled("[^1]: a\n"), "more than 1000 notes"},
      {repeated("> ", 90) + "| a |\n" + repeated("> ", 90) + "|---|\n", ""},
      {repeated("> ", 10'000) + "x\n", "nested more than 100 deep"},
      {repeated("> ", 10'000) + "| a |\n" + repeated("> ", 10'000) + "|---|\n",
       "nested more than 100 deep"},
  };
  for (const auto& [body, message] : bodies) {
    CAPTURE(cut_utf8(body, 100));
    Diagnostics problems;
    const MarkdownText text = parse_markdown(body, {.file = "a.md"}, vocabulary, problems);
    std::size_t printed = 0;
    for (const Section& section : text.sections) printed += section.html.size();
    for (const Passage& passage : text.passages) printed += passage.text.size();
    CHECK(printed < 32 * kBytes);
    CHECK(problems.size() < 40'000);
    const bool told = std::any_of(problems.begin(), problems.end(), [&](const Diagnostic& problem) {
      return problem.severity == Severity::Error && problem.message.starts_with(message);
    });
    CHECK(told == !message.empty());
  }
}

TEST_CASE("a lone carriage return is a space, so that lines stay lines") {
  Diagnostics problems;
  const MarkdownText text =
      parse_markdown("## A\rB\n\n# C\n", {.file = "a.md"}, testing::small_vocabulary(), problems);
  REQUIRE(text.sections.size() == 2);
  CHECK(text.sections[0].title == "A B");
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) ==
        "a.md:3:1: error: a heading of level 1 is the title's; write ## C");
}

TEST_CASE("a body nested too deep is refused at its place") {
  Diagnostics problems;
  const MarkdownText text = parse_markdown("a\n\n" + std::string(10'000, '>') + " b\n",
                                           {.file = "a.md"}, testing::small_vocabulary(), problems);
  CHECK(text == MarkdownText{});
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) == "a.md:3:100: error: nested more than 100 deep; write it flatter");

  problems.clear();
  std::string marks;
  for (int i = 0; i < 97; ++i) marks += "> ";
  static_cast<void>(parse_markdown("a\n\n" + marks + "| a |\n" + marks + "|---|\n",
                                   {.file = "a.md"}, testing::small_vocabulary(), problems));
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) == "a.md:3:195: error: nested more than 100 deep; write it flatter");
}

}  // namespace entrepot
