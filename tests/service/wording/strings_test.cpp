#include "service/wording/strings.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "model/error.h"
#include "tests/temp_folder.h"

namespace {

entrepot::Strings strings_of(const std::string& json) {
  const entrepot::TempFolder folder;
  return entrepot::Strings(folder.write("en.json", json));
}

std::string refusal(const std::string& json) {
  try {
    (void)strings_of(json);
  } catch (const entrepot::Error& error) {
    const std::string message = error.what();
    return message.substr(message.find("': ") + 3);
  }
  return "accepted";
}

}  // namespace

TEST_CASE("placeholders are filled once, so that a reader's words are never taken for one") {
  const entrepot::Strings strings = strings_of(R"({"a": {"b": "{q} in {place}, {unknown}"}})");
  CHECK(strings.text("a.b", {{"q", "{place}"}, {"place", "Peru"}}) == "{place} in Peru, {unknown}");
}

TEST_CASE("a text is cut where a template puts markup, whatever its other placeholders hold") {
  const entrepot::Strings strings = strings_of(R"({"a": {"b": "{x}: “{title}”, {y}"}})");
  CHECK(strings.text_around("a.b", "title", {{"x", "{title}"}, {"y", "2022"}}) ==
        std::pair<std::string, std::string>{"{title}: “", "”, 2022"});
  CHECK_THROWS_WITH_AS((void)strings.text_around("a.b", "z"), "the text 'a.b' has no {z}",
                       std::logic_error);
}

TEST_CASE("a text falls into pieces where a template puts markup, in the language's own order") {
  using Pieces = std::vector<entrepot::TextPiece>;
  const entrepot::Strings strings = strings_of(R"({"a": {"b": "{x}: {address} “{title}”"}})");
  CHECK(strings.text_pieces("a.b", {"title", "address", "none"}, {{"x", "{title}"}}) ==
        Pieces{{.text = "{title}: "},
               {.placeholder = "address"},
               {.text = " “"},
               {.placeholder = "title"},
               {.text = "”"}});
  CHECK(strings.text_pieces("a.b", {}) == Pieces{{.text = "{x}: {address} “{title}”"}});
}

TEST_CASE("a count chooses its plural form and is written as the language writes numbers") {
  const entrepot::Strings strings = strings_of(
      R"({"a": {"n": {"one": "{n} document about {x}", "other": "{n} documents about {x}"}}})");
  const entrepot::Locale english("en");
  CHECK(strings.count("a.n", 1, english, {{"x", "AEO"}}) == "1 document about AEO");
  CHECK(strings.count("a.n", 0, english, {{"x", "AEO"}}) == "0 documents about AEO");
  CHECK(strings.count("a.n", 12345, english, {{"x", "AEO"}}) == "12,345 documents about AEO");
}

TEST_CASE("a form that the file lacks falls back to other") {
  const entrepot::Strings strings = strings_of(R"({"a": {"n": {"other": "{n} x"}}})");
  CHECK(strings.count("a.n", 1, entrepot::Locale("en")) == "1 x");
}

TEST_CASE("a text that is not there is the program's mistake") {
  const entrepot::Strings strings = strings_of(R"({"a": {"b": "B", "n": {"other": "{n} x"}}})");
  CHECK_THROWS_WITH_AS((void)strings.text("a.c"), "there is no text 'a.c'", std::logic_error);
  CHECK_THROWS_WITH_AS((void)strings.text("a.n"), "there is no text 'a.n'", std::logic_error);
  CHECK_THROWS_WITH_AS((void)strings.count("a.b", 1, entrepot::Locale("en")),
                       "there are no plural forms 'a.b'", std::logic_error);
  CHECK(strings.text_or("a.c", "else") == "else");
  CHECK(strings.text_or("a.b", "else") == "B");
}

TEST_CASE("a strings file that is not groups of texts is refused with the place of the fault") {
  CHECK(refusal("[1]") == "this is not a JSON object");
  CHECK(refusal("{") == "this is not a JSON object");
  CHECK(refusal(R"({"a": "b"})") == "'a' is not a group of texts");
  CHECK(refusal(R"({"a": {"b": 1}})") == "'a.b' is neither a text nor plural forms with 'other'");
  CHECK(refusal(R"({"a": {"b": {"one": "x"}}})") ==
        "'a.b' is neither a text nor plural forms with 'other'");
  CHECK(refusal(R"({"a": {"b": {"other": 1}}})") ==
        "'a.b' is neither a text nor plural forms with 'other'");
}

TEST_CASE("what a translation lacks is named: texts, plural forms of its language, placeholders") {
  const entrepot::Strings english = strings_of(
      R"({"a": {"b": "B {x}", "c": "C", "n": {"one": "{n} file", "other": "{n} files"}}})");
  const entrepot::Strings whole =
      strings_of(R"({"a": {"b": "{x}: B", "c": "C", "n": {"one": "{n} x", "other": "{n} x"}}})");
  const entrepot::Strings poor =
      strings_of(R"({"a": {"b": "B", "n": {"one": "{n} x", "other": "{n} x"}}})");
  using Names = std::vector<std::string>;
  CHECK(missing_texts(whole, english, entrepot::Locale("fr")) == Names{});
  CHECK(missing_texts(poor, english, entrepot::Locale("fr")) == Names{"a.b {x}", "a.c"});
  CHECK(missing_texts(whole, english, entrepot::Locale("ar")) ==
        Names{"a.n (zero)", "a.n (two)", "a.n (few)", "a.n (many)"});
}

TEST_CASE("what a translation lacks is taken from another, and nothing else is") {
  entrepot::Strings french = strings_of(R"({"a": {"b": "oui"}})");
  french.add_missing(strings_of(R"({"a": {"b": "yes", "c": "no"}, "d": {"e": "e"}})"));
  CHECK(french.text("a.b") == "oui");
  CHECK(french.text("a.c") == "no");
  CHECK(french.text("d.e") == "e");
}

TEST_CASE("items of a list stand apart as the language has it") {
  const entrepot::Strings arabic = strings_of(R"({"site": {"between": "، "}})");
  CHECK(arabic.list({"ا", "ب", "ج"}) == "ا، ب، ج");
  CHECK(arabic.list({"ا"}) == "ا");
  CHECK(arabic.list({}).empty());
}
