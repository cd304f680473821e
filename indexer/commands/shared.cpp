#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "indexer/commands.h"
#include "model/error.h"
#include "model/progress.h"

namespace entrepot {
/// https://no-color.org: set to anything but nothing.
bool wants_colours() {
  const char* const refused = std::getenv("NO_COLOR");
  return is_terminal(stderr) && (refused == nullptr || *refused == '\0');
}

void require_corpus(const CorpusOptions& options) {
  std::error_code unknown;
  if (!std::filesystem::is_directory(options.corpus, unknown))
    throw Error(fmt::format("there is no corpus folder '{}'", options.corpus),
                "name the folder that holds the documents and their vocabulary/");
}

Corpus read_with_progress(const CorpusOptions& options, ReadingOptions reading) {
  require_corpus(options);
  Progress progress("Reading", "documents", options.quiet ? nullptr : stderr);
  reading.progress = [&progress](std::size_t done, std::size_t total) { progress.at(done, total); };
  Corpus corpus = read_corpus(options.corpus, reading);
  if (options.strict) make_warnings_errors(corpus.problems);
  return corpus;
}

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  return {.year = utc.tm_year + 1900,
          .month = static_cast<unsigned>(utc.tm_mon) + 1,
          .day = static_cast<unsigned>(utc.tm_mday)};
}

std::optional<Vocabulary> read_sound_vocabulary(const std::string& folder) {
  require_corpus({.corpus = folder});
  Corpus corpus = read_corpus_vocabulary(folder);
  std::erase_if(corpus.problems,
                [](const Diagnostic& one) { return one.severity != Severity::Error; });
  if (corpus.problems.empty()) return std::move(corpus.vocabulary);
  print_problems(corpus, judge(corpus.problems), {.corpus = folder, .colours = wants_colours()},
                 "");
  return std::nullopt;
}

void print_problems(const Corpus& corpus, const Verdict& verdict, const ReportStyle& style,
                    const std::string& outcome) {
  fmt::print(stderr, "{}", render_problems(corpus, style));
  if (verdict.errors + verdict.warnings > 0)
    fmt::print(stderr, "{}{}{}\n", summary_of(verdict, corpus), outcome.empty() ? "" : "; ",
               outcome);
}

}  // namespace entrepot
