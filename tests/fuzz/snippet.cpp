// The first line is a question, the rest a text: its extract is text, and the marks lie in it.
#include "service/search/snippet.h"

#include <algorithm>

#include "model/text/unicode.h"
#include "service/search/occurrences.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  static const Analyser kAnalyser(fuzz::vocabulary());
  const std::string whole = fuzz::whole_text_of(bytes, size);
  const std::string_view all = whole;
  const std::string_view asked = cut_utf8(all.substr(0, all.find('\n')), 200);
  const std::string_view text = all.substr(std::min(all.size(), asked.size()));
  const SoughtWords words = sought_words(parse_query_text(asked, kAnalyser, {"en", "ar"}), true);
  const Snippet snippet = make_snippet(text, find_occurrences(text, "en", words, kAnalyser));
  fuzz::require(!find_invalid_utf8(snippet.text), "an extract is text");
  const std::size_t points = count_code_points(snippet.text);
  std::size_t end = 0;
  for (const auto& mark : snippet.marks) {
    fuzz::require(mark.start >= end && mark.length > 0, "marks come in order and do not overlap");
    end = mark.start + mark.length;
    fuzz::require(end <= points, "marks lie in the extract");
  }
  return 0;
}
