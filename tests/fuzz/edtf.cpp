// A date is what it says it is, or is refused with what to write.
#include "model/date.h"

#include <string>

#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  std::string problem;
  const std::optional<DateInterval> date = parse_edtf(fuzz::text_of(bytes, size), problem);
  fuzz::require(date.has_value() == problem.empty(), "either a date or what is wrong with it");
  if (!date) return 0;
  fuzz::require(parse_edtf(to_edtf(*date), problem) == date, "a date is written as it is read");
  fuzz::require(first_day(*date) <= last_day(*date), "it does not end before it begins");
  fuzz::require(!years(*date).empty() && years(*date).size() <= 100, "it touches 1 to 100 years");
  return 0;
}
