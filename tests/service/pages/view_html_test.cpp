#include "service/pages/view_html.h"

#include <doctest/doctest.h>

#include <utility>

namespace {

const entrepot::SectionLabels kLabels{
    .permalink = [](const std::string& words) { return "Link to “" + words + "”"; },
    .table = [](const std::string& words) { return "Table: " + words; },
    .note = [](const std::string& number) { return "Note " + number; },
    .back = [](const std::string& number) { return "Back from note " + number; }};

entrepot::SectionLabels with_permalink(entrepot::SectionLabels::Label label) {
  entrepot::SectionLabels labels = kLabels;
  labels.permalink = std::move(label);
  return labels;
}

}  // namespace

TEST_CASE("links between documents lead to their pages, under the path of the language") {
  const std::string html =
      "<p>See <a href=\"entrepot:bo-2022-risk#outcomes\">there</a> and "
      "<a href=\"entrepot:pe-trs\">here</a>.</p>";
  CHECK(entrepot::place_section_html(html, "", kLabels) ==
        "<p>See <a href=\"/documents/bo-2022-risk#outcomes\">there</a> and "
        "<a href=\"/documents/pe-trs\">here</a>.</p>");
  CHECK(entrepot::place_section_html("<a href=\"entrepot:pe-trs\">x</a>", "/fr", kLabels) ==
        "<a href=\"/fr/documents/pe-trs\">x</a>");
}

TEST_CASE(
    "a list item that is a passage begins with a link to itself; other items stay as they are") {
  CHECK(entrepot::place_section_html("<ul>\n<li id=\"outcomes.1\">One</li>\n<li>Two</li>\n</ul>",
                                     "", kLabels) ==
        "<ul>\n<li class=\"ep-item\" id=\"outcomes.1\"><a class=\"ep-permalink\" "
        "href=\"#outcomes.1\" data-copy aria-label=\"Link to “One”\"></a>One</li>\n<li>Two</li>\n"
        "</ul>");
}

TEST_CASE("a link of an item is named by the item's first words, as text, or by its anchor") {
  const auto name = [](const std::string& item) {
    std::string words;
    (void)entrepot::place_section_html(
        "<li id=\"a.1\">" + item, "",
        with_permalink([&](const std::string& own) { return words = own; }));
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
  CHECK(entrepot::place_section_html(
            "<li id=\"a.1\"><a href=\"entrepot:b\">B</a></li>", "",
            with_permalink([](const std::string&) { return std::string("\"<"); })) ==
        "<li class=\"ep-item\" id=\"a.1\"><a class=\"ep-permalink\" href=\"#a.1\" "
        "data-copy aria-label=\"&quot;&lt;\"></a><a "
        "href=\"/documents/b\">B</a></li>");
}

TEST_CASE("a table is a region of its own, reached by keyboard and named by its head") {
  CHECK(entrepot::place_section_html(
            "<div class=\"ep-table\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">Step &amp; "
            "form</th><th scope=\"col\"><a href=\"entrepot:b\">Days</a><sup><a "
            "role=\"doc-noteref\" href=\"#note_1\" id=\"mark_1\">1</a></sup></th>\n</tr>\n"
            "</thead>\n<tbody>\n<tr>\n<td>a</td><td>b</td>\n</tr>\n</tbody>\n</table>\n</div>\n",
            "", kLabels)
            .starts_with("<div class=\"ep-table\" role=\"region\" tabindex=\"0\" "
                         "aria-label=\"Table: Step &amp; form Days\">\n<table>"));
}

TEST_CASE("marks of notes, and what leads back to them, are named by the note's number") {
  const std::string html = entrepot::place_section_html(
      "<p>A<sup><a role=\"doc-noteref\" href=\"#note_12\" id=\"mark_20\">12</a></sup></p>\n"
      "<div class=\"ep-notes\">\n<div class=\"ep-note\" id=\"note_12\" role=\"doc-footnote\">\n"
      "<span class=\"ep-note__number\">12</span>\n<p><a role=\"doc-backlink\" "
      "href=\"#mark_20\">↑</a></p>\n</div>\n</div>\n",
      "", kLabels);
  CHECK(html.find("<a role=\"doc-noteref\" aria-label=\"Note 12\" href=\"#note_12\" "
                  "id=\"mark_20\">12</a>") != std::string::npos);
  CHECK(html.find("<a role=\"doc-backlink\" aria-label=\"Back from note 12\" "
                  "href=\"#mark_20\">↑</a>") != std::string::npos);
  CHECK(entrepot::place_section_html("<li id=\"a.1\">One<sup><a role=\"doc-noteref\" "
                                     "href=\"#note_1\" id=\"mark_1\">1</a></sup> more\n<div "
                                     "class=\"ep-notes\">Note</div></li>",
                                     "", kLabels)
            .find("aria-label=\"Link to “One more”\"") != std::string::npos);
  CHECK(entrepot::place_section_html("<a role=\"doc-noteref\" ", "", kLabels) ==
        "<a role=\"doc-noteref\" aria-label=\"Note \" ");
}

TEST_CASE("text that only looks like such markup is left alone, and so is an unfinished tag") {
  CHECK(entrepot::place_section_html("<p>href=&quot;entrepot:x&quot;</p>", "", kLabels) ==
        "<p>href=&quot;entrepot:x&quot;</p>");
  CHECK(entrepot::place_section_html("", "", kLabels).empty());
}
