#include "indexer/index/address_checks.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/index/build.h"
#include "model/error.h"
#include "model/index_schema.h"
#include "tests/temp_folder.h"

using namespace entrepot;

namespace {

CorpusDocument document(const std::string& id) {
  CorpusDocument out{.path = "case-studies/" + id + ".md", .sha256 = std::string(64, '0')};
  Document& own = out.record.document;
  own.id = id;
  own.type = "case-study";
  own.title = "Title of " + id;
  out.record.sections = {
      {.anchor = "outcomes", .title = "Outcomes", .former_anchors = {"results"}}};
  out.record.passages = {
      {.anchor = "outcomes.1", .text = "First.\n"},
      {.anchor = "outcomes.2", .text = "Second.\n", .former_anchors = {"second"}}};
  return out;
}

/// Publishes one corpus and tells what another would take away.
std::vector<std::string> vanishing(const Corpus& published, const Corpus& corpus) {
  const TempFolder folder;
  GenerationStore store(folder.path() / "data");
  static_cast<void>(build_index(store, published));
  Diagnostics problems;
  check_addresses(read_published_addresses(folder.path() / "data"), corpus, problems);
  std::vector<std::string> out;
  for (const Diagnostic& problem : problems) out.push_back(to_string(problem));
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the same corpus takes no address away") {
  CorpusDocument renamed = document("renamed");
  renamed.record.document.formerly = {"earlier"};
  CorpusDocument gone = document("gone");
  gone.record.document.status = "withdrawn";
  const Corpus corpus{.documents = {document("a-doc"), gone, renamed}};
  CHECK(vanishing(corpus, corpus).empty());
}

TEST_CASE("a removed document and what would keep its address are named") {
  const Corpus published{.documents = {document("a-doc"), document("b-doc")}};
  CHECK(vanishing(published, {.documents = {document("b-doc")}}) ==
        Lines{"case-studies/a-doc.md: warning: the published document 'a-doc' would vanish; write "
              "its id under 'formerly' of the record that takes its place, or keep its file with "
              "'status: withdrawn' and the reason in 'note'"});
}

TEST_CASE("a document that is renamed or withdrawn keeps its address and those of its passages") {
  const Corpus published{.documents = {document("a-doc"), document("b-doc")}};
  CorpusDocument renamed = document("c-doc");
  renamed.record.document.formerly = {"a-doc"};
  CorpusDocument withdrawn = document("b-doc");
  withdrawn.record.document.status = "withdrawn";
  withdrawn.record.sections.clear();
  withdrawn.record.passages.clear();
  CHECK(vanishing(published, {.documents = {withdrawn, renamed}}).empty());
}

TEST_CASE("a published document that becomes a draft is named with its status") {
  CorpusDocument draft = document("a-doc");
  draft.record.document.status = "draft";
  CHECK(vanishing({.documents = {document("a-doc")}}, {.documents = {draft}}) ==
        Lines{"case-studies/a-doc.md: warning: the document is published, and its status 'draft' "
              "would take it away; write 'published', or 'withdrawn' and the reason in 'note'"});
}

TEST_CASE("anchors of sections, of items and former ones are missed, unless 'was' keeps them") {
  CorpusDocument changed = document("a-doc");
  changed.record.sections[0].former_anchors.clear();
  changed.record.passages = {
      {.anchor = "outcomes.1", .text = "Both.\n", .former_anchors = {"second"}}};
  CHECK(
      vanishing({.documents = {document("a-doc")}}, {.documents = {changed}}) ==
      Lines{"case-studies/a-doc.md: warning: the published anchor 'outcomes.2' would vanish; write "
            "'was=outcomes.2' in the passage comment before what takes its place",
            "case-studies/a-doc.md: warning: the published anchor 'results' would vanish, with "
            "those of its items; write 'id=results' in a passage comment before its heading, or "
            "'was=results' before what takes its place"});
  changed.record.passages[0].former_anchors = {"second", "outcomes.2", "results"};
  CHECK(vanishing({.documents = {document("a-doc")}}, {.documents = {changed}}).empty());
}

TEST_CASE("of a section that is renamed one warning tells for it and its items") {
  CorpusDocument renamed = document("a-doc");
  renamed.record.sections[0].anchor = "achieved";
  renamed.record.passages = {
      {.anchor = "achieved.1", .text = "First.\n"},
      {.anchor = "achieved.2", .text = "Second.\n", .former_anchors = {"second"}}};
  const Lines told = vanishing({.documents = {document("a-doc")}}, {.documents = {renamed}});
  REQUIRE(told.size() == 1);
  CHECK(told[0].find("'outcomes' would vanish, with those of its items; write 'id=outcomes'") !=
        std::string::npos);
}

TEST_CASE("former ids and the notices of withdrawn documents are missed as well") {
  CorpusDocument renamed = document("a-doc");
  renamed.record.document.formerly = {"earlier"};
  CorpusDocument gone = document("gone");
  gone.record.document.status = "withdrawn";
  CHECK(
      vanishing({.documents = {renamed, gone}}, {.documents = {document("a-doc")}}) ==
      Lines{"case-studies/a-doc.md: warning: the former id 'earlier', which leads here, would "
            "vanish; keep it under 'formerly'",
            "warning: the withdrawn document 'gone' (Title of gone) would no longer say why it is "
            "gone; keep its file with 'status: withdrawn'"});
}

TEST_CASE("nothing is said of a file with errors, as what it will hold is not known") {
  const Corpus corpus{
      .problems = {{.where = {.file = "case-studies/a-doc.md", .line = 2, .column = 1},
                    .message = "wrong; mend it"}}};
  CHECK(vanishing({.documents = {document("a-doc")}}, corpus).empty());
}

TEST_CASE("a folder without an index is refused with the command that builds one") {
  const TempFolder folder;
  try {
    static_cast<void>(read_published_addresses(folder.path()));
    FAIL("there is none");
  } catch (const Error& failure) {
    CHECK(std::string(failure.what()) == "there is no index in '" + folder.path().string() + "'");
    CHECK(failure.hint() == "build one: entrepot-index build CORPUS " + folder.path().string());
  }
}

TEST_CASE("an index of another schema is refused, not misread") {
  const TempFolder folder;
  {
    GenerationStore store(folder.path());
    static_cast<void>(build_index(store, {.documents = {document("a-doc")}}));
  }
  const auto manifest = folder.path() / "current" / "manifest.json";
  std::string text = read_whole(manifest);
  const std::string schema = "\"schema\":";
  const std::size_t at = text.find(schema);
  REQUIRE(at != std::string::npos);
  text.insert(text.find_first_of("0123456789", at), "9");
  folder.write("current/manifest.json", text);
  CHECK_THROWS_WITH_AS(
      static_cast<void>(read_published_addresses(folder.path())),
      doctest::Contains(("it has schema 9" + std::to_string(kSchemaVersion)).c_str()), Error);
}
