#include "model/document.h"

#include <doctest/doctest.h>

namespace entrepot {

TEST_CASE("a document's source kind is that of its strongest source, wherever it stands") {
  CHECK(source_kind({}).empty());
  CHECK(source_kind({.sources = {{.title = "no kind"}}}).empty());
  CHECK(source_kind({.sources = {{.kind = "rewritten"}}}) == "rewritten");
  CHECK(source_kind({.sources = {{.kind = "rewritten"}, {.kind = "press"}}}) == "press");
  CHECK(source_kind({.sources = {{.kind = "press"}, {.kind = "rewritten"}, {.kind = "primary"}}}) ==
        "primary");
}

TEST_CASE("a document is published unless it says otherwise") {
  CHECK(Document{}.status == "published");
}

}  // namespace entrepot
