#include "indexer/corpus/known_corpus.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "model/error.h"
#include "model/record.h"
#include "tests/temp_folder.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

const fs::path kFixtures = fs::path(ENTREPOT_SOURCE_DIR) / "tests" / "fixtures";

Corpus outlines_of(const fs::path& folder) { return read_corpus(folder, {.outlines = true}); }

Corpus read_again(const fs::path& folder, const KnownCorpus& known, const std::string& vocabulary) {
  return read_corpus(folder, {.outlines = true, .known = &known, .known_vocabulary = vocabulary});
}

}  // namespace

TEST_CASE("a corpus that is read with what was known of it is the one that is read anew") {
  const TempFolder folder;
  fs::copy(kFixtures / "corpus", folder.path(), fs::copy_options::recursive);
  const Corpus before = outlines_of(folder.path());
  const KnownCorpus known(pack_corpus(before));
  CHECK(known.documents().size() == before.documents.size());
  const std::string vocabulary = to_json(before.vocabulary);
  const fs::path changed = folder.path() / before.documents.at(0).path;
  folder.write(before.documents.at(0).path,
               read_whole(changed) + "\nOne [link](nowhere-at-all.md).\n");
  fs::remove(folder.path() / before.documents.at(1).path);

  const Corpus again = read_again(folder.path(), known, vocabulary);
  const Corpus anew = outlines_of(folder.path());
  CHECK(again.is_vocabulary_known);
  CHECK(again.vocabulary == anew.vocabulary);
  CHECK(again.problems == anew.problems);
  REQUIRE(again.documents.size() == anew.documents.size());
  for (std::size_t i = 0; i < anew.documents.size(); ++i) {
    CHECK(again.documents[i].record == anew.documents[i].record);
    CHECK(again.documents[i].sha256 == anew.documents[i].sha256);
    CHECK(again.documents[i].anchors == anew.documents[i].anchors);
    CHECK(again.documents[i].ties == anew.documents[i].ties);
    CHECK(again.documents[i].languages == anew.documents[i].languages);
    CHECK(again.documents[i].text_bytes == anew.documents[i].text_bytes);
  }
}

TEST_CASE("a changed vocabulary is read, and documents with it") {
  const TempFolder folder;
  fs::copy(kFixtures / "corpus", folder.path(), fs::copy_options::recursive);
  const Corpus before = outlines_of(folder.path());
  const KnownCorpus known(pack_corpus(before));
  const std::string themes = read_whole(folder.path() / "vocabulary/themes.yaml");
  folder.write("vocabulary/themes.yaml", "# A remark\n" + themes);
  CHECK(read_again(folder.path(), known, to_json(before.vocabulary)).is_vocabulary_known);
  folder.write("vocabulary/themes.yaml",
               themes + "\n- id: a-new-theme\n  label:\n    en: A new theme\n");
  const Corpus again = read_again(folder.path(), known, to_json(before.vocabulary));
  CHECK_FALSE(again.is_vocabulary_known);
  CHECK(again.vocabulary.find("themes", "a-new-theme") != nullptr);
}

TEST_CASE("what is known of a corpus is refused where it is cut off, wherever that is") {
  const std::string bytes = pack_corpus(outlines_of(kFixtures / "corpus"));
  for (std::size_t size = 0; size < bytes.size(); size += 97)
    CHECK_THROWS_AS(KnownCorpus(bytes.substr(0, size)), Error);
}
