#include "service/wording/locale.h"

#include <doctest/doctest.h>

#include <string>

using namespace entrepot;

namespace {

/// ICU puts thin and narrow spaces between the parts; for comparing they are spaces.
std::string date(const std::string& language, const std::string& edtf) {
  std::string problem;
  std::string text = Locale(language).date(*parse_edtf(edtf, problem));
  for (const std::string space : {"\u2009", "\u202F", "\u00A0"})
    for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space))
      text.replace(at, space.size(), " ");
  return text;
}

}  // namespace

TEST_CASE("dates read as people of the language write them, no more exact than they are known") {
  CHECK(date("en", "2012") == "2012");
  CHECK(date("en", "2022-12") == "December 2022");
  CHECK(date("en", "2012-04-18") == "18 April 2012");
  CHECK(date("fr", "2012-04-18") == "18 avril 2012");
  CHECK(date("es", "2022-12") == "diciembre de 2022");
}

TEST_CASE("an interval says once what both ends share") {
  CHECK(date("en", "2022-02-08/2022-02-09") == "8–9 February 2022");
  CHECK(date("en", "2012/2014") == "2012–2014");
  CHECK(date("en", "2021-11/2021-12-07") == "November – 7 December 2021");
  CHECK(date("en", "2021-11/2022") == "November 2021 – 2022");
}

TEST_CASE("the calendar is Gregorian and the digits are 0 to 9 in every language") {
  CHECK(date("th", "2023-11-16").find("2023") != std::string::npos);
  CHECK(date("fa", "2023-11-16").find("2023") != std::string::npos);
  CHECK(date("ar", "2023-11-16").find("2023") != std::string::npos);
}

TEST_CASE("counts have the plural category of the language") {
  CHECK(Locale("en").plural(1) == "one");
  CHECK(Locale("en").plural(0) == "other");
  CHECK(Locale("ar").plural(2) == "two");
  CHECK(Locale("ru").plural(3) == "few");
  CHECK(Locale("en").number(1234567) == "1,234,567");
}

TEST_CASE("the plural categories of a language are those its whole numbers have") {
  using Names = std::vector<std::string>;
  CHECK(Locale("en").plural_categories() == Names{"other", "one"});
  CHECK(Locale("es").plural_categories() == Names{"other", "one"});
  CHECK(Locale("ar").plural_categories() == Names{"zero", "one", "two", "few", "many", "other"});
}

TEST_CASE("names stand in the order of the language's dictionaries") {
  CHECK(Locale("fr").sorts_before("Égypte", "Espagne"));
  CHECK(Locale("es").sorts_before("Nueva Zelandia", "Ñuble"));
  CHECK_FALSE(Locale("en").sorts_before("Zambia", "Angola"));
  CHECK_FALSE(Locale("en").sorts_before("Peru", "Peru"));
  CHECK(Locale("ar").sorts_before("إثيوبيا", "بوليفيا"));
}
