#include "indexer/corpus/corpus.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/sha256.h"
#include "tests/temp_folder.h"

namespace {

using namespace entrepot;
namespace fs = std::filesystem;

const fs::path kFixtures = fs::path(ENTREPOT_SOURCE_DIR) / "tests/fixtures";

/// Errors and warnings; the vocabularies of tests have few labels, which is noted.
std::string messages(const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& problem : problems)
    if (problem.severity != Severity::Note) out += to_string(problem) + "\n";
  return out;
}

/// Documents whose text is kept to be shown with problems.
std::ptrdiff_t documents_shown(const Corpus& corpus) {
  return std::count_if(corpus.sources.begin(), corpus.sources.end(),
                       [](const auto& one) { return !one.first.starts_with("vocabulary/"); });
}

/// Enough of a front matter for a document to have no warnings.
std::string document(const std::string& more, const std::string& body = "Text.\n") {
  return "---\ntitle: A\nsummary: S.\nlanguage: en\nscope: global\nthemes: [aeo]\ndate: 2022\n"
         "sources: [{title: T, kind: primary}]\nderivation: summary\nlicense: CC0-1.0\n"
         "evidence: measured\n" +
         more + "---\n" + body;
}

/// A corpus of a test's own with the fixture's vocabulary.
class TestCorpus {
 public:
  TestCorpus() { fs::copy(kFixtures / "corpus/vocabulary", path() / "vocabulary"); }
  [[nodiscard]] const fs::path& path() const { return folder_.path(); }
  fs::path write(const std::string& name, const std::string& text) const {
    return folder_.write(name, text);
  }
  [[nodiscard]] Corpus read() const { return read_corpus(path()); }
  [[nodiscard]] std::string problems() const { return messages(read().problems); }

 private:
  TempFolder folder_;
};

std::vector<std::string> ids(const Corpus& corpus) {
  std::vector<std::string> out;
  for (const CorpusDocument& one : corpus.documents) out.push_back(one.record.document.id);
  return out;
}

const DocumentRecord& record(const Corpus& corpus, const std::string& id) {
  const auto found =
      std::find_if(corpus.documents.begin(), corpus.documents.end(),
                   [&](const CorpusDocument& one) { return one.record.document.id == id; });
  REQUIRE(found != corpus.documents.end());
  return found->record;
}

}  // namespace

TEST_CASE("the shipped corpus has no errors and no warnings") {
  const Corpus corpus = read_corpus(fs::path(ENTREPOT_SOURCE_DIR) / "corpus");
  CHECK(messages(corpus.problems).empty());
  CHECK(corpus.documents.size() == corpus.files);
  CHECK(corpus.files >= 12);
}

TEST_CASE("a corpus is read whole, by id, whatever the status of its documents") {
  std::vector<std::pair<std::size_t, std::size_t>> steps;
  const Corpus corpus = read_corpus(
      kFixtures / "corpus",
      {.progress = [&](std::size_t done, std::size_t total) { steps.emplace_back(done, total); }});
  CHECK(messages(corpus.problems).empty());
  CHECK(corpus.files == 15);
  CHECK(ids(corpus) ==
        std::vector<std::string>{"bo-2022-risk-news", "bo-2022-risk-workshop", "cl-2012-plan",
                                 "cl-2016-plan-review", "cn-2019-single-window", "eg-release-times",
                                 "global-training-trends", "kg-2025-bomca",
                                 "ne-ng-joint-border-post", "no-2024-digital-border",
                                 "pe-ventanilla-unica", "rw-2015-withdrawn-figures", "tn-2020-oea",
                                 "uz-2026-draft-training", "virtual-2022-planning"});
  CHECK(steps.size() == 15);
  CHECK(steps.front() == std::pair<std::size_t, std::size_t>{1, 15});
  CHECK(steps.back() == std::pair<std::size_t, std::size_t>{15, 15});
  CHECK(corpus.documents[0].path == "case-studies/bo-2022-risk-news.md");
  CHECK(corpus.documents[0].sha256 ==
        sha256_hex(read_whole(kFixtures / "corpus" / corpus.documents[0].path)));
  CHECK(record(corpus, "uz-2026-draft-training").document.status == "draft");
}

