#include "indexer/body/link_target.h"

#include <doctest/doctest.h>

#include <string>

namespace entrepot {
namespace {

using Kind = LinkTarget::Kind;

LinkTarget document(std::string id, std::string anchor) {
  return {.kind = Kind::Document, .document = std::move(id), .anchor = std::move(anchor)};
}

LinkTarget refused(std::string advice) { return {.advice = std::move(advice)}; }

const std::string kAllowed =
    "write an http:, https: or mailto: address, the file name of a document (other-id.md or "
    "other-id.md#anchor) or #anchor";

}  // namespace

TEST_CASE("web and mail addresses are allowed in any letter case") {
  for (const std::string url : {"http://a.example", "HTTPS://A.example/x?y=z#w",
                                "mailto:a@example.org", "https://пример.example/"}) {
    CAPTURE(url);
    CHECK(parse_link_target(url) == LinkTarget{.kind = Kind::Web});
  }
}

TEST_CASE("documents and own anchors are allowed, percent encoding undone") {
  CHECK(parse_link_target("pe-2022-trs.md") == document("pe-2022-trs", ""));
  CHECK(parse_link_target("pe-2022-trs.md#outcomes.2") == document("pe-2022-trs", "outcomes.2"));
  CHECK(parse_link_target("#caf%C3%A9~2") == document("", "café~2"));
  CHECK(parse_link_target("#100%") == document("", "100%"));
}

TEST_CASE("a refused link comes with what to write") {
  CHECK(parse_link_target("../case-studies/pe-2022-trs.md#a") ==
        refused("write 'pe-2022-trs.md#a', without its folder"));
  CHECK(parse_link_target("/pe-2022-trs.md") ==
        refused("write 'pe-2022-trs.md', without its folder"));
  CHECK(parse_link_target("//example.org/a") == refused("write 'https://example.org/a'"));
  CHECK(parse_link_target("WWW.example.org") == refused("write 'https://WWW.example.org'"));
  CHECK(parse_link_target("pe-2022-trs#a") == refused("write 'pe-2022-trs.md#a'"));
  CHECK(parse_link_target("#%FF") == refused("write the anchor in UTF-8"));
}

TEST_CASE("everything else is refused") {
  for (const std::string url : {"",
                                "#",
                                "javascript:alert(1)",
                                "JavaScript:alert(1)",
                                "vbscript:x",
                                "data:text/html,x",
                                "file:///etc/passwd",
                                "ftp://example.org/a.md",
                                "blob:x",
                                "feed:javascript:x",
                                "http:",
                                "https:///x",
                                "https://",
                                "http:x",
                                "mailto:",
                                "entrepot:x",
                                "a.md",
                                "Big-Name.md",
                                "x/y",
                                "?q=1",
                                "ab c",
                                "javascript:x/pe-2022-trs.md",
                                "tel:+1",
                                "http:/example.org",
                                " https://a"}) {
    CAPTURE(url);
    CHECK(parse_link_target(url) == refused(kAllowed));
  }
}

}  // namespace entrepot
