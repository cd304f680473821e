#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "indexer/corpus/corpus.h"
#include "indexer/reports/problem_report.h"
#include "indexer/vocabulary/skos.h"
#include "model/date.h"

/// What entrepot-index does, one function a command. Each prints its result to stdout, problems and
/// progress to stderr, and returns the exit code. command_line.h reads the options.
namespace entrepot {

enum ExitCode { kClean = 0, kInputHasErrors = 1, kUsage = 2, kWorldFailed = 3 };

/// What every command that reads a corpus is told.
struct CorpusOptions {
  std::string corpus{};
  bool strict = false;  ///< Warnings count as errors.
  bool quiet = false;   ///< Problems only: no progress, no result.
};

struct CheckOptions {
  CorpusOptions corpus{};
  std::string against{};  ///< Folder of a published index; empty: none.
  bool notes = false;     ///< Show what could be better and harms nothing, too.
};

struct BuildOptions {
  CorpusOptions corpus{};
  std::string data{};
  unsigned jobs = 0;        ///< Threads that work at a time; 0: as many as the machine runs.
  bool keep_going = false;  ///< Leave out files with errors and publish the rest.
  bool full = false;        ///< Write every document, whether it has changed or not.
  bool watch = false;       ///< Go on, and build again whenever the corpus has changed.
};

struct ReportOptions {
  CorpusOptions corpus{};
  std::string format{"text"};  ///< text, json, csv.
  std::string on{};            ///< The day by which reviews are due, "2026-11-25"; empty: today.
};

struct SchemaOptions {
  std::string corpus{};
};

struct NewOptions {
  std::string type{}, title{};
  std::string corpus{"corpus"};
  std::string id{};  ///< Empty: made from country, date and title.
  std::string language{"en"};
  std::vector<std::string> countries{};
  std::string date{};
};

struct FormatOptions {
  std::vector<std::string> paths{};  ///< Files, or folders of a corpus.
  bool check = false;                ///< Name what is out of order and change nothing.
  bool quiet = false;
};

struct VocabularyOptions {
  std::string corpus{};
  std::string format = "turtle";       ///< Or "jsonld".
  std::string base = kDefaultBaseIri;  ///< What IRIs begin with. @pre is_base_iri
};

struct VerifyOptions {
  std::string data{};
  bool quiet = false;  ///< What is damaged only.
};

struct UnverifiedOptions {
  std::string corpus{};
  std::string language{};       ///< The only one that is wanted; empty: all.
  std::string format = "text";  ///< Or "csv", "tsv".
};

struct LookupOptions {
  std::string corpus{};
  std::vector<std::string> names{};
};

/// @throws Error, as all of them: the world failed.
[[nodiscard]] ExitCode check(const CheckOptions& options);
[[nodiscard]] ExitCode build(const BuildOptions& options);
[[nodiscard]] ExitCode report(const ReportOptions& options);
[[nodiscard]] ExitCode schema(const SchemaOptions& options);
[[nodiscard]] ExitCode make_record(const NewOptions& options);
[[nodiscard]] ExitCode format(const FormatOptions& options);
/// Writes the vocabulary as SKOS.
[[nodiscard]] ExitCode export_vocabulary(const VocabularyOptions& options);
/// Lists the names nobody has verified.
[[nodiscard]] ExitCode list_unverified(const UnverifiedOptions& options);
/// Reads every byte of the current index and names each file that is not as it was built; it is an
/// error if one is.
[[nodiscard]] ExitCode verify(const VerifyOptions& options);
/// Tells what names stand for; it is an error if one stands for nothing.
[[nodiscard]] ExitCode look_up(const LookupOptions& options);

/// Shared by the commands. @throws Error: there is no such folder.
void require_corpus(const CorpusOptions& options);
/// Shared by the commands: reads a corpus, showing progress.
/// @param reading its own progress is not called.
/// @throws Error: there is no such folder, or it cannot be read.
[[nodiscard]] Corpus read_with_progress(const CorpusOptions& options, ReadingOptions reading = {});

/// Shared by the commands: the day it is, by the machine's clock in UTC, so that equal commands do
/// the same wherever they run.
[[nodiscard]] Date today();

/// Shared by the commands: reads the vocabulary of a corpus and no documents.
/// @return nothing if it has errors, which are printed.
/// @throws Error: there is no such folder, or it cannot be read.
[[nodiscard]] std::optional<Vocabulary> read_sound_vocabulary(const std::string& corpus);

/// Whether colours are wanted and can be seen on stderr.
[[nodiscard]] bool wants_colours();

/// Shared by the commands: prints every error and warning, and one line on all of them.
/// @param outcome what follows from them; may be empty.
void print_problems(const Corpus& corpus, const Verdict& verdict, const ReportStyle& style,
                    const std::string& outcome);

}  // namespace entrepot