TEST_CASE("a record holds the tags of the document and of its passages, and their kinds") {
  const Corpus corpus = read_corpus(kFixtures / "corpus");
  const DocumentRecord& bolivia = record(corpus, "bo-2022-risk-workshop");
  CHECK(bolivia.document.type == "workshop-conclusions");
  CHECK(bolivia.document.tags.regions == std::vector<std::string>{"AMS"});
  CHECK(bolivia.document.tags.themes ==
        std::vector<std::string>{"risk-management", "strategic-planning"});
  CHECK(bolivia.all_tags.themes ==
        std::vector<std::string>{"risk-management", "strategic-planning", "aeo"});
  CHECK(bolivia.kinds == std::vector<std::string>{"context", "challenge", "lesson",
                                                  "recommendation", "good-practice"});
  CHECK(bolivia.passages.size() == 7);
  CHECK(!bolivia.sections.empty());
}

TEST_CASE("regions of a passage follow from its own countries") {
  const TestCorpus corpus;
  corpus.write(
      "case-studies/a-b.md",
      document("countries: [BO]\n", "<!-- passage: lesson countries=TN -->\n## One\n\nText.\n"));
  const Corpus read = corpus.read();
  CHECK(messages(read.problems).empty());
  const DocumentRecord& one = record(read, "a-b");
  REQUIRE(one.passages.size() == 1);
  CHECK(one.passages[0].tags.regions == std::vector<std::string>{"MENA"});
  CHECK(one.document.tags.regions == std::vector<std::string>{"AMS"});
  CHECK(one.all_tags.regions == std::vector<std::string>{"AMS", "MENA"});
}

TEST_CASE("twelve faults in five files are all told in one run, at their places") {
  const Corpus corpus = read_corpus(kFixtures / "faulty");
  Diagnostics errors;
  std::copy_if(corpus.problems.begin(), corpus.problems.end(), std::back_inserter(errors),
               [](const Diagnostic& one) { return one.severity == Severity::Error; });
  CHECK(messages(errors) ==
        "case-studies/bad-values.md:3:13: error: unknown country 'BOL'; write the two-letter code "
        "'BO'\n"
        "case-studies/bad-values.md:4:10: error: unknown theme 'risk-managment'; did you mean "
        "'risk-management'?\n"
        "case-studies/bad-values.md:5:7: error: there is no month 13; write a month from 01 to 12\n"
        "case-studies/bad-values.md:6:15: error: 'over 20' is not a whole number from 1; write it "
        "in digits only, or remove 'participants'\n"
        "case-studies/repeated-and-missing.md:1:1: error: the key 'title' is missing; write "
        "'title: The title of the document'\n"
        "case-studies/repeated-and-missing.md:4:1: error: key 'language' stands on line 2 already; "
        "write all of it there\n"
        "mission-reports/broken-yaml.md:2:14: error: a colon and a space cannot stand inside a "
        "plain value; put the whole value in straight double quotes, or begin a new key at the "
        "start of its line\n"
        "mission-reports/dead-links.md:4:11: error: unknown document 'bad-valuse'; did you mean "
        "'bad-values'?\n"
        "mission-reports/dead-links.md:7:10: error: 'no URL given' is not a web address; write one "
        "that begins with https:// and a host, without spaces, or remove 'url'\n"
        "mission-reports/dead-links.md:13:18: error: there is no document 'no-such-document' to "
        "link to; write the file name of a document of the corpus, without its folder\n"
        "mission-reports/dead-links.md:13:55: error: there is no '#no-such-section' in "
        "mission-reports/dead-links.md; write the anchor of one of its sections or passages\n"
        "workshop-conclusions/second-title.md:6:1: error: a heading of level 1 is the title's; "
        "write ## Another title\n");
  CHECK(corpus.files == 5);
  CHECK(corpus.documents.empty());
  CHECK(documents_shown(corpus) == 5);
  CHECK(caret_excerpt(corpus.sources.at("case-studies/bad-values.md"), errors.at(0).where) ==
        "countries: [BOL]\n            ^\n");
}

