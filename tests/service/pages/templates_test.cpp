#include "service/pages/templates.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/error.h"
#include "tests/temp_folder.h"

using namespace entrepot;
using nlohmann::json;

namespace {

std::string render(const std::string& text, const json& view,
                   MissingName missing = MissingName::Fails) {
  const TempFolder folder;
  folder.write("page.html", text);
  folder.write("part.html", "[{{title}}]");
  return Templates(folder.path(), missing).render("page", view);
}

}  // namespace

TEST_CASE("what is printed is escaped, and only names that promise HTML are printed as they are") {
  CHECK(render("<p title=\"{{t}}\">{{{t_html}}}",
               {{"t", "<a href='x'>\"&"}, {"t_html", "<b>x</b>"}}) ==
        "<p title=\"&lt;a href=&apos;x&apos;&gt;&quot;&amp;\"><b>x</b>");
}

TEST_CASE("raw output under any other name is refused when the site is read") {
  CHECK_THROWS_AS(render("{{{title}}}", {{"title", "x"}}), Error);
  CHECK_THROWS_AS(render("{{&title_html}}", {{"title_html", "x"}}), Error);
}

TEST_CASE("a name that the view does not have fails, or prints nothing where that is asked for") {
  CHECK_THROWS_AS(render("{{tilte}}", {{"title", "x"}}), std::logic_error);
  CHECK_THROWS_AS(render("{{#a}}{{b.d}}{{/a}}", {{"a", true}, {"b", {{"c", 1}}}}),
                  std::logic_error);
  CHECK(render("<{{tilte}}>", {{"title", "x"}}, MissingName::Empty) == "<>");
}

TEST_CASE("empty text, empty lists, empty objects, null and false count as nothing") {
  for (const json& nothing : {json(""), json::array(), json::object(), json(), json(false)})
    CHECK(render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", {{"a", nothing}}) == "no");
  CHECK(render("{{#a}}yes{{/a}}{{a}}", {{"a", 0}}) == "yes0");
  CHECK(render("{{a.b}}", {{"a", nullptr}}) == "");
}

TEST_CASE("names are looked up from the inside out, through dots and into other templates") {
  CHECK(render("{{#list}}{{> part}}{{x.y}} {{/list}}",
               {{"title", "outer"},
                {"x", {{"y", "z"}}},
                {"list", {{{"title", "inner"}}, json{{"n", 1}}}}}) == "[inner]z [outer]z ");
}

TEST_CASE("what views have in common is found behind what they have themselves") {
  const TempFolder folder;
  folder.write("page.html", "{{a}} {{b}} {{t.c}}{{#list}} {{> part}}{{/list}}");
  folder.write("part.html", "{{a}}{{b}}");
  const Templates templates(folder.path(), MissingName::Fails);
  const CommonView common(json{{"a", "outer"}, {"b", "common"}, {"t", {{"c", "text"}}}});
  CHECK(templates.render("page", {{"a", "own"}, {"list", {json{{"b", "item"}}}}}, &common) ==
        "own common text ownitem");
  CHECK_THROWS_AS((void)templates.render("page", {{"a", "own"}}), std::logic_error);
}
