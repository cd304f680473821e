#include "service/words/query_dates.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "model/index_schema.h"

using namespace entrepot;

namespace {

/// The months in a question with what was written: "November 2022=2022-11".
std::vector<std::string> months_in(std::string_view text) {
  std::vector<std::string> out;
  for (const QueryConcept& one : read_dates(text)) {
    REQUIRE(one.meanings.size() == 1);
    CHECK(one.meanings.front().list == kDatesList);
    out.push_back(std::string(text.substr(one.begin, one.end - one.begin)) + "=" +
                  one.meanings.front().id);
  }
  return out;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("the month of a year is read in every language of the interface") {
  CHECK(months_in("workshops in November 2022") == Found{"November 2022=2022-11"});
  CHECK(months_in("talleres de noviembre de 2022") == Found{"noviembre de 2022=2022-11"});
  CHECK(months_in("ateliers en Août 2021 à Lomé") == Found{"Août 2021=2021-08"});
  CHECK(months_in("março 2019") == Found{"março 2019=2019-03"});
  CHECK(months_in("семинар в ноябре 2022 года") == Found{"ноябре 2022 года=2022-11"});
  CHECK(months_in("семинары мая 2023") == Found{"мая 2023=2023-05"});
  CHECK(months_in("ورش العمل في نوفمبر 2022") == Found{"نوفمبر 2022=2022-11"});
  CHECK(months_in("2022年11月的研讨会") == Found{"2022年11月=2022-11"});
}

TEST_CASE("several months are read, and what is of their year is told to follow") {
  const auto dates = read_dates("from March 2021 to May 2022");
  REQUIRE(dates.size() == 2);
  CHECK(dates[0].about == std::vector<ConceptRef>{{std::string(kDatesList), "2021"}});
  CHECK(dates[1].meanings.front().id == "2022-05");
}

TEST_CASE("a month without a year, a year without a month and other numbers are none") {
  for (const char* const text :
       {"may customs refuse", "in 2022", "march 12", "2022年13月", "2022", "HS 2022 amendments",
        "may 20223", "", "November in Peru 2022", "which programmes may end in 2022",
        "what in 2022 may change", "November AEO 2022"})
    CHECK_MESSAGE(months_in(text).empty(), text);
}

TEST_CASE("the name of a month tells languages") {
  const auto languages = [](std::string_view word) {
    return languages_of_month(tokenize(word).front());
  };
  CHECK(languages("noviembre") == std::vector<std::string>{"es"});
  CHECK(languages("novembre") == std::vector<std::string>{"fr"});
  CHECK(languages("abril") == std::vector<std::string>{"es", "pt"});
  CHECK(languages("customs").empty());
}