TEST_CASE("a document must lie in a folder that says its type") {
  const TestCorpus corpus;
  corpus.write("README.md", "no document");
  corpus.write("case-studies/README.md", "no document");
  corpus.write("case-studies/TEMPLATE.md", "no document");
  corpus.write("case-studies/.hidden.md", "no document");
  corpus.write("case-studies/notes.txt", "no document");
  corpus.write("vocabulary/notes.md", "no document");
  corpus.write("loose.md", document(""));
  corpus.write("case-studies/2022/deep.md", document(""));
  corpus.write("case-study/misnamed.md", document(""));
  constexpr std::string_view kMessage =
      "error: lies in no document folder; move it to case-studies/, mission-reports/ or "
      "workshop-conclusions/\n";
  CHECK(corpus.problems() ==
        "case-studies/2022/deep.md: " + std::string(kMessage) +
            "case-studies/notes.txt: warning: is not read; the names of documents end in '.md'\n" +
            "case-study/misnamed.md: " + std::string(kMessage) +
            "loose.md: " + std::string(kMessage));
}

TEST_CASE("a file's name must be an id of its own") {
  const TestCorpus corpus;
  corpus.write("case-studies/Étude de cas 1.md", document(""));
  corpus.write("case-studies/ab.md", document(""));
  corpus.write("case-studies/same-name.md", document(""));
  corpus.write("mission-reports/same-name.md", document(""));
  CHECK(corpus.problems() ==
        "case-studies/ab.md: error: 'ab' cannot name a document; write 3 to 80 of a-z, 0-9 and "
        "hyphens\n"
        "case-studies/Étude de cas 1.md: error: 'Étude de cas 1' cannot name a document; rename it "
        "to 'etude-de-cas-1.md', 3 to 80 of a-z, 0-9 and hyphens\n"
        "mission-reports/same-name.md: error: 'same-name' is the id of case-studies/same-name.md "
        "already; rename one of them\n");
  CHECK(ids(corpus.read()) == std::vector<std::string>{"same-name"});
}

TEST_CASE("links out of the corpus are refused, circles of links end") {
  const TestCorpus corpus;
  const TempFolder outside;
  corpus.write("case-studies/real.md", document(""));
  fs::create_symlink(outside.write("secret.md", document("")),
                     corpus.path() / "case-studies/out.md");
  fs::create_symlink(corpus.path() / "case-studies", corpus.path() / "case-studies/loop");
  fs::create_symlink("nowhere.md", corpus.path() / "case-studies/dangling.md");
  fs::create_symlink("self.md", corpus.path() / "case-studies/self.md");
  fs::create_symlink("real.md", corpus.path() / "case-studies/second-name.md");
  fs::create_symlink(outside.path(), corpus.path() / "mission-reports");
  const Corpus read = corpus.read();
  CHECK(messages(read.problems) ==
        "case-studies/dangling.md: error: is a link that leads nowhere (No such file or "
        "directory); remove it\n"
        "case-studies/loop: warning: is a link to a folder, which is not followed; remove it\n"
        "case-studies/out.md: error: is a link out of the corpus; put the file itself here\n"
        "case-studies/self.md: error: is a link that leads nowhere (Too many levels of symbolic "
        "links); remove it\n"
        "mission-reports: error: is a link out of the corpus; put the file itself here\n");
  CHECK(ids(read) == std::vector<std::string>{"real", "second-name"});
  CHECK(documents_shown(read) == 0);  // nothing of a file outside is ever shown
}

TEST_CASE("a file that cannot be read is one problem, and the others are read") {
  const TestCorpus corpus;
  corpus.write("case-studies/good.md", document("related: [invalid]\n"));
  corpus.write("case-studies/invalid.md", document("", "Text \xE9\n"));
  REQUIRE(::mkfifo((corpus.path() / "case-studies/pipe.md").c_str(), 0600) == 0);
  std::string expected =
      "case-studies/invalid.md:13:6: error: byte 0xE9 is not UTF-8; save the file as UTF-8\n"
      "case-studies/pipe.md: error: is not a plain file; replace it by one, or remove it\n";
  if (::geteuid() != 0) {  // root may read everything
    fs::permissions(corpus.write("case-studies/secret.md", document("")), fs::perms::none);
    expected += "case-studies/secret.md: error: cannot be read: Permission denied\n";
  }
  const Corpus read = corpus.read();
  CHECK(messages(read.problems) == expected);
  CHECK(ids(read) == std::vector<std::string>{"good"});
}

