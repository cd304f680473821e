#include "indexer/front_matter/front_matter_lines.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/key_form.h"

using namespace entrepot;

namespace {

std::string arranged(const std::string& bytes) {
  Diagnostics problems;
  const auto out = arrange_front_matter(bytes, "a.md", problems);
  for (const Diagnostic& problem : problems) MESSAGE(to_string(problem));
  REQUIRE(out);
  return *out;
}

std::string refusal(const std::string& bytes) {
  Diagnostics problems;
  CHECK_FALSE(arrange_front_matter(bytes, "a.md", problems));
  REQUIRE(problems.size() == 1);
  return to_string(problems[0]);
}

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("keys are put into canonical order, unknown ones last in the order they have") {
  CHECK(arranged(
            "---\nnote: N\nzebra: 1\ntitle: T\napple: 2\ncountries: [BO]\n---\n\nnote: body\n") ==
        "---\ntitle: T\ncountries: [BO]\nnote: N\nzebra: 1\napple: 2\n---\n\nnote: body\n");
}

TEST_CASE("values are moved as they were written, over all their lines") {
  CHECK(arranged("---\nnote: >-\n  Two\n  lines.\nsources:\n  - title:   'A'\n    kind: press\n"
                 "title: \"T\"   # a remark\n---\n") ==
        "---\ntitle: \"T\"   # a remark\nsources:\n  - title:   'A'\n    kind: press\n"
        "note: >-\n  Two\n  lines.\n---\n");
}

TEST_CASE("comments and empty lines directly above a key move with it") {
  CHECK(arranged("---\nlanguage: en\n\n# On the title\ntitle: T\n---\n") ==
        "---\n\n# On the title\ntitle: T\nlanguage: en\n---\n");
}

TEST_CASE("a remark on the whole, parted from the first key, stays at the top") {
  CHECK(
      arranged("---\n# How to use this file\n\n# On the language\nlanguage: en\ntitle: T\n---\n") ==
      "---\n# How to use this file\n\ntitle: T\n# On the language\nlanguage: en\n---\n");
}

TEST_CASE("remarks after the last key stay at the end") {
  CHECK(arranged("---\nlicense: A\ntitle: T\n\n# What is open\n# note: N\n---\n") ==
        "---\ntitle: T\nlicense: A\n\n# What is open\n# note: N\n---\n");
}

TEST_CASE("a byte order mark and CR LF stay, also where only some lines have them") {
  CHECK(arranged("\xEF\xBB\xBF---\r\nlanguage: en\r\ntitle: T\n---\r\nText\r\n") ==
        "\xEF\xBB\xBF---\r\ntitle: T\nlanguage: en\r\n---\r\nText\r\n");
}

TEST_CASE("what is in order, empty or no map stays as it is") {
  for (const std::string text : {"---\ntitle: T\nlanguage: en\n---\n", "---\n---\nText\n",
                                 "---\n# nothing yet\n---\n", "---\n- a\n---\n"})
    CHECK(arranged(text) == text);
}

TEST_CASE("a front matter that cannot be read or taken apart by lines is refused, not guessed at") {
  CHECK(refusal("Text\n") ==
        "a.md:1:1: error: there is no front matter between two lines '---'; write one");
  CHECK(refusal("---\ntitle: T\n") ==
        "a.md:1:1: error: there is no front matter between two lines '---'; write one");
  CHECK(refusal("---\ntitle: \"T\n---\n").starts_with("a.md:2:8: error: the quotation mark"));
  CHECK(refusal("---\n{language: en, title: T}\n---\n") ==
        "a.md:2:2: error: this key does not begin its line; write each key on a line of its own, "
        "without a space before it");
}

TEST_CASE("lines that belong to a text are not taken from it") {
  // Kept by the '+', the empty line is part of the note and cannot go to the title.
  CHECK(refusal("---\nnote: |+\n  A text.\n\ntitle: T\n---\n") ==
        "a.md:1:1: error: its keys cannot be moved without changing a value; put texts of several "
        "lines into one line each");
}

TEST_CASE("whatever the order, the same lines come out in canonical order, once and for all") {
  const std::vector<std::string> blocks{"title: T\n",
                                        "titles:\n  en: A\n",
                                        "# remark\nsummary: \"a: b\"\n",
                                        "countries:\n- BO\n- PE\n",
                                        "\n# one\n# two\ndate: 2022\n",
                                        "sources:\n  - title: A\n\n    kind: press\n",
                                        "note: |\n  # no remark\n  text\n",
                                        "unknown: x\n"};
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> shuffled = blocks;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    std::string text = "---\n";
    for (const std::string& block : shuffled) text += block;
    text += "---\nText\n";
    const std::string out = arranged(text);
    CHECK(sorted_lines(out) == sorted_lines(text));
    CHECK(arranged(out) == out);
    std::size_t last = 0;
    for (const KeyForm& key : front_matter_keys())
      if (const std::size_t at = out.find("\n" + std::string(key.name) + ":");
          at != std::string::npos) {
        CHECK_MESSAGE(at > last, out);
        last = at;
      }
  }
}
