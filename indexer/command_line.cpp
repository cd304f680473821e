#include "indexer/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "indexer/commands.h"
#include "model/text/width.h"

namespace entrepot {
namespace {

constexpr const char* kAbout =
    "Checks a corpus of Markdown documents and builds the index that entrepot-serve reads.";
constexpr const char* kMore =
    "\nExamples:\n"
    "  entrepot-index check corpus          say what is wrong with it, and where\n"
    "  entrepot-index build corpus data     check it, build an index, switch to it\n"
    "  entrepot-index lookup corpus OEA     say what a name stands for\n"
    "\nEach command explains itself: entrepot-index build --help";
constexpr const char* kExitCodes =
    "\nExit status: 0 all is well, 1 the corpus has errors, 2 the command was not understood,\n"
    "3 something else failed (no such folder, disk full, another build is running).";
constexpr const char* kCheckMore =
    "\nReads every document and vocabulary of CORPUS and changes nothing. Problems go to stderr, "
    "by\n"
    "file and line, as\n"
    "  FILE:LINE:COLUMN: error: what is wrong; what to write\n"
    "with the line itself and a mark under the place; a last line counts them. Nothing is\n"
    "published while there is an error; a warning counts as one under --strict. A note never\n"
    "does: notes are only counted, unless --notes asks for them.\n"
    "\nExample: entrepot-index check corpus --strict\n";
constexpr const char* kBuildMore =
    "\nChecks CORPUS as `check` does; if it has no errors, builds a new index in DATA and makes "
    "it\n"
    "the current one. A running entrepot-serve takes it over by itself. The index before it is\n"
    "kept; if the build fails or is stopped, what was current stays so. Problems and progress go\n"
    "to stderr, what was published to stdout.\n"
    "\nExample: entrepot-index build corpus data\n";

constexpr const char* kVocabularyMore =
    "\nWrites the lists of CORPUS/vocabulary to stdout for other programs, as SKOS: a concept "
    "scheme\n"
    "for each list, a concept for each entry, with labels in every language. Names that are no\n"
    "longer used and heading words are hidden labels. An entry's IRI is BASE, its list, '/' and "
    "its\n"
    "id: urn:entrepot:themes/aeo.\n"
    "\nExamples:\n"
    "  entrepot-index vocabulary corpus > vocabulary.ttl\n"
    "  entrepot-index vocabulary corpus --format jsonld --base https://example.org/vocabulary/\n";
constexpr const char* kUnverifiedMore =
    "\nLists the names in languages that stand under `unverified` of their entry, for somebody "
    "who\n"
    "reads the language well. To take them into a spreadsheet:\n"
    "  entrepot-index unverified corpus --language ru --format csv > russian.csv\n"
    "When all names of an entry in the language are right or corrected in CORPUS/vocabulary, "
    "remove\n"
    "the language from its `unverified`. Exits 0 whether there are any or not.\n";
constexpr const char* kLookupMore =
    "\nSays which entries of CORPUS/vocabulary a name stands for, in any language and spelling, "
    "and\n"
    "by which id to write them; of an ambiguous name, what in a text would settle it. Acronyms "
    "are\n"
    "found in capitals only. Exits 1 if a name stands for nothing, and tells the nearest one.\n"
    "\nExample: entrepot-index lookup corpus \"guichet unique\" OEA SAT\n";

/// How a command explains itself.
struct CommandText {
  const char* name = "";
  const char* about = "";  ///< One line, in the list of commands.
  const char* more = "";   ///< Below its options.
};

/// The commands, what each takes, and which one was asked for.
class CommandLine {
 public:
  CommandLine() : app_(kAbout, "entrepot-index") {
    app_.footer(std::string(kMore) + "\n" + kExitCodes);
    app_.set_version_flag("--version", "entrepot-index " ENTREPOT_VERSION);
    app_.require_subcommand(1);
    app_.failure_message([this](const CLI::App*, const CLI::Error& problem) {
      const std::vector<CLI::App*> parsed = app_.get_subcommands();
      return usage_failure(problem.what(), parsed.empty() ? "" : parsed.front()->get_name());
    });
    add_check();
    add_build();
    add_lookup();
    add_unverified();
    add_vocabulary();
  }

  [[nodiscard]] int run(int argc, char** argv) {
    if (argc > 1 && refuse_unknown_command(argv[1])) return kUsage;
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
      return app_.exit(problem) == 0 ? kClean : kUsage;
    }
    return run_();
  }