TEST_CASE("a byte order mark and CRLF change neither messages nor what is read") {
  const TestCorpus corpus;
  std::string text = document("", "## Context\n\nText [here](#nowhere).\n"),
              windows = "\xEF\xBB\xBF";
  for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  corpus.write("case-studies/unix.md", text);
  corpus.write("case-studies/windows.md", windows);
  CHECK(corpus.problems() ==
        "case-studies/unix.md:15:13: error: there is no '#nowhere' in case-studies/unix.md; write "
        "the anchor of one of its sections or passages\n"
        "case-studies/windows.md:15:13: error: there is no '#nowhere' in case-studies/windows.md; "
        "write the anchor of one of its sections or passages\n");
}

TEST_CASE("documents named by others must exist, under their present name") {
  const TestCorpus corpus;
  corpus.write("case-studies/first.md",
               document("related: [frist, first, old-second]\ntranslation_of: nothing-like-it\n"
                        "formerly: [second]\n",
                        "[a](old-second.md) [b](secnd.md#x)\n"));
  corpus.write("case-studies/second.md", document("formerly: [old-second]\n"));
  corpus.write("case-studies/third.md", document("formerly: [old-second]\n"));
  CHECK(corpus.problems() ==
        "case-studies/first.md:12:11: error: unknown document 'frist'; did you mean 'first'?\n"
        "case-studies/first.md:12:18: error: 'related' names this document itself; remove it\n"
        "case-studies/first.md:12:25: error: unknown document 'old-second'; write 'second', its id "
        "now\n"
        "case-studies/first.md:13:17: error: unknown document 'nothing-like-it'; write the id of "
        "a document: its file name without .md\n"
        "case-studies/first.md:14:12: error: 'second' is the id of case-studies/second.md; write "
        "only ids that are no longer used\n"
        "case-studies/first.md:16:5: warning: 'old-second.md' has another name now; write "
        "'second.md'\n"
        "case-studies/first.md:16:24: error: there is no document 'secnd' to link to; did you "
        "mean 'second.md'?\n"
        "case-studies/third.md:12:12: error: 'old-second' is a former id of 'second' already; keep "
        "one of them\n");
}

TEST_CASE("what supersedes and translates what must not go round in a circle") {
  const TestCorpus corpus;
  corpus.write("case-studies/one.md", document("supersedes: [two]\nstatus: superseded\n"));
  corpus.write("case-studies/two.md", document("supersedes: [one-b, one]\nstatus: superseded\n"));
  corpus.write("case-studies/one-b.md", document("status: superseded\n"));
  corpus.write("case-studies/t-a.md", document("translation_of: t-b\n"));
  corpus.write("case-studies/t-b.md", document("translation_of: t-c\n"));
  corpus.write("case-studies/t-c.md", document("translation_of: t-a\n"));
  CHECK(corpus.problems() ==
        "case-studies/t-c.md:12:17: error: 'translation_of' goes round in a circle (t-a > t-b > "
        "t-c > t-a); remove one of them\n"
        "case-studies/two.md:12:21: error: 'supersedes' goes round in a circle (one > two > one); "
        "remove one of them\n");
}

TEST_CASE("ways that would lead readers to a page that is not there are warnings") {
  const TestCorpus corpus;
  corpus.write("case-studies/from.md", document("related: [gone]\nsupersedes: [kept]\n",
                                                "[a](gone.md) [b](draft-one.md#top)\n"));
  corpus.write("case-studies/gone.md", document("status: withdrawn\nnote: Wrong.\n"));
  corpus.write("case-studies/draft-one.md", document("status: draft\n"));
  corpus.write("case-studies/kept.md", document(""));
  corpus.write("case-studies/lonely.md", document("status: superseded\n"));
  CHECK(corpus.problems() ==
        "case-studies/from.md:12:11: warning: 'gone' is withdrawn; name what replaces it, or "
        "remove this\n"
        "case-studies/from.md:13:14: warning: 'kept' still has the status 'published'; write "
        "'status: superseded' there\n"
        "case-studies/from.md:15:5: warning: 'gone' is withdrawn; name what replaces it, or remove "
        "this\n"
        "case-studies/from.md:15:18: warning: 'draft-one' is not published (its status is "
        "'draft'); remove this, or publish it first\n"
        "case-studies/lonely.md:1: warning: its status is superseded, but no document supersedes "
        "it; write 'supersedes' in the one that does\n");
  CHECK(corpus.read().documents.size() == 5);
}

