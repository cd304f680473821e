// entrepot-index: checks a corpus and builds the index from it.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "indexer/build.h"
#include "indexer/corpus.h"
#include "indexer/generations.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "model/error.h"
#include "model/generation.h"
#include "model/text/width.h"

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

  [[nodiscard]] std::FILE* progress() const { return quiet ? nullptr : stderr; }
};

/// https://no-color.org: set to anything but nothing.
bool wants_colours() {
  const char* const refused = std::getenv("NO_COLOR");
  return is_terminal(stderr) && (refused == nullptr || *refused == '\0');
}

Corpus read(const Options& options) {
  Progress progress("Reading", options.progress());
  Corpus corpus = read_corpus(options.corpus, [&progress](std::size_t done, std::size_t total) {
    progress.at(done, total);
  });
  if (options.strict) make_warnings_errors(corpus.problems);
  return corpus;
}

/// Prints every problem, and one line on all of them.
/// @param outcome what follows from them; may be empty.
void report(const Corpus& corpus, const Verdict& verdict, const Options& options,
            const std::string& outcome) {
  fmt::print(stderr, "{}",
             render_problems(corpus, {.corpus = options.corpus, .colours = wants_colours()}));
  if (verdict.errors + verdict.warnings > 0)
    fmt::print(stderr, "{}{}{}\n", summary_of(verdict, corpus), outcome.empty() ? "" : "; ",
               outcome);
}

/// The published index would be read as documents, and removed with them.
void refuse_data_within_corpus(const Options& options) {
  std::error_code unknown;  // what cannot be resolved is reported by whoever opens it
  const fs::path corpus = fs::weakly_canonical(options.corpus, unknown);
  const fs::path data = fs::weakly_canonical(options.data, unknown);
  const auto [rest, other] = std::mismatch(corpus.begin(), corpus.end(), data.begin(), data.end());
  if (!corpus.empty() && rest == corpus.end())
    throw Error(fmt::format("the index would lie inside the corpus: '{}'", options.data),
                "name a folder outside of it");
}

void require_corpus(const Options& options) {
  std::error_code unknown;
  if (!fs::is_directory(options.corpus, unknown))
    throw Error(fmt::format("there is no corpus folder '{}'", options.corpus),
                "name the folder that holds the documents and their vocabulary/");
}

int check(const Options& options) {
  require_corpus(options);
  const Corpus corpus = read(options);
  const Verdict verdict = judge(corpus.problems);
  report(corpus, verdict, options, "");
  if (verdict.errors > 0) return kInputHasErrors;
  if (!options.quiet)
    fmt::print("{} checked, no errors\n", count_of(corpus.documents.size(), "document"));
  return kClean;
}

