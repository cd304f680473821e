#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "indexer/corpus.h"
#include "indexer/front_matter.h"
#include "indexer/value_reader.h"
#include "indexer/vocabulary_reader.h"
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
