#include "service/view_html.h"

#include <doctest/doctest.h>

namespace {

std::string label(const std::string& anchor) { return "Link to “" + anchor + "”"; }

}  // namespace

TEST_CASE("links between documents lead to their pages, under the path of the language") {
  const std::string html =
      "<p>See <a href=\"entrepot:bo-2022-risk#outcomes\">there</a> and "
      "<a href=\"entrepot:pe-trs\">here</a>.</p>";
  CHECK(entrepot::place_section_html(html, "", label) ==
        "<p>See <a href=\"/documents/bo-2022-risk#outcomes\">there</a> and "
        "<a href=\"/documents/pe-trs\">here</a>.</p>");
  CHECK(entrepot::place_section_html("<a href=\"entrepot:pe-trs\">x</a>", "/fr", label) ==
        "<a href=\"/fr/documents/pe-trs\">x</a>");
}

TEST_CASE(
    "a list item that is a passage begins with a link to itself; other items stay as they are") {
  CHECK(entrepot::place_section_html("<ul>\n<li id=\"outcomes.1\">One</li>\n<li>Two</li>\n</ul>",
                                     "", label) ==
        "<ul>\n<li class=\"ep-item\" id=\"outcomes.1\"><a class=\"ep-permalink\" "
        "href=\"#outcomes.1\" aria-label=\"Link to “One”\"></a>One</li>\n<li>Two</li>\n"
        "</ul>");
}

TEST_CASE("a link of an item is named by the item's first words, as text, or by its anchor") {
  const auto name = [](const std::string& item) {
    std::string words;
    (void)entrepot::place_section_html("<li id=\"a.1\">" + item, "",
                                       [&](const std::string& own) { return words = own; });
    return words;
  };
  CHECK(name("<p><strong>Data</strong> &amp; trust</p>\n<p>More</p></li>") == "Data & trust More");
  CHECK(name("one two three four five six seven eight nine</li>") ==
        "one two three four five six seven eight…");
  CHECK(name("one two three four five six seven eight</li><li>nine</li>") ==
        "one two three four five six seven eight");
  CHECK(name("Outer\n<ul><li>inner</li></ul></li>") == "Outer");
  CHECK(name("&amp;lt;</li>") == "&lt;");
  CHECK(name("</li>") == "a.1");
  CHECK(name("<p") == "a.1");
}

TEST_CASE("a link inside an item that is a passage is resolved too") {
  CHECK(entrepot::place_section_html("<li id=\"a.1\"><a href=\"entrepot:b\">B</a></li>", "",
                                     [](const std::string&) { return std::string("\"<"); }) ==
        "<li class=\"ep-item\" id=\"a.1\"><a class=\"ep-permalink\" href=\"#a.1\" "
        "aria-label=\"&quot;&lt;\"></a><a "
        "href=\"/documents/b\">B</a></li>");
}

TEST_CASE("text that only looks like such markup is left alone, and so is an unfinished tag") {
  CHECK(entrepot::place_section_html("<p>href=&quot;entrepot:x&quot;</p>", "", label) ==
        "<p>href=&quot;entrepot:x&quot;</p>");
  CHECK(entrepot::place_section_html("", "", label).empty());
}
