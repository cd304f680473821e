#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "indexer/commands.h"
#include "indexer/commands/watch.h"
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

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What the last line tells of beside the index.
struct Circumstances {
  std::size_t documents = 0;  ///< Of the corpus.
  std::string data{};
  double seconds = 0;
};

/// "Published gen-000008: 3 of 14,000 documents changed, 1 removed; 0.4 s"
std::string what_happened(const BuildResult& result, const Circumstances& circumstances) {
  const std::string name = generation_folder(result.generation);
  if (!result.is_published) return fmt::format("Nothing has changed: {} stays current", name);
  if (result.is_anew)
    return fmt::format("Published {}: {} and {} in '{}'", name,
                       count_of(result.documents, "document"), count_of(result.passages, "passage"),
                       circumstances.data);
  std::string out = fmt::format("Published {}: {} of {} documents changed", name,
                                grouped(result.changed), grouped(circumstances.documents));
  if (result.added > 0) out += fmt::format(", {} added", grouped(result.added));
  if (result.removed > 0) out += fmt::format(", {} removed", grouped(result.removed));
  return out + fmt::format("; {:.1f} s", circumstances.seconds);
}

/// @param is_again of a watched corpus, of which no more is told than what has become of changes.
ExitCode build_once(const BuildOptions& options, bool is_again) {
  const Clock::time_point start = Clock::now();
  GenerationStore store(options.data);
  const unsigned jobs = options.jobs == 0 ? available_jobs() : options.jobs;
  std::unique_ptr<BaseGeneration> base;
  if (!options.full) base = std::make_unique<BaseGeneration>(options.data);
  const bool is_usable = base != nullptr && base->obstacle().empty();
  CorpusOptions reading = options.corpus;
  reading.quiet |= is_again;
  Corpus corpus = read_with_progress(
      reading, {.outlines = true,
                .known = is_usable ? &base->sources() : nullptr,
                .known_vocabulary = is_usable ? std::string_view(base->vocabulary_json()) : "",
                .with_notes = false,
                .jobs = jobs});
  const Verdict verdict = judge(corpus.problems);
  const std::set<std::string> left_out = leave_out_faulty(corpus, verdict);
  const Outcome outcome = outcome_of(verdict, corpus, options);
  if (!is_again || verdict.errors > 0)
    print_problems(corpus, verdict, {.corpus = options.corpus.corpus, .colours = wants_colours()},
                   outcome.text);
  if (!outcome.publish) return kInputHasErrors;
  BuildResult result;
  {
    Progress progress("Indexing", "documents", reading.quiet ? nullptr : stderr);
    result = build_index(
        store, corpus,
        {.jobs = jobs,
         .progress = [&](std::size_t done, std::size_t total) { progress.at(done, total); },
         .base = base != nullptr && base->is_there() ? base.get() : nullptr,
         .on_anew =
             [&](const std::string& why) {
               if (!options.corpus.quiet) fmt::print(stderr, "Building anew: {}\n", why);
             }});
  }
  if (!options.corpus.quiet && (result.is_published || !is_again))
    fmt::print("{}\n", what_happened(result, {.documents = corpus.documents.size(),
                                              .data = options.data,
                                              .seconds = seconds_since(start)}));
  if (const std::string hidden = not_shown(corpus); !reading.quiet && !hidden.empty())
    fmt::print("{}\n", hidden);
  if (left_out.empty()) return kClean;
  fmt::print(stderr, "Left out {} with errors; links to what they hold will not be found:\n",
             count_of(left_out.size(), "file"));
  for (const std::string& file : left_out)
    fmt::print(stderr, "  {}\n",
               (fs::path(options.corpus.corpus) / file).lexically_normal().string());
  return kInputHasErrors;
}

}  // namespace

ExitCode build(const BuildOptions& options) {
  // Before the store, which makes its folder.
  require_corpus(options.corpus);
  refuse_data_within_corpus(options);
  if (!options.watch) return build_once(options, false);
  return build_whenever_changed(options.corpus.corpus, [&options, is_again = false]() mutable {
    return build_once(options, std::exchange(is_again, true));
  });
}

}  // namespace entrepot
