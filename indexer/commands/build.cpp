#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "indexer/commands.h"
#include "indexer/index/build.h"
#include "indexer/index/generations.h"
#include "indexer/source/parallel.h"
#include "model/error.h"
#include "model/generation.h"
#include "model/progress.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

/// The published index would be read as documents, and removed with them.
void refuse_data_within_corpus(const BuildOptions& options) {
  std::error_code unknown;  // what cannot be resolved is reported by whoever opens it
  const fs::path corpus = fs::weakly_canonical(options.corpus.corpus, unknown);
  const fs::path data = fs::weakly_canonical(options.data, unknown);
  const auto [rest, other] = std::mismatch(corpus.begin(), corpus.end(), data.begin(), data.end());
  if (!corpus.empty() && rest == corpus.end())
    throw Error(fmt::format("the index would lie inside the corpus: '{}'", options.data),
                "name a folder outside of it");
}

/// What follows from the problems. Under --keep-going something must be left to publish: it takes
/// the place of what is served now.
struct Outcome {
  bool publish = true;
  std::string text{};
};
Outcome outcome_of(const Verdict& verdict, const Corpus& corpus, const BuildOptions& options) {
  if (verdict.errors == 0) return {};
  if (!options.keep_going) return {.publish = false, .text = "nothing was published"};
  if (verdict.is_vocabulary_faulty)
    return {.publish = false,
            .text =
                "nothing was published: every document depends on the vocabulary, which "
                "--keep-going cannot leave out"};
  if (corpus.documents.empty())
    return {.publish = false, .text = "nothing was published: no document is without errors"};
  return {.text = "going on without " + count_of(verdict.faulty.size(), "file")};
}

}  // namespace

ExitCode build(const BuildOptions& options) {
  // Before the store, which makes its folder.
  require_corpus(options.corpus);
  refuse_data_within_corpus(options);
  GenerationStore store(options.data);
  const unsigned jobs = options.jobs == 0 ? available_jobs() : options.jobs;
  Corpus corpus = read_with_progress(options.corpus, {.outlines = true, .jobs = jobs});
  const Verdict verdict = judge(corpus.problems);
  const std::set<std::string> left_out = leave_out_faulty(corpus, verdict);
  const Outcome outcome = outcome_of(verdict, corpus, options);
  print_problems(corpus, verdict, {.corpus = options.corpus.corpus, .colours = wants_colours()},
                 outcome.text);
  if (!outcome.publish) return kInputHasErrors;
  BuildResult result;
  {
    Progress progress("Indexing", "documents", options.corpus.quiet ? nullptr : stderr);
    result = build_index(store, corpus, jobs, [&progress](std::size_t done, std::size_t total) {
      progress.at(done, total);
    });
  }
  if (!options.corpus.quiet)
    fmt::print("Published {}: {} and {} in '{}'\n", generation_folder(result.generation),
               count_of(result.documents, "document"), count_of(result.passages, "passage"),
               options.data);
  if (const std::string hidden = not_shown(corpus); !options.corpus.quiet && !hidden.empty())
    fmt::print("{}\n", hidden);
  if (left_out.empty()) return kClean;
  fmt::print(stderr, "Left out {} with errors; links to what they hold will not be found:\n",
             count_of(left_out.size(), "file"));
  for (const std::string& file : left_out)
    fmt::print(stderr, "  {}\n",
               (fs::path(options.corpus.corpus) / file).lexically_normal().string());
  return kInputHasErrors;
}

}  // namespace entrepot
