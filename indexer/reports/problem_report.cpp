#include "indexer/reports/problem_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

#include "model/text/width.h"

namespace entrepot {
namespace {

constexpr std::string_view kVocabularyFolder = "vocabulary/";

struct Word {
  std::string_view text{};
  std::string_view colour{};
};

Word word_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return {"error", "\033[1;31m"};
    case Severity::Warning:
      return {"warning", "\033[1;33m"};
    case Severity::Note:
      break;
  }
  return {"note", "\033[1;36m"};
}

/// The severity stands right before the message, and nowhere else for sure: a file may be called
/// "error: no.md".
std::string coloured(std::string line, const Diagnostic& problem) {
  const Word word = word_of(problem.severity);
  const std::size_t tail =
      one_printable_line(problem.message).size() + std::string_view(": ").size();
  const std::size_t begin = line.size() - tail - word.text.size();
  line.insert(begin + word.text.size(), "\033[0m");
  line.insert(begin, word.colour);
  return line;
}

std::string render(const Diagnostic& problem, const Corpus& corpus, const ReportStyle& style) {
  Diagnostic shown = problem;
  if (!shown.where.file.empty())
    shown.where.file =
        (std::filesystem::path(style.corpus) / problem.where.file).lexically_normal().string();
  std::string line = to_string(shown);
  if (style.colours) line = coloured(std::move(line), shown);
  line += '\n';
  const auto source = corpus.sources.find(problem.where.file);
  if (source != corpus.sources.end()) line += caret_excerpt(source->second, problem.where);
  return line;
}

}  // namespace

void make_warnings_errors(Diagnostics& problems) {
  for (Diagnostic& problem : problems)
    if (problem.severity == Severity::Warning) problem.severity = Severity::Error;
}

Verdict judge(const Diagnostics& problems) {
  Verdict verdict;
  for (const Diagnostic& problem : problems) {
    if (problem.severity == Severity::Note) {
      ++verdict.notes;
      continue;
    }
    verdict.touched.insert(problem.where.file);
    if (problem.severity == Severity::Warning) {
      ++verdict.warnings;
      continue;
    }
    ++verdict.errors;
    verdict.faulty.insert(problem.where.file);
    verdict.is_vocabulary_faulty |= problem.where.file.starts_with(kVocabularyFolder);
  }
  return verdict;
}

std::string render_problems(const Corpus& corpus, const ReportStyle& style) {
  std::string out;
  for (const Diagnostic& problem : corpus.problems)
    if (style.notes || problem.severity != Severity::Note) out += render(problem, corpus, style);
  return out;
}

std::string summary_of(const Verdict& verdict, const Corpus& corpus) {
  const std::size_t files = corpus.files + vocabulary_names().size();
  return fmt::format("{} and {} in {} of {}", count_of(verdict.errors, "error"),
                     count_of(verdict.warnings, "warning"), verdict.touched.size(),
                     count_of(files, "file"));
}

std::string notes_summary(const Diagnostics& problems) {
  std::size_t notes = 0;
  std::set<std::string> files;
  for (const Diagnostic& problem : problems) {
    if (problem.severity != Severity::Note) continue;
    ++notes;
    files.insert(problem.where.file);
  }
  if (notes == 0) return {};
  return fmt::format("{} in {}; --notes shows {}", count_of(notes, "note"),
                     count_of(files.size(), "file"), notes == 1 ? "it" : "them");
}

std::set<std::string> leave_out_faulty(Corpus& corpus, const Verdict& verdict) {
  std::erase_if(corpus.documents, [&verdict](const CorpusDocument& one) {
    return verdict.faulty.contains(one.path);
  });
  return verdict.faulty;
}

std::string not_shown(const Corpus& corpus) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> ids;
  std::size_t drafts = 0;
  for (const CorpusDocument& one : corpus.documents) {
    const Document& document = one.record.document;
    if (document.status != "draft" && document.status != "in-review") continue;
    ids.push_back(document.id);
    if (document.status == "draft") ++drafts;
  }
  if (ids.empty()) return {};
  const std::size_t in_review = ids.size() - drafts;
  const std::size_t named = std::min(ids.size(), kNamed);
  return fmt::format("Not shown: {}{}{} ({}{}); set {} status to 'published'",
                     drafts > 0 ? count_of(drafts, "draft") : "",
                     drafts > 0 && in_review > 0 ? " and " : "",
                     in_review > 0 ? count_of(in_review, "document") + " in review" : "",
                     fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(named), ", "),
                     ids.size() > named ? fmt::format(" and {} more", ids.size() - named) : "",
                     ids.size() == 1 ? "its" : "their");
}

std::string count_of(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace entrepot
