#include "model/date.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <random>
#include <utility>

#include "model/date_repair.h"

namespace entrepot {
namespace {

DateInterval parsed(std::string_view text) {
  std::string problem;
  const std::optional<DateInterval> interval = parse_edtf(text, problem);
  REQUIRE_MESSAGE(interval.has_value(), text, ": ", problem);
  CHECK(problem.empty());
  return *interval;
}

std::string problem_of(std::string_view text) {
  std::string problem;
  CHECK_MESSAGE(!parse_edtf(text, problem).has_value(), text);
  return problem;
}

constexpr std::string_view kForms = "write 2012, 2022-02, 2022-02-08, or two of them joined by '/'";

}  // namespace

TEST_CASE("a year, a month and a day are read as far as they are known") {
  CHECK(parsed("2012") == DateInterval{{2012, 0, 0}, {2012, 0, 0}});
  CHECK(parsed("2022-02") == DateInterval{{2022, 2, 0}, {2022, 2, 0}});
  CHECK(parsed("2022-02-08") == DateInterval{{2022, 2, 8}, {2022, 2, 8}});
  CHECK(parsed("1000") == DateInterval{{1000, 0, 0}, {1000, 0, 0}});
  CHECK(parsed("2999-12-31") == DateInterval{{2999, 12, 31}, {2999, 12, 31}});
}

TEST_CASE("the two dates of an interval may be known differently well") {
  CHECK(parsed("2022-02-08/2022-02-09") == DateInterval{{2022, 2, 8}, {2022, 2, 9}});
  CHECK(parsed("2012/2014-03") == DateInterval{{2012, 0, 0}, {2014, 3, 0}});
  CHECK(parsed("2022-06/2022") == DateInterval{{2022, 6, 0}, {2022, 0, 0}});
  CHECK(parsed("2022-06-15/2022-06") == DateInterval{{2022, 6, 15}, {2022, 6, 0}});
}

TEST_CASE("the first and the last day are the widest a date can mean") {
  const auto days = [](std::string_view text) {
    const DateInterval interval = parsed(text);
    return std::pair(first_day(interval), last_day(interval));
  };
  CHECK(days("2012") == std::pair<std::string, std::string>("20120101", "20121231"));
  CHECK(days("2022-02") == std::pair<std::string, std::string>("20220201", "20220228"));
  CHECK(days("2024-02") == std::pair<std::string, std::string>("20240201", "20240229"));
  CHECK(days("1900-02") == std::pair<std::string, std::string>("19000201", "19000228"));
  CHECK(days("2022-06/2022") == std::pair<std::string, std::string>("20220601", "20221231"));
}

TEST_CASE("every year an activity touches is listed, at most a hundred") {
  CHECK(years(parsed("2012")) == std::vector<int>{2012});
  CHECK(years(parsed("2019-12-30/2021-01-02")) == std::vector<int>{2019, 2020, 2021});
  CHECK(years(parsed("1900/1999")).size() == 100);
}

TEST_CASE("a date that is clear but written otherwise is answered with the form to write") {
  for (const auto& [wrong, right] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"2022-2-8", "2022-02-08"},
           {"2022/02/08", "2022-02-08"},
           {"2022.02.08", "2022-02-08"},
           {"08.02.2022", "2022-02-08"},
           {"8.2.2022", "2022-02-08"},
           {"25/12/2022", "2022-12-25"},
           {"12/25/2022", "2022-12-25"},
           {"20220208", "2022-02-08"},
           {"202202", "2022-02"},
           {"2022-2", "2022-02"},
           {"02/2022", "2022-02"},
           {"2022/2", "2022-02"},
           {" 2022", "2022"},
           {"2022-02-08T10:00", "2022-02-08"},
           {"2022-02-08T10:00:00Z", "2022-02-08"},
           {"2022-02-08 10:00", "2022-02-08"},
           {"2012-2014", "2012/2014"},
           {"2012 - 2014", "2012/2014"},
           {"2012–2014", "2012/2014"},
           {"2022-02-08 to 2022-02-09", "2022-02-08/2022-02-09"},
           {"2022-02-08 / 2022-02-09", "2022-02-08/2022-02-09"},
           {"2022-02-08--2022-02-09", "2022-02-08/2022-02-09"},
           {"2022-02-08/09", "2022-02-08/2022-02-09"},
           {"2022-2-8/2022-2-9", "2022-02-08/2022-02-09"},
           {"08.02.2022 - 09.02.2022", "2022-02-08/2022-02-09"},
       }) {
    CAPTURE(wrong);
    CHECK(problem_of(wrong) == fmt::format("'{}' is not a date; write {}", wrong, right));
  }
}

