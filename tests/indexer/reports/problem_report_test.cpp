#include "indexer/reports/problem_report.h"

#include <doctest/doctest.h>

using namespace entrepot;

namespace {

Diagnostic problem(const std::string& file, Severity severity, const std::string& message) {
  return {
      .where = {.file = file, .line = 3, .column = 12}, .severity = severity, .message = message};
}

Corpus faulty_corpus() {
  Corpus corpus;
  corpus.files = 14;
  corpus.sources["case-studies/a.md"] = "---\ntitle: A\ncountries: BOL\n---\n";
  corpus.problems = {
      problem("case-studies/a.md", Severity::Error, "unknown country 'BOL'; write 'BO'"),
      problem("case-studies/a.md", Severity::Note, "it is the main one"),
      {.where = {.file = "case-studies/b.md"},
       .severity = Severity::Warning,
       .message = "no summary; write one"}};
  for (const char* id : {"a", "b", "c"}) {
    CorpusDocument one{.path = "case-studies/" + std::string(id) + ".md"};
    one.record.document.id = id;
    corpus.documents.push_back(one);
  }
  return corpus;
}

using Files = std::set<std::string>;

}  // namespace

TEST_CASE("notes are counted in one line, and shown only to who asks") {
  const Corpus corpus = faulty_corpus();
  CHECK(notes_summary(corpus.problems) == "1 note in 1 file; --notes shows it");
  CHECK(notes_summary({problem("a", Severity::Note, "n"), problem("b", Severity::Note, "n")}) ==
        "2 notes in 2 files; --notes shows them");
  CHECK(notes_summary({problem("a", Severity::Warning, "w")}).empty());
  CHECK(
      render_problems({.problems = {problem("a", Severity::Note, "n")}}, {.corpus = "c"}).empty());
}

TEST_CASE("a problem is shown at a path that opens from here, with its line and a caret") {
  CHECK(render_problems(faulty_corpus(), {.corpus = "../my/./corpus/", .notes = true}) ==
        "../my/corpus/case-studies/a.md:3:12: error: unknown country 'BOL'; write 'BO'\n"
        "countries: BOL\n"
        "           ^\n"
        "../my/corpus/case-studies/a.md:3:12: note: it is the main one\n"
        "countries: BOL\n"
        "           ^\n"
        "../my/corpus/case-studies/b.md: warning: no summary; write one\n");
}

TEST_CASE("only the severity is coloured, whatever the file and the message are called") {
  Corpus corpus;
  corpus.problems = {problem("error: no.md", Severity::Error, "error: twice\x1b[2J"),
                     problem("a.md", Severity::Warning, "warning: oh")};
  CHECK(render_problems(corpus, {.corpus = "c", .colours = true}) ==
        "c/error: no.md:3:12: \033[1;31merror\033[0m: error: twice\uFFFD[2J\n"
        "c/a.md:3:12: \033[1;33mwarning\033[0m: warning: oh\n");
}

TEST_CASE("a verdict counts errors, warnings and the files that hold them, and not notes") {
  const Corpus corpus = faulty_corpus();
  const Verdict verdict = judge(corpus.problems);
  CHECK(verdict == Verdict{.errors = 1,
                           .warnings = 1,
                           .notes = 1,
                           .faulty = {"case-studies/a.md"},
                           .touched = {"case-studies/a.md", "case-studies/b.md"}});
  const std::size_t files = 14 + vocabulary_names().size();
  CHECK(summary_of(verdict, corpus) ==
        "1 error and 1 warning in 2 of " + std::to_string(files) + " files");
  CHECK(judge({}) == Verdict{});
}

TEST_CASE("under --strict warnings are errors and notes stay notes") {
  Corpus corpus = faulty_corpus();
  make_warnings_errors(corpus.problems);
  const Verdict verdict = judge(corpus.problems);
  CHECK(verdict.errors == 2);
  CHECK(verdict.warnings == 0);
  CHECK(corpus.problems[1].severity == Severity::Note);
  CHECK(leave_out_faulty(corpus, verdict) == Files{"case-studies/a.md", "case-studies/b.md"});
  REQUIRE(corpus.documents.size() == 1);
  CHECK(corpus.documents[0].record.document.id == "c");
}

TEST_CASE("a fault in the vocabulary is told apart, for every document depends on it") {
  CHECK(judge({problem("vocabulary/themes.yaml", Severity::Error, "e")}).is_vocabulary_faulty);
  CHECK_FALSE(
      judge({problem("vocabulary/themes.yaml", Severity::Warning, "w")}).is_vocabulary_faulty);
  CHECK_FALSE(
      judge({problem("case-studies/vocabulary.md", Severity::Error, "e")}).is_vocabulary_faulty);
}

TEST_CASE("documents that a build leaves out because of their status are named") {
  Corpus corpus = faulty_corpus();
  CHECK(not_shown(corpus).empty());
  corpus.documents[1].record.document.status = "draft";
  CHECK(not_shown(corpus) == "Not shown: 1 draft (b); set its status to 'published'");
  corpus.documents[0].record.document.status = "in-review";
  CHECK(not_shown(corpus) ==
        "Not shown: 1 draft and 1 document in review (a, b); set their status to 'published'");
  for (const char* id : {"d", "e", "f", "g"}) {
    CorpusDocument one;
    one.record.document.id = id;
    one.record.document.status = "draft";
    corpus.documents.push_back(one);
  }
  CHECK(not_shown(corpus) ==
        "Not shown: 5 drafts and 1 document in review (a, b, d, e, f and 1 more); set their status "
        "to 'published'");
}
