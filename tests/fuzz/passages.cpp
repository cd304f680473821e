// Markdown becomes sections and passages whose anchors are all different.
#include <set>
#include <string>

#include "indexer/body/markdown.h"
#include "indexer/source/source_text.h"
#include "model/text/unicode.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  const std::string body = normalised_lines(fuzz::whole_text_of(bytes, size));
  Diagnostics problems;
  const MarkdownText text = parse_markdown(body, {.file = "a.md"}, fuzz::vocabulary(), problems);
  std::set<std::string> anchors;
  for (const Passage& one : text.passages) {
    fuzz::require(anchors.insert(one.anchor).second, "an anchor names one passage");
    fuzz::require(!one.text.empty(), "a passage has text");
    fuzz::require(!find_invalid_utf8(one.text), "its text is text");
  }
  for (const Section& one : text.sections)
    fuzz::require(one.html.find("<script") == std::string::npos, "HTML has no script");
  return 0;
}
