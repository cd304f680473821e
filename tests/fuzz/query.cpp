// Every text is a query.
#include <algorithm>

#include "model/text/unicode.h"
#include "service/words/query_text.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  static const Analyser kAnalyser(fuzz::vocabulary());
  const std::string text = fuzz::whole_text_of(bytes, std::min<std::size_t>(size, 512));
  const QueryText query = parse_query_text(text, kAnalyser, {"en", "es", "fr", "ar", "ru", "zh"});
  for (const std::string& word : shown_words(query))
    fuzz::require(!find_invalid_utf8(word), "what is shown is text");
  return 0;
}
