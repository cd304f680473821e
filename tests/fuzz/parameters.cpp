// Parameters of a search are read in bounded time, and a search is written as it is read.
#include "service/query/search_query.h"
#include "service/query/url_parameters.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  const ParsedQuery parsed = parse_search_query(parse_parameters(fuzz::text_of(bytes, size)));
  if (!parsed.problems.empty()) return 0;
  const ParsedQuery again = parse_search_query(parse_parameters(to_query_string(parsed.query)));
  fuzz::require(again.problems.empty(), "what is written can be read");
  fuzz::require(to_query_string(again.query) == to_query_string(parsed.query),
                "an address is written as it is read");
  return 0;
}