TEST_CASE("where only its author knows what a date means nothing is guessed") {
  for (const std::string_view text :
       {"02/03/04", "yesterday", "2022-1Z", "22-02-08", "2022-02-08/", "/2022", "2012/2013/2014",
        "-2022", "+2022", "2022-0a", "２０２２", "12022", "2022-02-08/2022-02-09/2022-02-10",
        "2022-002", "1,2022"}) {
    CAPTURE(text);
    CHECK(repair_edtf(text).empty());
    CHECK(problem_of(text) == fmt::format("'{}' is not a date; {}", text, kForms));
  }
}

TEST_CASE("a date that begins with day and month in either order is told in both readings") {
  CHECK(two_readings("08/02/2022") == "2022-02-08 or 2022-08-02");
  CHECK(two_readings("8-2-2022") == "2022-02-08 or 2022-08-02");
  CHECK(two_readings("2022/02/08").empty());
  CHECK(repair_edtf("08/02/2022").empty());
  CHECK(repair_edtf("02/02/2022") == "2022-02-02");
  CHECK(problem_of("08/02/2022") ==
        "'08/02/2022' is not a date; write the year first: 2022-02-08 or 2022-08-02, whichever is "
        "meant");
}

TEST_CASE("a month may be a word, in the languages that most records are in") {
  CHECK(repair_edtf("8 February 2022") == "2022-02-08");
  CHECK(repair_edtf("Feb. 8, 2022") == "2022-02-08");
  CHECK(repair_edtf("août 2022") == "2022-08");
  CHECK(repair_edtf("8 de febrero de 2022") == "2022-02-08");
  CHECK(repair_edtf("8 February 2022 - 9 February 2022") == "2022-02-08/2022-02-09");
  CHECK(repair_edtf("Marrakesh 2022").empty());
  CHECK(repair_edtf("spring 2022").empty());
}

TEST_CASE("an unknown or doubtful date is sent to date_text") {
  for (const std::string_view text :
       {"????", "2022-??", "2022?", "2022~", "202X", "20XX", "2022/.."}) {
    CAPTURE(text);
    CHECK(
        problem_of(text) ==
        fmt::format("'{}' leaves a date open; write what is known of it, or leave the key out and "
                    "keep the wording in date_text",
                    text));
  }
}

TEST_CASE("an empty date is told to be left out") {
  CHECK(problem_of("") == "the date is empty; leave the key out where no date is known");
  CHECK(problem_of(" \t ") == "the date is empty; leave the key out where no date is known");
}

TEST_CASE("a date that is not on the calendar is told what is") {
  CHECK(problem_of("2022-13") == "there is no month 13; write a month from 01 to 12");
  CHECK(problem_of("2022-00-10") == "there is no month 00; write a month from 01 to 12");
  CHECK(problem_of("2023-02-29") == "there is no day 29 in 2023-02; write a day from 01 to 28");
  CHECK(problem_of("1900-02-29") == "there is no day 29 in 1900-02; write a day from 01 to 28");
  CHECK(problem_of("2022-04-31") == "there is no day 31 in 2022-04; write a day from 01 to 30");
  CHECK(problem_of("2022-04-00") == "there is no day 00 in 2022-04; write a day from 01 to 30");
  CHECK(problem_of("0999") == "there is no year 0999 here; write a year from 1000 to 2999");
  CHECK(problem_of("3000-01-01") == "there is no year 3000 here; write a year from 1000 to 2999");
  CHECK(problem_of("2022-02-08/2022-02-30") ==
        "there is no day 30 in 2022-02; write a day from 01 to 28");
  // Written otherwise and wrong: what is wrong matters more.
  CHECK(problem_of("30.02.2022") == "there is no day 30 in 2022-02; write a day from 01 to 28");
}

