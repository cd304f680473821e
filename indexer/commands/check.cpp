#include <fmt/format.h>

#include <optional>

#include "indexer/commands.h"
#include "indexer/index/address_checks.h"
#include "indexer/index/published_index.h"
#include "indexer/source/parallel.h"

namespace entrepot {

ExitCode check(const CheckOptions& options) {
  // Before the corpus, whose reading may take long: a mistyped folder is told at once.
  std::optional<PublishedAddresses> published;
  if (!options.against.empty()) published = read_published_addresses(options.against);
  Corpus corpus = read_with_progress(options.corpus, {.outlines = true, .jobs = available_jobs()});
  if (published) {
    check_addresses(*published, corpus, corpus.problems);
    if (options.corpus.strict) make_warnings_errors(corpus.problems);
  }
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
