#include <fmt/format.h>

#include "indexer/commands.h"

namespace entrepot {

ExitCode check(const CorpusOptions& options) {
  const Corpus corpus = read_with_progress(options);
  const Verdict verdict = judge(corpus.problems);
  print_problems(corpus, verdict, options, "");
  if (verdict.errors > 0) return kInputHasErrors;
  if (!options.quiet)
    fmt::print("{} checked, no errors\n", count_of(corpus.documents.size(), "document"));
  return kClean;
}

}  // namespace entrepot
