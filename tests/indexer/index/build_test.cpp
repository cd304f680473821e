#include "indexer/index/build.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "model/error.h"
#include "model/generation.h"
#include "model/generation_check.h"
#include "model/index_schema.h"
#include "model/sha256.h"
#include "model/text/analyser.h"
#include "tests/temp_folder.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

CorpusDocument document(const std::string& id, const std::string& status = "published") {
  CorpusDocument out{.path = "case-studies/" + id + ".md", .sha256 = sha256_hex(id)};
  out.record.document.id = id;
  out.record.document.type = "case-study";
  out.record.document.title = "Title of " + id;
  out.record.document.language = "es-BO";
  out.record.document.status = status;
  out.record.passages = {{.anchor = "top", .text = "Some words on " + id + "\n"}};
  return out;
}

/// A corpus large enough that a build of it can be met at work.
Corpus large_corpus() {
  Corpus corpus;
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    CorpusDocument one = document(fmt::format("doc-{:03}", i));
    for (int word = 0; word < 400; ++word)
      one.record.passages[0].text += fmt::format("word{} ", random() % 5000);
    corpus.documents.push_back(one);
  }
  return corpus;
}

Manifest current_manifest(const fs::path& data) {
  return parse_manifest(read_whole(data / "current" / "manifest.json"));
}

BuildResult build(const fs::path& data, const Corpus& corpus) {
  GenerationStore store(data);
  return build_index(store, corpus);
}

/// Builds in a process of its own, which ends with 0, or with 3 and its message in DATA.error.
pid_t start_build(const fs::path& data, const Corpus& corpus) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int status = 0;
  try {
    static_cast<void>(build(data, corpus));
  } catch (const Error& failure) {
    std::ofstream(data.string() + ".error") << failure.what() << "\n" << failure.hint();
    status = 3;
  }
  ::_exit(status);
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

/// Whether every file of the current generation is what its manifest says.
bool is_whole(const fs::path& data) {
  for (const auto& [path, file] : current_manifest(data).build.files) {
    const std::string bytes = read_whole(data / "current" / path);
    if (bytes.size() != file.bytes || hash_of_bytes(bytes) != file.sha256) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a build publishes what can be read and keeps the rest to itself") {
  const TempFolder data;
  Corpus corpus;
  corpus.documents = {document("a-old", "superseded"),   document("b-gone", "withdrawn"),
                      document("c-draft", "draft"),      document("d-new"),
                      document("e-review", "in-review"), document("f-check", "to-review")};
  corpus.documents[1].record.document.note = "It was wrong";
  corpus.documents[1].record.superseded_by = "d-new";
  corpus.documents[1].record.document.formerly = {"b-older"};
  corpus.documents[2].record.document.formerly = {"c-older"};
  corpus.documents[3].record.document.supersedes = {"a-old", "b-gone"};
  corpus.documents[3].record.document.formerly = {"d-older"};
  const BuildResult result = build(data.path(), corpus);
  CHECK(result.generation == 1);
  CHECK(result.documents == 3);
  CHECK(result.passages == 3);

  const Manifest::Content content = current_manifest(data.path()).content;
  CHECK(content.schema == kSchemaVersion);
  CHECK(content.analysis == analysis_version());
  CHECK(content.vocabulary == sha256_hex(read_whole(data.path() / "current/vocabulary.json")));
  CHECK(content.documents == 3);
  CHECK(content.passages == 3);
  CHECK(content.languages == std::map<std::string, std::uint64_t>{{"es", 3}});
  CHECK(content.moved ==
        std::map<std::string, std::string>{{"b-older", "b-gone"}, {"d-older", "d-new"}});
  CHECK(content.withdrawn ==
        std::map<std::string, Manifest::Tombstone>{{"b-gone",
                                                    {.title = "Title of b-gone",
                                                     .reason = "It was wrong",
                                                     .replacement = "d-new",
                                                     .language = "es-BO"}}});
}

TEST_CASE("equal corpora give equal content, wherever they are built, and other ones do not") {
  const TempFolder one, two, other;
  Corpus corpus;
  corpus.documents = {document("a-one"), document("b-two")};
  static_cast<void>(build(one.path(), corpus));
  static_cast<void>(build(two.path(), corpus));
  CHECK(current_manifest(one.path()).content == current_manifest(two.path()).content);
  CHECK(content_hash(current_manifest(one.path())) == content_hash(current_manifest(two.path())));
  CHECK(current_manifest(one.path()).build.uuid != current_manifest(two.path()).build.uuid);
  corpus.documents[1].sha256 = sha256_hex("another text");
  static_cast<void>(build(other.path(), corpus));
  CHECK(content_hash(current_manifest(one.path())) != content_hash(current_manifest(other.path())));
}

TEST_CASE("the manifest names every file of the generation with its size and hash") {
  const TempFolder data;
  Corpus corpus;
  corpus.documents = {document("a-one")};
  static_cast<void>(build(data.path(), corpus));
  const Manifest manifest = current_manifest(data.path());
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(data.path() / "current/"))
    if (entry.is_regular_file()) ++files;
  CHECK(manifest.build.files.size() + 2 == files);  // not itself, and not the lock
  CHECK(is_whole(data.path()));
  CHECK(manifest.build.uuid.size() == 36);
  CHECK(manifest.build.version == ENTREPOT_VERSION);
}