TEST_CASE("links to places are checked, but not against a document that has faults of its own") {
  const TestCorpus corpus;
  corpus.write("case-studies/from.md",
               document("",
                        "## Lessons\n\n- [a](other.md#next-step) [b](other.md#outcomes.1)\n"
                        "- [c](#lessons.2) [d](#lessons.4)\n- [e](faulty.md#anything)\n"));
  corpus.write("case-studies/other.md",
               document("", "## Outcomes\n\n- One.\n\n## Next steps\n\nText.\n"));
  corpus.write("case-studies/faulty.md", document("participants: many\n"));
  CHECK(corpus.problems() ==
        "case-studies/faulty.md:12:15: error: 'many' is not a whole number from 1; write it in "
        "digits only, or remove 'participants'\n"
        "case-studies/from.md:15:7: error: there is no '#next-step' in case-studies/other.md; did "
        "you "
        "mean '#next-steps'?\n"
        "case-studies/from.md:16:23: error: there is no '#lessons.4' in case-studies/from.md; did "
        "you mean '#lessons.1'?\n");
}

TEST_CASE("faults of front matter and body are told in one run") {
  const TestCorpus corpus;
  corpus.write("case-studies/one.md", "---\ntitle: A\ndate: soon\n---\n# Another\n");
  corpus.write("case-studies/two.md",
               "---\ntitle: A: b\n---\n# A: b\n\n[a](one.md#x) [b](none.md)\n");
  Diagnostics problems = corpus.read().problems;
  std::erase_if(problems, [](const Diagnostic& one) { return one.severity == Severity::Note; });
  REQUIRE(problems.size() == 4);
  CHECK(problems[0].where == Location{"case-studies/one.md", 3, 7});
  CHECK(problems[1].where == Location{"case-studies/one.md", 5, 1});
  CHECK(problems[2].where == Location{"case-studies/two.md", 2, 9});
  CHECK(problems[3].where == Location{"case-studies/two.md", 6, 19});
}

TEST_CASE("a corpus that is not there, or has no vocabulary, cannot be read") {
  CHECK_THROWS_WITH_AS(static_cast<void>(read_corpus("/nowhere/at/all")),
                       "cannot read the corpus '/nowhere/at/all': No such file or directory",
                       Error);
  const TempFolder empty;
  CHECK_THROWS_AS(static_cast<void>(read_corpus(empty.path())), Error);
}

TEST_CASE("outlines tell the same problems as whole records, which can be had from them") {
  for (const char* const name : {"corpus", "faulty"}) {
    CAPTURE(name);
    const Corpus whole = read_corpus(kFixtures / name);
    for (const unsigned jobs : {1U, 4U}) {
      const Corpus outlines = read_corpus(kFixtures / name, {.outlines = true, .jobs = jobs});
      CHECK(messages(outlines.problems) == messages(whole.problems));
      CHECK(outlines.problems == whole.problems);
      CHECK(ids(outlines) == ids(whole));
      for (std::size_t i = 0; i < whole.documents.size(); ++i) {
        const CorpusDocument& one = outlines.documents[i];
        CHECK(one.record.passages.empty());
        CHECK(one.record.document.markdown.empty());
        CHECK(one.text_bytes == whole.documents[i].record.document.markdown.size());
        CHECK(anchors_of(one) == anchors_of(whole.documents[i]));
        CHECK(whole_record(outlines, one) == whole.documents[i].record);
      }
    }
  }
}

TEST_CASE("a file that changed after it was checked is not taken for what was checked") {
  const TestCorpus corpus;
  const fs::path file = corpus.write("case-studies/a-b.md", document("status: draft\n"));
  const Corpus read = read_corpus(corpus.path(), {.outlines = true});
  REQUIRE(read.documents.size() == 1);
  CHECK(whole_record(read, read.documents[0]).document.title == "A");
  corpus.write("case-studies/a-b.md", document("status: draft\n", "Another text.\n"));
  CHECK_THROWS_WITH_AS(static_cast<void>(whole_record(read, read.documents[0])),
                       ("'" + file.string() + "' changed while the index was built").c_str(),
                       Error);
}
