#include "indexer/body/markdown_limits.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace entrepot {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::vector<std::string> messages(const std::string& body) {
  Diagnostics problems;
  const bool within =
      within_markdown_limits(body, {.file = "a.md", .line = 11, .column = 1}, problems);
  CHECK(within == problems.empty());
  std::vector<std::string> out;
  for (const Diagnostic& problem : problems) out.push_back(to_string(problem));
  return out;
}

const std::string kTail =
    " bytes without a blank line; divide them into paragraphs of at most 32768 bytes";

}  // namespace

TEST_CASE("a paragraph may have 32 KiB and no byte more") {
  CHECK(messages("a\n\n" + std::string(kMaxParagraphBytes - 1, 'x') + "\n\nb\n").empty());
  CHECK(messages("a\n\n" + std::string(kMaxParagraphBytes, 'x') + "\n\nb\n") ==
        std::vector<std::string>{"a.md:13:1: error: 32769" + kTail});
}

TEST_CASE("items and headings without blank lines between them are no long paragraph") {
  CHECK(messages(repeated("- an item of a list\n", 5000)).empty());
  CHECK(messages(repeated("* an item\n  of two lines\n", 5000)).empty());
  CHECK(messages("1. one\n" + repeated("2. an item\n", 5000)).empty());
  CHECK(messages(repeated("> - quoted\n", 5000)).empty());
  CHECK(messages(repeated("> quoted\n>\n", 5000)).empty());
  CHECK(messages(repeated("## Heading\ntext\n", 5000)).empty());
}

TEST_CASE("what only looks like an item within a paragraph does not divide it") {
  for (const std::string line : {"2. a\n", "    - a\n", "-a\n", "-\n- \n", "1.a\n", "\t* a\n",
                                 "#a\n", "####### a\n", "1234567890. a\n", "    > \n"}) {
    CAPTURE(line);
    const std::vector<std::string> found = messages("text\n" + repeated(line, 30'000));
    REQUIRE(found.size() == 1);
    CHECK(found[0].starts_with("a.md:11:1: error: "));
    CHECK(found[0].ends_with(kTail));
  }
  CHECK(messages("1. one\n" + repeated("   2. deeper, hence text\n", 5000)).size() == 1);
}

TEST_CASE("rows of a table are long one by one, and a thousand of them are enough") {
  const std::string rows = repeated("| a row of a table | " + std::string(300, 'x') + " |\n", 1000);
  CHECK(messages("| a | b |\n|---|---|\n" + rows).empty());
  CHECK(messages("> | a | b |\n> |---|---|\n" + repeated("> | a | b |\n", 1000)).empty());
  CHECK(messages("| a | b |\n|---|---|\n" + rows + "| a | b |\n") ==
        std::vector<std::string>{"a.md:11:1: error: 1003 lines that begin with | without a blank "
                                 "line; divide them into tables of at most 1000 rows"});
  CHECK(messages("| a |\n|---|\n| " + std::string(kMaxParagraphBytes - 3, 'x') + "\n").empty());
  CHECK(messages("| a |\n|---|\n| " + std::string(kMaxParagraphBytes - 2, 'x') + "\n") ==
        std::vector<std::string>{"a.md:13:1: error: a row of 32769 bytes; write at most 32768 on a "
                                 "line that begins with |"});
}

TEST_CASE("notes without blank lines between them are no long paragraph") {
  CHECK(messages(repeated("[^1]: a note\n", 5000)).empty());
  CHECK(messages(repeated("[^1]: a note\n    of two lines\n", 5000)).empty());
}

TEST_CASE("every long paragraph of a body is reported") {
  const std::string text = std::string(40'000, 'x') + "\n\n";
  CHECK(messages(text + text) == std::vector<std::string>{"a.md:11:1: error: 40001" + kTail,
                                                          "a.md:13:1: error: 40001" + kTail});
}

TEST_CASE("a link definition that many brackets could print is refused") {
  const std::string uses = repeated("[a]\n\n", 40'000);
  CHECK(messages("[a]: http://example.org\n\n" + uses).empty());
  CHECK(messages("x\n\n[a]: /" + std::string(30'000, 'x') + "\n\n" + uses) ==
        std::vector<std::string>{"a.md:13:1: error: link definitions of 30007 bytes for 40001 "
                                 "brackets; write addresses where they are used"});
  for (const std::string begin : {"> 1. [a]:\n", "[^1]: [a]:\n", "[a]:\n| ", "[a\n| b]:\n| "}) {
    CAPTURE(begin);
    CHECK(messages(begin + "/" + std::string(30'000, 'x') + "\n\n" + uses).size() == 1);
  }
  CHECK(messages("| [a]: /" + std::string(30'000, 'x') + "\n\n" + uses).empty());
}

}  // namespace entrepot
