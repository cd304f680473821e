#include <fmt/format.h>

#include "indexer/commands.h"
#include "indexer/reports/coverage.h"
#include "indexer/reports/coverage_formats.h"
#include "model/date.h"

namespace entrepot {
ExitCode report(const ReportOptions& options) {
  Date on = today();
  if (!options.on.empty()) {
    std::string problem;
    const std::optional<DateInterval> date = parse_edtf(options.on, problem);
    if (!date || date->start != date->end || date->start.day == 0) {
      fmt::print(stderr, "entrepot-index: --on takes a day, such as 2026-11-25, and not '{}'\n",
                 options.on);
      return kUsage;
    }
    on = date->start;
  }
  const Corpus corpus = read_with_progress(options.corpus);
  const Coverage coverage = measure_coverage(corpus, on);
  fmt::print("{}", options.format == "json"  ? to_json(coverage)
                   : options.format == "csv" ? to_csv(coverage)
                                             : to_text(coverage));
  const Verdict verdict = judge(corpus.problems);
  if (verdict.errors == 0) return kClean;
  fmt::print(stderr, "{}; the report leaves them out, entrepot-index check {} explains them\n",
             summary_of(verdict, corpus), options.corpus.corpus);
  return kInputHasErrors;
}

}  // namespace entrepot
