#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/query/questions.h"
#include "bench/query/ways.h"

namespace {

using namespace entrepot::bench;

constexpr std::string_view kHelp =
    R"(What a search costs beside Xapian alone, on the same index with the same questions.

  entrepot-query-bench DATA

  --questions N   drawn from the texts of the index (default: 200)
  --rounds N      times that each is asked in each way (default: 5)
  --passages      search passages instead of documents
  --only WAY      ask in this way alone: for a profiler
  --words N       only questions of so many words
  --list          print the questions with their times, too

A question is words of one passage: 60 % have one or two, 30 % three to five, 10 % six to twelve. All
ways are taken in turn for each question, so that what else the machine does falls on all alike.
Times are processor time of the one thread that asks, in milliseconds: of each question the median
of its rounds, of these the median (p50) and the 99th of a hundred (p99). A ratio is that of the
sums over all questions, beside the median of each question's own. Xapian alone is asked the very
query that the library ranks by, but for what it adds to it from the passages.

Also told: how long opening took and the memory it left, beside the mapped files.
)";

struct Options {
  std::filesystem::path data{};
  std::size_t questions = 200, rounds = 5, words = 0;
  bool passages = false, list = false;
  std::string only{};
};

bool read_number(std::string_view text, std::size_t& into) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), into);
  return failure == std::errc{} && end == text.data() + text.size() && into > 0;
}

bool read_options(const std::vector<std::string_view>& arguments, Options& options) {
  const std::map<std::string_view, std::size_t*> numbers{{"--questions", &options.questions},
                                                         {"--rounds", &options.rounds},
                                                         {"--words", &options.words}};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view one = arguments[i];
    if (const auto number = numbers.find(one); number != numbers.end()) {
      if (++i == arguments.size() || !read_number(arguments[i], *number->second)) return false;
    } else if (one == "--passages") {
      options.passages = true;
    } else if (one == "--list") {
      options.list = true;
    } else if (one == "--only") {
      if (++i == arguments.size()) return false;
      options.only = arguments[i];
    } else if (one.starts_with("-") || !options.data.empty()) {
      return false;
    } else {
      options.data = one;
    }
  }
  return !options.data.empty();
}

double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// The value below which `share` of them are. @pre not empty.
double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1,
                         static_cast<std::size_t>(share * double(values.size())))];
}

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

using Times = std::map<std::string, std::vector<double>>;  ///< By way, of each question.

Times measure(const std::vector<Way>& ways, std::size_t questions, std::size_t rounds) {
  Times times;
  for (std::size_t question = 0; question < questions; ++question) {
    std::map<std::string, std::vector<double>> taken;
    for (std::size_t round = 0; round < rounds; ++round)
      for (const Way& way : ways) {
        const double start = processor_ms();
        way.answer(question);
        taken[way.name].push_back(processor_ms() - start);
      }
    for (const Way& way : ways) times[way.name].push_back(quantile(taken[way.name], 0.5));
  }
  return times;
}

/// How much longer one way takes than another.
void print_ratio(const Times& times, const std::string& one, const std::string& other) {
  if (!times.contains(one) || !times.contains(other)) return;
  const std::vector<double>&upper = times.at(one), &lower = times.at(other);
  std::vector<double> each;
  for (std::size_t i = 0; i < upper.size(); ++i) each.push_back(upper[i] / lower[i]);
  fmt::print("{:>8} / {:<8} {:6.2f}   by question {:6.2f}\n", one, other, sum(upper) / sum(lower),
             quantile(each, 0.5));
}

void print_times(const std::vector<Way>& ways, const Times& times) {
  fmt::print("{:<8} {:>8} {:>8} {:>8}\n", "", "p50", "p99", "mean");
  for (const Way& way : ways) {
    const std::vector<double>& of = times.at(way.name);
    fmt::print("{:<8} {:8.3f} {:8.3f} {:8.3f}   {}\n", way.name, quantile(of, 0.5),
               quantile(of, 0.99), sum(of) / double(of.size()), way.meaning);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  Options options;
  const bool asks = std::find(arguments.begin(), arguments.end(), "--help") != arguments.end();
  if (asks || !read_options(arguments, options)) {
    fmt::print(asks ? stdout : stderr, "{}", kHelp);
    return asks ? 0 : 2;
  }
  try {
    const std::filesystem::path generation = std::filesystem::canonical(options.data / "current");
    std::vector<Question> questions = draw_questions(generation, options.questions, 1);
    if (options.words > 0)
      std::erase_if(questions, [&](const Question& one) { return one.words != options.words; });
    const Subjects subjects(generation, questions, options.passages);
    fmt::print(
        "{} documents, {} passages; opened in {:.3f} s with {:.1f} MiB, {:.1f} MiB + 40 "
        "bytes a document + 6 a passage\n",
        subjects.documents, subjects.passages, subjects.open_seconds,
        double(subjects.opened_kib) / 1024,
        double(subjects.opened_kib) / 1024 -
            double(40 * subjects.documents + 6 * subjects.passages) / 1048576);
    std::vector<Way> ways = subjects.ways();
    if (!options.only.empty())
      std::erase_if(ways, [&](const Way& way) { return way.name != options.only; });
    const Times times = measure(ways, questions.size(), options.rounds);
    print_times(ways, times);
    print_ratio(times, "facets", "counted");
    print_ratio(times, "facets", "top10");
    print_ratio(times, "facets", "page");
    print_ratio(times, "page", "bare");
    if (options.list)
      for (std::size_t i = 0; i < questions.size(); ++i) {
        for (const Way& way : ways) fmt::print("{:8.3f} ", times.at(way.name)[i]);
        fmt::print(" {}\n", questions[i].text);
      }
  } catch (const std::exception& failure) {
    fmt::print(stderr, "query-bench: {}\n", failure.what());
    return 3;
  }
  return 0;
}
