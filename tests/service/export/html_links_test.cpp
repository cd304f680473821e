#include "service/export/html_links.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace entrepot;

namespace {

std::string same(const std::string& html) {
  return with_links(html, [](const PageLink& link) { return std::optional(link.address); });
}
std::string to_x(const std::string& html) {
  return with_links(html, [](const PageLink&) { return std::optional<std::string>("x"); });
}
std::string nowhere(const std::string& html) {
  return with_links(html, [](const PageLink&) { return std::optional<std::string>(); });
}

std::string addresses(const std::string& html) {
  std::string out;
  for (const PageLink& link : links_of(html))
    out += link.element + "." + link.attribute + "=" + link.address + "\n";
  return out;
}

}  // namespace

TEST_CASE("links stand in many attributes, and are told decoded") {
  CHECK(addresses(R"(<a class="x" href="/search?q=a&amp;country=BO#f">t</a>
<IMG SRC='/a&#38;&#x42;.png' srcset="/1.png 1x, /2.png 2x"><form action=/search method=get>
<link rel="canonical" href="/"><use xlink:href="/i.svg#a"/><video poster="/p.png"></video>
<button formaction="/go">b</button>)") ==
        "a.href=/search?q=a&country=BO#f\nimg.src=/a&B.png\nimg.srcset=/1.png\nimg.srcset=/2.png\n"
        "form.action=/search\nlink.href=/\nuse.xlink:href=/i.svg#a\nvideo.poster=/p.png\n"
        "button.formaction=/go\n");
}

TEST_CASE("what only looks like a link is none") {
  CHECK(
      addresses("<!-- <a href=\"/no\"> --><p title='<a href=\"/no\">' data-href=\"/no\">a < b</p>"
                "<script>\"<a href='/no'>\"</script ><style>a[href='/no']{}</style><!doctype html>"
                "</a href=\"/no\"><a name=href>x</a><a href>y</a><a href=\"\">z</a>")
          .empty());
}

TEST_CASE("all but the links is the same, byte by byte") {
  CHECK(to_x("<A\n  HREF = '/a' id=b>1 &lt; 2</A >\r\n<img src=/a>") ==
        "<A href=\"x\" id=b>1 &lt; 2</A >\r\n<img src=\"x\">");
  CHECK(to_x("<img srcset=\"/1.png 1x,/2.png 2x\">") == "<img srcset=\"x 1x, x 2x\">");
  CHECK(with_links("<a href=\"/\">", [](const PageLink&) {
          return std::optional<std::string>("a&b\"<c>'");
        }) == "<a href=\"a&amp;b&quot;&lt;c&gt;&#39;\">");
  for (const char* odd :
       {"<a href=\"/a\"", "<a href=\"/a", "<a href=", "<a href", "<a", "<", "<!--", "<script>",
        "<script src=/a", "<p <a href=\"/a\">", "&", "<a/href=/b/>", "<br/><br />", "<a href=/a/>x",
        "a<b>c</b >d", "<style></sty"})
    CHECK(same(odd) == odd);
}

TEST_CASE("pages of any bytes come through with the same links unchanged") {
  std::minstd_rand random(11);
  constexpr std::string_view kPieces[]{
      "<",       ">",        "a", " href", "=",    "\"",  "'",     "/x", "<a href=\"/y\">",
      "<script", "</script", ">", " ",     "<!--", "-->", "&amp;", "\n"};
  for (int i = 0; i < 20'000; ++i) {
    std::string html;
    for (auto length = random() % 12; length > 0; --length)
      html += kPieces[random() % std::size(kPieces)];
    CHECK_MESSAGE(same(html) == html, html);
  }
}

TEST_CASE("a link that leads nowhere leaves its words, and what acts on it is hidden") {
  CHECK(nowhere("<a class=\"b\" href=\"/x\" rel=\"nofollow\" hreflang=\"fr\">Words</a>") ==
        "<a class=\"b\">Words</a>");
  CHECK(nowhere("<a href=\"/x.csv\" download>Table</a>") == "<a hidden>Table</a>");
  CHECK(nowhere("<a href=\"/x.atom\" type=\"application/atom+xml\">Feed</a>") ==
        "<a hidden>Feed</a>");
  CHECK(nowhere("<form class=\"f\" action=\"/x\" method=\"get\">") ==
        "<form class=\"f\" hidden method=\"get\">");
  CHECK(nowhere("a\n<link rel=\"alternate\" href=\"/x.atom\">\nb") == "a\nb");
  CHECK(nowhere("<img src=\"/x\" alt=\"\">") == "<img alt=\"\">");
}

TEST_CASE("a browser runs no module from a disk, so modules become deferred scripts") {
  CHECK(same("<script type=\"module\" src=\"/a.js\"></script>") ==
        "<script defer src=\"/a.js\"></script>");
  CHECK(same("<script type=\"application/json\">{\"a\":\"<a href='/'>\"}</script>") ==
        "<script type=\"application/json\">{\"a\":\"<a href='/'>\"}</script>");
}