/// What follows from the problems. Under --keep-going something must be left to publish: it takes
/// the place of what is served now.
struct Outcome {
  bool publish = true;
  std::string text{};
};
Outcome outcome_of(const Verdict& verdict, const Corpus& corpus, const Options& options) {
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

int build(const Options& options) {
  require_corpus(options);
  refuse_data_within_corpus(options);
  GenerationStore store(options.data);
  Corpus corpus = read(options);
  const Verdict verdict = judge(corpus.problems);
  const std::set<std::string> left_out = leave_out_faulty(corpus, verdict);
  const Outcome outcome = outcome_of(verdict, corpus, options);
  report(corpus, verdict, options, outcome.text);
  if (!outcome.publish) return kInputHasErrors;
  BuildResult result;
  {
    Progress progress("Indexing", options.progress());
    result = build_index(store, corpus, [&progress](std::size_t done, std::size_t total) {
      progress.at(done, total);
    });
  }
  if (!options.quiet)
    fmt::print("Published {}: {} and {} in '{}'\n", generation_folder(result.generation),
               count_of(result.documents, "document"), count_of(result.passages, "passage"),
               options.data);
  if (const std::string hidden = not_shown(corpus); !options.quiet && !hidden.empty())
    fmt::print("{}\n", hidden);
  if (left_out.empty()) return kClean;
  fmt::print(stderr, "Left out {} with errors:\n", count_of(left_out.size(), "file"));
  for (const std::string& file : left_out)
    fmt::print(stderr, "  {}\n", (fs::path(options.corpus) / file).lexically_normal().string());
  return kInputHasErrors;
}

/// Ends the program at once, whatever it is doing: what is current is switched by one rename, so it
/// is never half done, and the next build removes what this one leaves. Calls only what a signal
/// handler may (POSIX, signal-safety).
extern "C" void stop(int signal) {
  constexpr std::string_view kTerminal = "\r\033[K";
  constexpr std::string_view kMessage = "entrepot-index: stopped before it was done\n";
  if (::isatty(STDERR_FILENO) == 1)
    static_cast<void>(!::write(STDERR_FILENO, kTerminal.data(), kTerminal.size()));
  static_cast<void>(!::write(STDERR_FILENO, kMessage.data(), kMessage.size()));
  ::raise(signal);  // with its default meaning by now, so that a shell sees why we ended
}

void handle_signals() {
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
  // A file over the process's limit is then a failed write with a message, not a sudden end.
  std::signal(SIGXFSZ, SIG_IGN);
}

constexpr const char* kAbout =
    "Checks a corpus of Markdown documents and builds the index that entrepot-serve reads.";
constexpr const char* kMore =
    "\nExamples:\n"
    "  entrepot-index check corpus          say what is wrong with it, and where\n"
    "  entrepot-index build corpus data     check it, build an index, switch to it\n"
    "\nEach command explains itself: entrepot-index build --help";
constexpr const char* kExitCodes =
    "\nExit status: 0 all is well, 1 the corpus has errors, 2 the command was not understood,\n"
    "3 something else failed (no such folder, disk full, another build is running).";
constexpr const char* kCheckMore =
    "\nReads every document and vocabulary of CORPUS and changes nothing. Problems go to stderr, "
    "by\n"
    "file and line, as\n"
    "  FILE:LINE:COLUMN: error: what is wrong; what to write\n"
    "with the line itself and a mark under the place; a last line counts them.\n"
    "\nExample: entrepot-index check corpus --strict\n";
constexpr const char* kBuildMore =
    "\nChecks CORPUS as `check` does; if it has no errors, builds a new index in DATA and makes "
    "it\n"
    "the current one. A running entrepot-serve takes it over by itself. The index before it is\n"
    "kept; if the build fails or is stopped, what was current stays so. Problems and progress go\n"
    "to stderr, what was published to stdout.\n"
    "\nExample: entrepot-index build corpus data\n";
const std::vector<std::string> kCommands{"check", "build"};

/// One line on a command that was not understood, and where to read on.
std::string usage_failure(const std::string& problem, const std::string& command) {
  return fmt::format("entrepot-index: {}\n  entrepot-index {}--help explains it\n", problem,
                     command.empty() ? "" : command + " ");
}

/// CLI11 says only that a command is missing, not that one was mistyped.
bool refuse_unknown_command(const std::string& command) {
  if (command.starts_with('-') ||
      std::find(kCommands.begin(), kCommands.end(), command) != kCommands.end())
    return false;
  const std::string meant = nearest(command, kCommands);
  const std::string known = meant.empty() ? "check or build" : "'" + meant + "'";
  fmt::print(
      stderr, "{}",
      usage_failure(
          fmt::format("unknown command '{}'; write {}", one_printable_line(command), known), ""));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && refuse_unknown_command(argv[1])) return kUsage;
  Options options;
  CLI::App app(kAbout, "entrepot-index");
  app.footer(std::string(kMore) + "\n" + kExitCodes);
  app.set_version_flag("--version", "entrepot-index " ENTREPOT_VERSION);
  app.require_subcommand(1);
  const auto add_command = [&](const std::string& name, const char* about, const char* more) {
    CLI::App* const command = app.add_subcommand(name, about);
    command->footer(std::string(more) + kExitCodes);
    command->add_option("CORPUS", options.corpus, "Folder with the documents and their vocabulary")
        ->required();
    command->add_flag("--strict", options.strict, "Treat warnings as errors");
    command->add_flag("-q,--quiet", options.quiet,
                      "Print problems only, no progress and no result");
    return command;
  };
  CLI::App* const check_command =
      add_command("check", "Say everything that is wrong with a corpus", kCheckMore);
  CLI::App* const build_command =
      add_command("build", "Check a corpus, build an index of it, switch to it", kBuildMore);
  build_command->add_option("DATA", options.data, "Folder of the index; made if it is missing")
      ->required();
  build_command->add_flag("--keep-going", options.keep_going,
                          "Leave out files with errors and publish the rest; exits 1");
  app.failure_message([&](const CLI::App*, const CLI::Error& problem) {
    const std::string command = check_command->parsed()   ? "check"
                                : build_command->parsed() ? "build"
                                                          : "";
    return usage_failure(problem.what(), command);
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? kClean : kUsage;
  }
  handle_signals();
  try {
    const int status = check_command->parsed() ? check(options) : build(options);
    if (std::fflush(stdout) != 0)
      throw Error(fmt::format("cannot write to stdout: {}", std::strerror(errno)),
                  "what was asked for is done; only its result could not be told");
    return status;
  } catch (const Error& failure) {
    fmt::print(stderr, "entrepot-index: {}\n", failure.what());
    if (!failure.hint().empty()) fmt::print(stderr, "  {}\n", failure.hint());
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "entrepot-index: out of memory\n");
  } catch (const std::exception& failure) {  // what we did not foresee
    fmt::print(stderr, "entrepot-index: {}\n", failure.what());
  }
  return kWorldFailed;
}
