#include <fmt/format.h>

#include "indexer/commands.h"

namespace entrepot {

ExitCode check(const CheckOptions& options) {
  const Corpus corpus = read_with_progress(options.corpus);
  const Verdict verdict = judge(corpus.problems);
  print_problems(
      corpus, verdict,
      {.corpus = options.corpus.corpus, .colours = wants_colours(), .notes = options.notes}, "");
  if (const std::string notes = notes_summary(corpus.problems);
      !options.notes && !options.corpus.quiet && !notes.empty())
    fmt::print(stderr, "{}\n", notes);
  if (verdict.errors > 0) return kInputHasErrors;
  if (!options.corpus.quiet)
    fmt::print("{} checked, no errors\n", count_of(corpus.documents.size(), "document"));
  return kClean;
}

}  // namespace entrepot
