#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "indexer/body/markdown.h"
#include "indexer/corpus/corpus.h"
#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/value_reader.h"
#include "indexer/vocabulary/vocabulary_reader.h"
#include "tests/temp_folder.h"

namespace {

using namespace entrepot;
namespace fs = std::filesystem;

const fs::path kVocabulary =
    fs::path(ENTREPOT_SOURCE_DIR) / "tests" / "fixtures" / "corpus" / "vocabulary";

/// How many errors there are, and how many of them guess at what was meant.
struct Told {
  std::size_t errors = 0, guesses = 0;
  bool operator==(const Told&) const = default;
};

Told told(const Diagnostics& problems) {
  Told out;
  for (const Diagnostic& problem : problems) {
    if (problem.severity != Severity::Error) continue;
    ++out.errors;
    if (problem.message.find("did you mean") != std::string::npos) ++out.guesses;
  }
  return out;
}

}  // namespace

TEST_CASE("every wrong id of a file is told, and the first of them with a guess") {
  Diagnostics problems;
  const Vocabulary vocabulary = read_vocabulary(kVocabulary, "vocabulary", problems);
  problems.clear();
  std::string text = "---\ntitle: A\nadministrations: [";
  for (int i = 0; i < 25; ++i) text += fmt::format("adm-bo{:02}, ", i);
  text += "adm-b]\n---\nText.\n";
  CHECK_FALSE(parse_document(text, "a.md", vocabulary, problems));
  CHECK(told(problems) == Told{.errors = 26, .guesses = kMaxHints});
  CHECK(problems[kMaxHints - 1].message ==
        "unknown administration 'adm-bo19'; did you mean 'adm-bo'?");
  CHECK(problems[kMaxHints].message ==
        "unknown administration 'adm-bo20'; see vocabulary/administrations.yaml");
}

TEST_CASE("every link that leads nowhere is told, and the first of each file with a guess") {
  const TempFolder corpus;
  fs::copy(kVocabulary, corpus.path() / "vocabulary");
  std::string links;
  for (int i = 0; i < 25; ++i) links += "[a](other-docment.md)\n\n";
  for (const char* name : {"other-document", "first-file", "second-file"})
    corpus.write(fmt::format("case-studies/{}.md", name),
                 "---\ntitle: A\n---\n" + (name[0] == 'o' ? std::string("Text.\n") : links));
  CHECK(told(read_corpus(corpus.path()).problems) ==
        Told{.errors = 2 * 25, .guesses = 2 * kMaxHints});
}

TEST_CASE("every wrong value of passage comments is told, and the first of a file with a guess") {
  Diagnostics problems;
  const Vocabulary vocabulary = read_vocabulary(kVocabulary, "vocabulary", problems);
  std::string body;
  for (int i = 0; i < 25; ++i) body += "<!-- passage: themes=aoe -->\nText.\n\n";
  static_cast<void>(parse_markdown(body, {.file = "a.md", .first_line = 1}, vocabulary, problems));
  CHECK(told(problems) == Told{.errors = 25, .guesses = kMaxHints});
  CHECK(problems.back().message == "unknown theme 'aoe'; see vocabulary/themes.yaml");
}

TEST_CASE("a hint shares a whole word or differs by a slip of the pen, else there is none") {
  Diagnostics problems;
  const Vocabulary vocabulary = read_vocabulary(
      fs::path(ENTREPOT_SOURCE_DIR) / "corpus" / "vocabulary", "vocabulary", problems);
  CHECK(value_hint(vocabulary, "modalities", "online") == "; write 'virtual'");
  CHECK(value_hint(vocabulary, "modalities", "Remote") == "; write 'virtual'");
  CHECK(value_hint(vocabulary, "modalities", "in person") == "; write 'onsite'");
  CHECK(value_hint(vocabulary, "modalities", "off-line") ==
        "; write one of onsite, virtual, hybrid");
  CHECK(value_hint(vocabulary, "themes", "customs risk") == "; did you mean 'risk-management'?");
  CHECK(value_hint(vocabulary, "themes", "risk managment") == "; did you mean 'risk-management'?");
  CHECK(value_hint(vocabulary, "themes", "football") ==
        "; the ids are listed in vocabulary/themes.yaml");
}

TEST_CASE("a name instead of an id is answered by the id, or by the choice where several have it") {
  Diagnostics problems;
  const Vocabulary vocabulary = read_vocabulary(
      fs::path(ENTREPOT_SOURCE_DIR) / "corpus" / "vocabulary", "vocabulary", problems);
  CHECK(value_hint(vocabulary, "themes", "gestion des risques") == "; write 'risk-management'");
  CHECK(value_hint(vocabulary, "themes", "إدارة المخاطر") == "; write 'risk-management'");
  CHECK(value_hint(vocabulary, "countries", "Bolivie") == "; write the two-letter code 'BO'");
  CHECK(value_hint(vocabulary, "administrations", "SAT") ==
        "; write the one that is meant: 'adm-gt' (Superintendency of Tax Administration of "
        "Guatemala), 'adm-mx' (National Customs Agency of Mexico)");
  CHECK(
      value_hint(vocabulary, "administrations", "Direction générale des douanes").ends_with("..."));
  CHECK(value_hint(vocabulary, "organisations", "GTFP") ==
        ", which is a programme; write 'gtfp-1' under 'programmes'");
  CHECK(value_hint(vocabulary, "organisations", "SUNAT") ==
        ", which is an administration; write 'adm-pe' under 'administrations'");
}

TEST_CASE("what refers to a vocabulary that cannot be parsed is not called wrong") {
  const TempFolder corpus;
  fs::copy(kVocabulary, corpus.path() / "vocabulary");
  corpus.write("vocabulary/themes.yaml", "- id: [\n");
  corpus.write("vocabulary/kinds.yaml", "- id: [\n");
  corpus.write("case-studies/a-b.md",
               "---\ntitle: A\nthemes: [any]\nscope: x\n---\n\n<!-- passage: remark themes=some "
               "-->\nText.\n");
  std::vector<std::string> faulty;
  for (const Diagnostic& one : read_corpus(corpus.path()).problems)
    if (one.severity == Severity::Error) faulty.push_back(one.where.file);
  CHECK(faulty == std::vector<std::string>{"vocabulary/kinds.yaml", "vocabulary/themes.yaml",
                                           "case-studies/a-b.md"});
}