TEST_CASE("progress counts every document up to the last") {
  const TempFolder data;
  Corpus corpus;
  corpus.documents = {document("a-one"), document("b-two", "draft"), document("c-three")};
  GenerationStore store(data.path());
  std::vector<std::pair<std::size_t, std::size_t>> seen;
  const BuildingOptions options{
      .progress = [&seen](std::size_t done, std::size_t total) { seen.emplace_back(done, total); }};
  static_cast<void>(build_index(store, corpus, options));
  CHECK(seen == std::vector<std::pair<std::size_t, std::size_t>>{{1, 3}, {2, 3}, {3, 3}});
}

TEST_CASE(
    "builds killed at random moments leave what is served untouched, and the next one works") {
  const TempFolder folder;
  const fs::path data = folder.path() / "data";
  const Corpus corpus = large_corpus();
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(wait_for(start_build(data, corpus)) == 0);
  auto duration = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);

  std::mt19937 random(7);
  int killed = 0;
  for (int round = 0; round < 200 && killed < 10; ++round) {
    const std::string before = fs::read_symlink(data / "current").string();
    const pid_t child = start_build(data, corpus);
    // Every second one near the end, where the switch is made.
    const auto percent = static_cast<int>(round % 2 == 0 ? random() % 100 : 80 + random() % 20);
    std::this_thread::sleep_for(duration * percent / 100);
    ::kill(child, SIGKILL);
    const bool was_killed = WIFSIGNALED(wait_for(child));
    if (!was_killed) duration = duration * 9 / 10;  // the machine has become faster
    const std::string after = fs::read_symlink(data / "current").string();
    killed += was_killed ? 1 : 0;
    // Killed after the switch, it has published; there is nothing between the two.
    if (after != before)
      CHECK(generation_number(after) > generation_number(before));
    else
      CHECK(was_killed);
    CHECK(is_whole(data));
    CHECK(current_manifest(data).content.documents == corpus.documents.size());
  }
  CHECK(killed == 10);
  const std::uint64_t before = generation_number(fs::read_symlink(data / "current").string());
  CHECK(build(data, corpus).generation > before);
  CHECK(is_whole(data));
  for (const auto& entry : fs::directory_iterator(data)) {
    const std::string name = entry.path().filename().string();
    CHECK_MESSAGE(name.find(".building") == std::string::npos, name);
    CHECK(name != "current.new");
  }
}

TEST_CASE("a disk that takes no more is said so, with what to do, and what is served stays") {
  const TempFolder folder;
  const fs::path data = folder.path() / "data";
  Corpus small;
  small.documents = {document("a-one")};
  static_cast<void>(build(data, small));
  const Corpus corpus = large_corpus();
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 40'000, .rlim_max = 40'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(WEXITSTATUS(wait_for(start_build(data, corpus))));
  }
  CHECK(WEXITSTATUS(wait_for(child)) == 3);
  const std::string message = read_whole(data.string() + ".error");
  CHECK(message.starts_with("the index cannot be written: "));
  CHECK(message.find("File too large") != std::string::npos);
  CHECK(message.ends_with("see that the disk has room and can be written, then build again"));
  CHECK(fs::read_symlink(data / "current") == "gen-000001");
  CHECK_FALSE(fs::exists(data / "gen-000002.building"));
  CHECK(is_whole(data));
  CHECK(build(data, corpus).documents == corpus.documents.size());
}
