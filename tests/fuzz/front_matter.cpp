// A front matter is read, or what is wrong with it is said at its place.
#include "indexer/front_matter/front_matter.h"

#include "indexer/source/source_text.h"
#include "model/text/unicode.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  const std::string text = normalised_lines(fuzz::whole_text_of(bytes, size));
  Diagnostics problems;
  const auto document = parse_document(text, "a.md", fuzz::vocabulary(), problems);
  bool has_errors = false;
  for (const Diagnostic& one : problems) {
    has_errors = has_errors || one.severity == Severity::Error;
    fuzz::require(one.where.line >= 1, "a problem has a line");
    fuzz::require(!find_invalid_utf8(one.message), "a message is text");
  }
  fuzz::require(document.has_value() != has_errors, "a document, or errors");
  return 0;
}
