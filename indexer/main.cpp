// entrepot-index: checks a corpus and builds the index from it.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include "indexer/build.h"
#include "indexer/corpus.h"
#include "indexer/progress.h"
#include "model/error.h"
#include "model/generation.h"

namespace {

namespace fs = std::filesystem;
using namespace entrepot;

enum ExitCode { kClean = 0, kInputHasErrors = 1, kUsage = 2, kWorldFailed = 3 };

struct Options {
  std::string corpus{};
  std::string data{};
  bool strict = false;
  bool keep_going = false;
  bool quiet = false;
};

bool colours() { return ::isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr; }

/// A diagnostic as it is printed: its file as it can be opened from here.
void print(const Diagnostic& problem, const Corpus& corpus, const fs::path& folder) {
  Diagnostic shown = problem;
  if (!shown.where.file.empty())
    shown.where.file = (folder / problem.where.file).lexically_normal().string();
  std::string line = to_string(shown);
  if (colours()) {
    const char* const colour = problem.severity == Severity::Error ? "\033[1;31m" : "\033[1;33m";
    const std::string word = problem.severity == Severity::Error     ? "error:"
                             : problem.severity == Severity::Warning ? "warning:"
                                                                     : "note:";
    if (const std::size_t at = line.find(word); at != std::string::npos)
      line = line.substr(0, at) + colour + word + "\033[0m" + line.substr(at + word.size());
  }
  fmt::print(stderr, "{}\n", line);
  if (const auto source = corpus.sources.find(problem.where.file); source != corpus.sources.end())
    fmt::print(stderr, "{}", caret_excerpt(source->second, problem.where));
}

std::string plural(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

struct Verdict {
  std::size_t errors = 0, warnings = 0;
  [[nodiscard]] bool clean() const { return errors == 0; }
};

/// Prints every problem and one line on all of them.
Verdict report(Corpus& corpus, const Options& options) {
  Verdict verdict;
  std::set<std::string> files;
  for (Diagnostic& problem : corpus.problems) {
    if (options.strict && problem.severity == Severity::Warning) problem.severity = Severity::Error;
    if (problem.severity == Severity::Error) ++verdict.errors;
    if (problem.severity == Severity::Warning) ++verdict.warnings;
    if (problem.severity != Severity::Note) files.insert(problem.where.file);
    print(problem, corpus, options.corpus);
  }
  if (verdict.errors + verdict.warnings > 0)
    fmt::print(stderr, "{} and {} in {}\n", plural(verdict.errors, "error"),
               plural(verdict.warnings, "warning"), plural(files.size(), "file"));
  return verdict;
}

Corpus read(const Options& options) {
  Progress progress("Reading", options.quiet);
  return read_corpus(options.corpus, [&progress](std::size_t done, std::size_t total) {
    progress.at(done, total);
  });
}

int check(const Options& options) {
  Corpus corpus = read(options);
  const Verdict verdict = report(corpus, options);
  if (!verdict.clean()) return kInputHasErrors;
  if (!options.quiet) fmt::print("{} read, no errors\n", plural(corpus.files, "document"));
  return kClean;
}

/// Files that hold an error are already left out by the reader; under --strict those with a warning
/// go too.
void leave_out_bad_files(Corpus& corpus) {
  std::set<std::string> bad;
  for (const Diagnostic& problem : corpus.problems)
    if (problem.severity == Severity::Error) bad.insert(problem.where.file);
  std::erase_if(corpus.documents,
                [&bad](const CorpusDocument& one) { return bad.contains(one.path); });
}

int build(const Options& options) {
  const fs::path corpus_folder = fs::weakly_canonical(options.corpus),
                 data_folder = fs::weakly_canonical(options.data);
  if (std::mismatch(corpus_folder.begin(), corpus_folder.end(), data_folder.begin(),
                    data_folder.end())
          .first == corpus_folder.end())
    throw Error(fmt::format("the index would lie inside the corpus: '{}'", options.data),
                "name a folder outside of it");
  Corpus corpus = read(options);
  const Verdict verdict = report(corpus, options);
  if (!verdict.clean() && !options.keep_going) {
    fmt::print(
        stderr,
        "Nothing was published. Mend the errors, or leave the bad files out with --keep-going.\n");
    return kInputHasErrors;
  }
  leave_out_bad_files(corpus);
  BuildResult result;
  {
    Progress progress("Indexing", options.quiet);
    result = build_index(corpus, options.data, [&progress](std::size_t done, std::size_t total) {
      progress.at(done, total);
    });
  }
  if (!options.quiet)
    fmt::print("Published {}: {} and {} in '{}'\n", generation_folder(result.generation),
               plural(result.documents, "document"), plural(result.passages, "passage"),
               options.data);
  if (verdict.clean()) return kClean;
  fmt::print(stderr, "Left out {} with errors.\n",
             plural(corpus.files - corpus.documents.size(), "file"));
  return kInputHasErrors;
}

constexpr const char* kAbout =
    "Checks a corpus of Markdown documents and builds the index that entrepot-serve reads.\n\n"
    "  entrepot-index check corpus          say what is wrong with it, and where\n"
    "  entrepot-index build corpus data     check it, build an index, switch to it\n";
constexpr const char* kExitCodes =
    "\nExit status: 0 all is well, 1 the corpus has errors, 2 the command was not understood,\n"
    "3 something else failed (no such folder, disk full).";
constexpr const char* kCheckAbout =
    "Reads every document and vocabulary of CORPUS and prints every problem to stderr as\n"
    "FILE:LINE:COLUMN: error: what is wrong; what to write. Changes nothing.\n\nExample: "
    "entrepot-index check corpus --strict";
constexpr const char* kBuildAbout =
    "Checks CORPUS and, if it has no errors, builds a new index in DATA and makes it the current "
    "one.\n"
    "A running entrepot-serve takes it over by itself. The index before it is kept; if the build\n"
    "fails or is stopped, what was current stays so.\n\nExample: entrepot-index build corpus data";

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(kAbout, "entrepot-index");
  app.footer(kExitCodes);
  app.set_version_flag("--version", "entrepot-index " ENTREPOT_VERSION);
  app.require_subcommand(1);
  const auto add_common = [&options](CLI::App* command) {
    command->add_option("CORPUS", options.corpus, "Folder with the documents and their vocabulary")
        ->required();
    command->add_flag("--strict", options.strict, "Treat warnings as errors");
    command->add_flag("-q,--quiet", options.quiet,
                      "Print problems only, no progress and no summary");
    command->footer(kExitCodes);
  };
  CLI::App* check_command = app.add_subcommand("check", kCheckAbout);
  add_common(check_command);
  CLI::App* build_command = app.add_subcommand("build", kBuildAbout);
  add_common(build_command);
  build_command->add_option("DATA", options.data, "Folder of the index; made if it is missing")
      ->required();
  build_command->add_flag("--keep-going", options.keep_going,
                          "Leave out files with errors and publish the rest; exits 1");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? kClean : kUsage;
  }
  try {
    return check_command->parsed() ? check(options) : build(options);
  } catch (const Error& failure) {
    fmt::print(stderr, "entrepot-index: {}\n", failure.what());
    if (!failure.hint().empty()) fmt::print(stderr, "  {}\n", failure.hint());
  } catch (const std::exception& failure) {  // out of memory, and what we did not foresee
    fmt::print(stderr, "entrepot-index: {}\n", failure.what());
  }
  return kWorldFailed;
}
