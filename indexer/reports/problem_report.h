#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "indexer/corpus/corpus.h"

namespace entrepot {

/// What a check of a corpus came to.
struct Verdict {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::set<std::string> faulty{};     ///< Files that hold an error, relative to the corpus.
  std::set<std::string> touched{};    ///< Files that hold an error or a warning.
  bool is_vocabulary_faulty = false;  ///< Then no document's tags can be relied on.
  bool operator==(const Verdict&) const = default;
};

/// How problems are shown.
struct ReportStyle {
  std::string corpus{};  ///< The folder as it was named, so that the paths can be opened from here.
  bool colours = false;  ///< Of a terminal.
  bool notes = false;    ///< Show these too, of which there may be hundreds.
};

/// Under `--strict` a warning is an error.
void make_warnings_errors(Diagnostics& problems);

[[nodiscard]] Verdict judge(const Diagnostics& problems);

/// Every error and warning in order, each with its line of source and a caret under the place.
[[nodiscard]] std::string render_problems(const Corpus& corpus, const ReportStyle& style);

/// "3 errors and 1 warning in 2 of 14 files". @pre there is one.
[[nodiscard]] std::string summary_of(const Verdict& verdict, const Corpus& corpus);

/// "2 notes in 1 file; --notes shows them": all that is said of them unless they are asked for.
/// Empty if there are none.
[[nodiscard]] std::string notes_summary(const Diagnostics& problems);

/// Takes out the documents of faulty files: those with warnings under `--strict`, too. The reader
/// has left out the others already. @return paths of all that are left out, in order.
std::set<std::string> leave_out_faulty(Corpus& corpus, const Verdict& verdict);

/// "Not shown: 1 draft (my-record); set its status to 'published'": the documents that a build
/// leaves out because of their status. Empty if there are none.
[[nodiscard]] std::string not_shown(const Corpus& corpus);

/// "1 document", "2 documents"
[[nodiscard]] std::string count_of(std::size_t count, const std::string& what);

}  // namespace entrepot