 private:
  void add_check() {
    CLI::App& command = add({"check", "Say everything that is wrong with a corpus", kCheckMore},
                            check_, &entrepot::check);
    add_corpus(command, check_.corpus);
    command.add_flag("--notes", check_.notes,
                     "Show what could be better and harms nothing, too, such as missing labels");
  }

  void add_build() {
    CLI::App& command =
        add({"build", "Check a corpus, build an index of it, switch to it", kBuildMore}, build_,
            &entrepot::build);
    add_corpus(command, build_.corpus);
    command.add_option("DATA", build_.data, "Folder of the index; made if it is missing")
        ->required();
    command.add_flag("--keep-going", build_.keep_going,
                     "Leave out files with errors and publish the rest; exits 1");
  }

  void add_lookup() {
    CLI::App& command = add({"lookup", "Say what names stand for", kLookupMore}, lookup_, &look_up);
    add_corpus_folder(command, lookup_.corpus);
    command.add_option("NAME", lookup_.names, "Names or ids, in quotes if of several words")
        ->required();
  }

  void add_unverified() {
    CLI::App& command =
        add({"unverified", "List the names nobody has verified, for a reviewer", kUnverifiedMore},
            unverified_, &list_unverified);
    add_corpus_folder(command, unverified_.corpus);
    command.add_option("--language", unverified_.language, "Only names in this language: ru");
    command.add_option("--format", unverified_.format, "text (default), csv or tsv")
        ->check(CLI::IsMember({"text", "csv", "tsv"}));
  }

  void add_vocabulary() {
    CLI::App& command = add({"vocabulary", "Write the vocabulary as SKOS", kVocabularyMore},
                            vocabulary_, &export_vocabulary);
    add_corpus_folder(command, vocabulary_.corpus);
    command.add_option("--format", vocabulary_.format, "turtle (default) or jsonld")
        ->check(CLI::IsMember({"turtle", "jsonld"}));
    command
        .add_option("--base", vocabulary_.base,
                    fmt::format("What IRIs begin with ({})", kDefaultBaseIri))
        ->check([](const std::string& base) {
          return is_base_iri(base) ? std::string()
                                   : fmt::format(
                                         "'{}' is no base of IRIs; write one like "
                                         "https://example.org/vocabulary/",
                                         one_printable_line(base));
        });
  }

  /// @param options filled by what the caller adds to the command; outlive it.
  template <typename Options>
  CLI::App& add(const CommandText& text, const Options& options, ExitCode (*does)(const Options&)) {
    CLI::App* const command = app_.add_subcommand(text.name, text.about);
    command->footer(std::string(text.more) + kExitCodes);
    command->callback(
        [this, &options, does] { run_ = [&options, does] { return does(options); }; });
    names_.emplace_back(text.name);
    return *command;
  }

  static void add_corpus_folder(CLI::App& command, std::string& corpus) {
    command.add_option("CORPUS", corpus, "Folder with the documents and their vocabulary")
        ->required();
  }

  static void add_corpus(CLI::App& command, CorpusOptions& options) {
    add_corpus_folder(command, options.corpus);
    command.add_flag("--strict", options.strict, "Treat warnings as errors");
    command.add_flag("-q,--quiet", options.quiet, "Print problems only, no progress and no result");
  }

  /// One line on a command that was not understood, and where to read on.
  static std::string usage_failure(const std::string& problem, const std::string& command) {
    return fmt::format("entrepot-index: {}\n  entrepot-index {}--help explains it\n", problem,
                       command.empty() ? "" : command + " ");
  }

  /// CLI11 says only that a command is missing, not that one was mistyped.
  [[nodiscard]] bool refuse_unknown_command(const std::string& command) const {
    if (command.starts_with('-') ||
        std::find(names_.begin(), names_.end(), command) != names_.end())
      return false;
    const std::string meant = nearest(command, names_);
    const std::string known =
        meant.empty() ? fmt::format("one of {}", fmt::join(names_, ", ")) : "'" + meant + "'";
    fmt::print(
        stderr, "{}",
        usage_failure(
            fmt::format("unknown command '{}'; write {}", one_printable_line(command), known), ""));
    return true;
  }

  CLI::App app_;
  std::vector<std::string> names_{};
  std::function<ExitCode()> run_{};
  CheckOptions check_{};
  BuildOptions build_{};
  LookupOptions lookup_{};
  UnverifiedOptions unverified_{};
  VocabularyOptions vocabulary_{};
};

}  // namespace

int run_command_line(int argc, char** argv) { return CommandLine().run(argc, argv); }

}  // namespace entrepot
