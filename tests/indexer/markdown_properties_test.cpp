#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/link_target.h"
#include "indexer/markdown.h"
#include "tests/indexer/markdown_fixture.h"

namespace entrepot {
namespace {

constexpr std::array<std::string_view, 52> kPieces{"\n",
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
                                                   "| "};

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
    for (const std::string& id : values_of(section.html, "id"))
      if (id != "old") CHECK(ids.insert(id).second);
    for (const std::string& href : values_of(section.html, "href"))
      CHECK((href.starts_with("entrepot:") || href.starts_with("#") ||
             parse_link_target(href).kind == LinkTarget::Kind::Web));
  }
  std::set<std::string> passages;
  for (std::size_t i = 0; i < text.passages.size(); ++i) {
    const Passage& passage = text.passages[i];
    CHECK(passage.position == i);
    CHECK(passages.insert(passage.anchor).second);
    CHECK(passage.text.ends_with('\n'));
    CHECK(passage.text.find_first_not_of(" \t\n") != std::string::npos);
    CHECK(passage.kind.empty() == (passage.origin == KindOrigin::None));
    CHECK((sections.contains(passage.anchor) != ids.contains(passage.anchor)));
    if (!passage.heading_path.empty()) CHECK(passage.heading_path.back() == passage.title);
  }
  for (const std::string& id : ids) CHECK(passages.contains(id));
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
}

}  // namespace entrepot