TEST_CASE("an activity cannot end before it starts nor touch more than a hundred years") {
  CHECK(problem_of("2022-02-09/2022-02-08") ==
        "'2022-02-09/2022-02-08' ends before it starts; write the earlier date first");
  CHECK(problem_of("2022-06/2022-05") ==
        "'2022-06/2022-05' ends before it starts; write the earlier date first");
  CHECK(problem_of("2022/2021-12-31") ==
        "'2022/2021-12-31' ends before it starts; write the earlier date first");
  CHECK(problem_of("1900/2000") ==
        "'1900/2000' touches more than 100 years; write when the activity took place");
}

TEST_CASE("a message quotes the beginning of a long text, cut between two characters") {
  const std::string message = problem_of(std::string(59, 'x') + "é" + std::string(1000, 'y'));
  CHECK(message == fmt::format("'{}…' is not a date; {}", std::string(59, 'x'), kForms));
}

TEST_CASE("every date and interval written by to_edtf is read back as itself") {
  std::mt19937 random(1);
  const auto between = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  const auto any_date = [&](int least_year) {
    using namespace std::chrono;
    Date date{.year = between(least_year, std::min(2999, least_year + 98))};
    if (between(0, 2) > 0) date.month = static_cast<unsigned>(between(1, 12));
    if (date.month > 0 && between(0, 1) > 0) {
      const year_month_day_last last{year(date.year) / month(date.month) / std::chrono::last};
      date.day = static_cast<unsigned>(between(1, static_cast<int>(unsigned(last.day()))));
    }
    return date;
  };
  int intervals = 0;
  for (int i = 0; i < 20'000; ++i) {
    const int century = between(1000, 2900);
    const Date start = any_date(century);
    const DateInterval interval{start, between(0, 1) == 0 ? start : any_date(century)};
    if (last_day(interval) < first_day(interval)) continue;
    intervals += interval.start == interval.end ? 0 : 1;
    const std::string text = to_edtf(interval);
    CAPTURE(text);
    CHECK(parsed(text) == interval);
    CHECK(first_day(interval).size() == 8);
    CHECK(years(interval).front() == interval.start.year);
    CHECK(years(interval).back() == interval.end.year);
  }
  CHECK(intervals > 1000);
}

TEST_CASE("any text whatever is read or refused with a reason and what to write") {
  std::mt19937 random(2);
  constexpr std::string_view kBytes = "0123456789012-/-/. T:?X~aé\t\n";
  std::uniform_int_distribution<std::size_t> byte(0, kBytes.size() - 1), size(0, 24);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(size(random), ' ');
    for (char& c : text) c = kBytes[byte(random)];
    std::string problem;
    CAPTURE(text);
    if (const auto interval = parse_edtf(text, problem)) {
      CHECK(first_day(*interval) <= last_day(*interval));
    } else {
      CHECK(problem.find("; ") != std::string::npos);
    }
  }
}

TEST_CASE("the months of an interval are told where they are known and few") {
  const auto months_of = [](std::string_view text, unsigned most = 36) {
    std::string problem;
    return months(*parse_edtf(text, problem), most);
  };
  using Months = std::vector<std::string>;
  CHECK(months_of("2022-11-08") == Months{"2022-11"});
  CHECK(months_of("2021-12/2022-02-03") == Months{"2021-12", "2022-01", "2022-02"});
  CHECK(months_of("2022").empty());
  CHECK(months_of("2021/2022-02").empty());
  CHECK(months_of("2021-01/2021-03", 3).size() == 3);
  CHECK(months_of("2021-01/2021-04", 3).empty());
}

}  // namespace entrepot
