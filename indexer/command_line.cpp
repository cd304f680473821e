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
    "  entrepot-index new case-study \"Title\"   begin a record\n"
    "  entrepot-index format corpus         put the keys of records into order\n"
    "  entrepot-index report corpus         say what it holds and what it lacks\n"
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
    "\nPeople link and cite documents and passages. With --against DATA every address that the "
    "index\n"
    "in DATA has and CORPUS would no longer have is a warning that says how to keep it.\n"
    "\nExamples:\n"
    "  entrepot-index check corpus --strict          before you hand records in\n"
    "  entrepot-index check corpus --against data    before you publish\n";
constexpr const char* kBuildMore =
    "\nChecks CORPUS as `check` does; if it has no errors, builds a new index in DATA and makes "
    "it\n"
    "the current one. A running entrepot-serve takes it over by itself. The index before it is\n"
    "kept; if the build fails or is stopped, what was current stays so. Problems and progress go\n"
    "to stderr, what was published to stdout.\n"
    "\nOnly what has changed since the last build is read and written, where the index allows it;\n"
    "answers are those of an index that is written anew. If nothing has changed nothing is "
    "written.\n"
    "Everything is when the vocabulary or this program has changed, or the index is damaged, "
    "which\n"
    "is said, and under --full. With --watch a document that has errors is told, and the last "
    "good\n"
    "index stays.\n"
    "\nExample: entrepot-index build corpus data\n";
constexpr const char* kReportMore =
    "\nCounts the documents and passages of CORPUS by country, region, theme, programme, type, "
    "kind,\n"
    "language, year, source and evidence, as a search would count them once it is built; lists "
    "the\n"
    "documents without a country, date, conclusion or licence, the reviews that are overdue, and "
    "the\n"
    "themes and regions of which there is nothing. Drafts and withdrawn documents do not count.\n"
    "\nExamples:\n"
    "  entrepot-index report corpus                             to read\n"
    "  entrepot-index report corpus --format csv > cover.csv    for a spreadsheet\n"
    "  entrepot-index report corpus --on 2027-01-01             reviews due by the new year\n";
constexpr const char* kNewMore =
    "\nWrites a record to fill in, a draft with the usual sections, into the folder of its type, "
    "and\n"
    "prints where it lies. Its name is its id for ever: country, year and title, unless --id "
    "says\n"
    "otherwise.\n"
    "\nExamples:\n"
    "  entrepot-index new case-study \"A single window for Rwanda\" --country RW --date 2012\n"
    "  entrepot-index new mission-report \"Опыт аудита\" --language ru --id kg-2022-audit\n";
constexpr const char* kFormatMore =
    "\nPuts the keys of front matters into the order of corpus/README.md. Only whole lines move: "
    "no\n"
    "value, quotation mark, comment or line end is written anew. Prints the files it changed.\n"
    "\nExamples:\n"
    "  entrepot-index format corpus/case-studies/my-record.md\n"
    "  entrepot-index format corpus --check      name what is out of order; exits 1 if anything "
    "is\n";
constexpr const char* kSchemaMore =
    "\nPrints the JSON Schema (2020-12) of a front matter, with the ids of CORPUS and their "
    "labels.\n"
    "Editors complete and check keys and values by it while you write.\n"
    "\nExample: entrepot-index schema corpus > front-matter.schema.json\n";

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
constexpr const char* kVerifyMore =
    "\nReads every byte of the index that is served and compares it with what was written when it "
    "was\n"
    "built. Names each file that is not as it was, and exits 1 then. entrepot-serve does the same "
    "by\n"
    "itself, right after it opens an index, and serves the one before it if it is damaged.\n"
    "\nExample: entrepot-index verify data\n";
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
    add_report();
    add_new();
    add_format();
    add_schema();
    add_lookup();
    add_unverified();
    add_vocabulary();
    add_verify();
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
    command
        .add_option("--against", check_.against,
                    "Folder of a published index: warn of every address in it, a document's or a "
                    "passage's, that CORPUS no longer has")
        ->type_name("DATA");
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
    command
        .add_option("-j,--jobs", build_.jobs,
                    "Threads that work at a time; the index is the same with any number (default: "
                    "as many as the machine has processors)")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    command.add_flag("--keep-going", build_.keep_going,
                     "Leave out files with errors and publish the rest; exits 1");
    command.add_flag("--full", build_.full,
                     "Write every document anew, whether it has changed or not");
    command.add_flag("--watch", build_.watch,
                     "Go on: build again whenever something in CORPUS has changed, until Ctrl-C");
  }

  void add_report() {
    CLI::App& command = add({"report", "Say what a corpus holds and what it lacks", kReportMore},
                            report_, &entrepot::report);
    add_corpus(command, report_.corpus);
    command.add_option("--format", report_.format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    command
        .add_option("--on", report_.on, "Day before which reviews are overdue; today if left out")
        ->type_name("DAY");
  }

  void add_new() {
    CLI::App& command = add({"new", "Begin a record", kNewMore}, new_, &entrepot::make_record);
    command.add_option("TYPE", new_.type, "case-study, mission-report or workshop-conclusions")
        ->required()
        ->check(CLI::IsMember({"case-study", "mission-report", "workshop-conclusions"}));
    command.add_option("TITLE", new_.title, "In the language of the text")->required();
    command.add_option("--corpus", new_.corpus, "Folder of the documents")->capture_default_str();
    command.add_option("--id", new_.id, "Its id: 3 to 80 of a-z, 0-9 and hyphens");
    command.add_option("--language", new_.language, "Of the text")->capture_default_str();
    command.add_option("--country", new_.countries, "Two-letter code; repeat it for more");
    command.add_option("--date", new_.date,
                       "When it took place: 2012, 2022-02, 2022-02-08/2022-02-09");
  }

  void add_format() {
    CLI::App& command = add({"format", "Put the keys of records into order", kFormatMore}, format_,
                            &entrepot::format);
    command.add_option("PATH", format_.paths, "Records, or the folder of a corpus")->required();
    command.add_flag("--check", format_.check, "Change nothing, name what is out of order");
    command.add_flag("-q,--quiet", format_.quiet, "Print problems only");
  }

  void add_schema() {
    CLI::App& command =
        add({"schema", "Print the JSON Schema of a front matter, for editors", kSchemaMore},
            schema_, &entrepot::schema);
    command.add_option("CORPUS", schema_.corpus, "Folder with the vocabulary/")->required();
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

  void add_verify() {
    CLI::App& command = add({"verify", "See that an index is as it was built", kVerifyMore},
                            verify_, &entrepot::verify);
    command.add_option("DATA", verify_.data, "Folder of the index")->required();
    command.add_flag("-q,--quiet", verify_.quiet, "Print what is damaged only");
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
  ReportOptions report_{};
  NewOptions new_{};
  FormatOptions format_{};
  SchemaOptions schema_{};
  LookupOptions lookup_{};
  UnverifiedOptions unverified_{};
  VocabularyOptions vocabulary_{};
  VerifyOptions verify_{};
};

}  // namespace

int run_command_line(int argc, char** argv) { return CommandLine().run(argc, argv); }

}  // namespace entrepot
