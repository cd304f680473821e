#include "indexer/source/yaml.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

namespace {

using namespace entrepot;

std::string messages(const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) out += to_string(problem) + "\n";
  return out;
}

std::string messages_for(std::string_view yaml, const YamlLimits& limits = {}) {
  Diagnostics problems;
  static_cast<void>(parse_yaml(yaml, "a.yaml", 1, limits, problems));
  return messages(problems);
}

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

}  // namespace

TEST_CASE("every value keeps its text and the place it was written at, in characters") {
  Diagnostics problems;
  const auto root =
      parse_yaml("été: [NO, 010, 'é', x]\nb:\nc: ~\nd: ''\n", "a.yaml", 5, {}, problems);
  REQUIRE(root);
  CHECK(messages(problems).empty());
  REQUIRE(root->entries.size() == 4);
  CHECK(root->where == Location{"a.yaml", 5, 1});
  const YamlNode* list = root->find("été");
  REQUIRE(list != nullptr);
  CHECK(list->kind == YamlNode::Kind::List);
  REQUIRE(list->items.size() == 4);
  CHECK(list->items[0].text == "NO");
  CHECK(list->items[1].text == "010");
  CHECK(list->items[2].text == "é");
  CHECK(list->items[2].where == Location{"a.yaml", 5, 16});
  CHECK(list->items[3].where == Location{"a.yaml", 5, 21});
  CHECK(root->find("b")->text.empty());
  CHECK(root->find("b")->where == Location{"a.yaml", 6, 1});
  CHECK(root->find("c")->text.empty());
  CHECK(root->find("c")->where == Location{"a.yaml", 7, 4});
  CHECK(root->entries[3].where == Location{"a.yaml", 8, 1});
  CHECK(root->find("e") == nullptr);
}

TEST_CASE("an empty text is an empty value") {
  Diagnostics problems;
  const auto root = parse_yaml("# only a remark\n", "a.yaml", 3, {}, problems);
  REQUIRE(root);
  CHECK(*root == YamlNode{.where = {"a.yaml", 3, 1}});
  CHECK(problems.empty());
}

TEST_CASE("of a repeated key the first value counts, and both are named") {
  Diagnostics problems;
  const auto root = parse_yaml("a: 1\nb: {c: 1, c: 2}\na: [3]\n", "a.yaml", 1, {}, problems);
  REQUIRE(root);
  CHECK(root->find("a")->text == "1");
  CHECK(root->entries.size() == 2);
  CHECK(messages(problems) ==
        "a.yaml:2:11: error: key 'c' stands on line 2 already; write all of it there\n"
        "a.yaml:3:1: error: key 'a' stands on line 1 already; write all of it there\n");
}

TEST_CASE("anchors, aliases and tags are refused where they stand") {
  CHECK(messages_for("a: &x 1\nc: !!str d\ne: ! f\nb: *x\n") ==
        "a.yaml:1:4: error: '&' would name a value, which is not supported; put the value in "
        "double quotes\n"
        "a.yaml:2:4: error: '!' would state a type, which is not supported; put the value in "
        "double quotes\n"
        "a.yaml:3:4: error: '!' would state a type, which is not supported; put the value in "
        "double quotes\n"
        "a.yaml:4:4: error: '*' would refer to another value, which is not supported; put the "
        "value in double quotes\n");
}

TEST_CASE("a second document is refused, however it comes about") {
  CHECK(messages_for("a: 1\n---\nb: 2\n") ==
        "a.yaml:2:1: error: a second YAML document begins here; write everything in one\n");
  CHECK(messages_for("- a\nb: 1\n") ==
        "a.yaml:2:1: error: this does not belong to what stands above it; indent it as its "
        "neighbours are indented, or remove it\n");
}

TEST_CASE("a quotation mark that is never closed is found where it opens") {
  constexpr std::string_view kMessage =
      "error: the quotation mark that opens here is never closed; write one at the end of the "
      "value\n";
  CHECK(messages_for("a: 1\nb: \"c\nd: 2\n") == "a.yaml:2:4: " + std::string(kMessage));
  CHECK(messages_for("a: 1\nb: 'it''s\n") == "a.yaml:2:4: " + std::string(kMessage));
  CHECK(messages_for("a: \"b\\\"\n") == "a.yaml:1:4: " + std::string(kMessage));
  CHECK(messages_for("a: 'it''s'\nb: \"c\\\"\"\nd: it's\n").empty());
}

TEST_CASE("characters that are no text are refused, written plainly or by an escape") {
  CHECK(messages_for(std::string_view("a: é\0b\n", 8)) ==
        "a.yaml:1:5: error: U+0000 is a control character; remove it\n");
  // yaml-cpp takes this one for the end of the text.
  CHECK(messages_for("a: 1\nb: \x04\n") ==
        "a.yaml:2:4: error: U+0004 is a control character; remove it\n");
  CHECK(messages_for("a: \"\\e[31m\"\n") ==
        "a.yaml:1:4: error: U+001B is a control character; remove it\n");
}

TEST_CASE("bytes, values and depth are limited") {
  CHECK(messages_for("a: ééé\n", {.bytes = 6}) ==
        "a.yaml:1:5: error: this exceeds 0 KiB here; write less\n");
  CHECK(messages_for("[a, b, c]", {.nodes = 4}).empty());
  CHECK(messages_for("[a, b, c, d]", {.nodes = 4}) ==
        "a.yaml:1:11: error: there are over 4 values; write less\n");
  CHECK(messages_for("[{a: [{b: 1}]}]").empty());
  CHECK(messages_for("[{a: [{b: []}]}]") ==
        "a.yaml:1:11: error: lists and keys lie over 4 deep in each other; write it flatter\n");
}

TEST_CASE("no text of 64 KiB takes long, whatever it repeats") {
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view begin : {"", "[", "a: ", "a: \"", "a: |\n "})
    for (const std::string_view piece :
         {"[",     "{",       "- ",       "? ",           "{a: ",        "a: ", "&a ",
          "!a ",   "*a ",     "'x\n",     "a\n",          "a: b\n",      ",\n", "%a b\n",
          "---\n", "\"a\", ", "[a]: b\n", "a,",           "[]",          "'' ", "\"\\\n\"",
          "é",     "a #",     "[? ",      "key: >\n x\n", "a: {a: 1}\n", "'''"}) {
      Diagnostics problems;
      static_cast<void>(parse_yaml(std::string(begin) + repeat(piece, 65'000), "a.yaml", 1,
                                   {.bytes = 64 * 1024}, problems));
    }
  // 135 texts: about 3 s with sanitizers on a slow machine; a quadratic one alone takes minutes.
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}
