#include "model/same_event.h"

#include <doctest/doctest.h>

#include <string>

using namespace entrepot;

namespace {

Document dated(const std::string& date) {
  Document out{.tags = {.countries = {"BO", "PE"}, .themes = {"aeo", "transit"}}};
  std::string problem;
  out.date = parse_edtf(date, problem);
  return out;
}

}  // namespace

TEST_CASE(
    "documents tell of one event if dates overlap and main country and a theme are the same") {
  CHECK(is_same_event(dated("2022-12"), dated("2022-12-05/2022-12-09")));
  CHECK(is_same_event(dated("2022"), dated("2021/2022")));
  CHECK_FALSE(is_same_event(dated("2022-11"), dated("2022-12-05")));
  Document other = dated("2022-12");
  other.tags.countries = {"PE", "BO"};
  CHECK_FALSE(is_same_event(dated("2022-12"), other));
  other = dated("2022-12");
  other.tags.themes = {"transit"};
  CHECK(is_same_event(dated("2022-12"), other));
  other.tags.themes = {"e-commerce"};
  CHECK_FALSE(is_same_event(dated("2022-12"), other));
}

TEST_CASE("nothing is guessed of documents without a date or a country") {
  Document undated = dated("2022");
  undated.date.reset();
  CHECK_FALSE(is_same_event(undated, undated));
  Document everywhere = dated("2022");
  everywhere.tags.countries.clear();
  CHECK_FALSE(is_same_event(everywhere, everywhere));
}
