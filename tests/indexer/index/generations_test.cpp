#include "indexer/index/generations.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>

#include "model/error.h"
#include "tests/temp_folder.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

std::uint64_t publish_one(const fs::path& data, const std::string& content) {
  GenerationStore store(data);
  std::ofstream(store.begin() / "content") << content;
  return store.publish();
}

std::string current_content(const fs::path& data) {
  return read_whole(data / "current" / "content");
}

}  // namespace

TEST_CASE("what is published becomes current under the next number") {
  const TempFolder data;
  CHECK(publish_one(data.path() / "new" / "folder", "one") == 1);
  CHECK(publish_one(data.path() / "new" / "folder", "two") == 2);
  CHECK(current_content(data.path() / "new" / "folder") == "two");
  CHECK(fs::read_symlink(data.path() / "new" / "folder" / "current") == "gen-000002");
}

TEST_CASE("the generation served before is kept, older ones go") {
  const TempFolder data;
  for (const char* content : {"one", "two", "three"}) publish_one(data.path(), content);
  CHECK_FALSE(fs::exists(data.path() / "gen-000001"));
  CHECK(read_whole(data.path() / "gen-000002" / "content") == "two");
}

TEST_CASE("an old generation that somebody reads stays until they close it") {
  const TempFolder data;
  publish_one(data.path(), "one");
  const int reader = ::open((data.path() / "gen-000001" / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::flock(reader, LOCK_SH) == 0);
  publish_one(data.path(), "two");
  publish_one(data.path(), "three");
  CHECK(fs::exists(data.path() / "gen-000001"));
  ::close(reader);
  publish_one(data.path(), "four");
  CHECK_FALSE(fs::exists(data.path() / "gen-000001"));
}

TEST_CASE("what readers have given up makes room before the next generation is written") {
  const TempFolder data;
  publish_one(data.path(), "one");
  const int reader = ::open((data.path() / "gen-000001" / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::flock(reader, LOCK_SH) == 0);
  publish_one(data.path(), "two");
  publish_one(data.path(), "three");
  ::close(reader);
  GenerationStore store(data.path());
  static_cast<void>(store.begin());
  CHECK_FALSE(fs::exists(data.path() / "gen-000001"));
  CHECK(fs::exists(data.path() / "gen-000002"));  // to go back to
  CHECK(current_content(data.path()) == "three");
}

TEST_CASE("at no moment does current lead nowhere") {
  const TempFolder data;
  publish_one(data.path(), "whole");
  std::atomic<bool> done = false;
  std::size_t looks = 0, whole = 0;
  std::thread reader([&] {
    while (!done) {
      ++looks;
      if (current_content(data.path()) == "whole") ++whole;
    }
  });
  for (int i = 0; i < 20; ++i) publish_one(data.path(), "whole");
  done = true;
  reader.join();
  CHECK(looks > 20);
  CHECK(whole == looks);
}

TEST_CASE("what is not published leaves nothing behind") {
  const TempFolder data;
  publish_one(data.path(), "one");
  {
    GenerationStore store(data.path());
    std::ofstream(store.begin() / "content") << "half";
  }
  CHECK(current_content(data.path()) == "one");
  CHECK_FALSE(fs::exists(data.path() / "gen-000002.building"));
}

TEST_CASE(
    "a build that was killed is cleared away by the next, which leaves everybody else's files "
    "alone") {
  const TempFolder data;
  publish_one(data.path(), "one");
  data.write("gen-000002.building/content", "half");
  data.write("notes.txt", "mine");
  data.write("gen-x/keep", "mine");
  fs::create_symlink("gen-000002", data.path() / "current.new");
  CHECK(publish_one(data.path(), "two") == 2);
  CHECK(current_content(data.path()) == "two");
  CHECK_FALSE(fs::exists(data.path() / "gen-000002.building"));
  CHECK(read_whole(data.path() / "notes.txt") == "mine");
  CHECK(read_whole(data.path() / "gen-x" / "keep") == "mine");
}

TEST_CASE("a second writer is told who is writing") {
  const TempFolder data;
  const GenerationStore store(data.path());
  try {
    const GenerationStore second(data.path());
    FAIL("two writers at once");
  } catch (const Error& failure) {
    CHECK(std::string(failure.what()) == "another build is writing to '" + data.path().string() +
                                             "' (process " + std::to_string(::getpid()) + ")");
    CHECK(failure.hint() == "wait until it is done, or stop it");
  }
}

TEST_CASE("the lock of a writer that was killed is free") {
  const TempFolder data;
  const pid_t writer = ::fork();
  if (writer == 0) {
    const GenerationStore store(data.path());
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(writer, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  CHECK(publish_one(data.path(), "after") == 1);
}

TEST_CASE("numbers go on from what is in use, even if its folder is lost") {
  const TempFolder data;
  fs::create_symlink("gen-000041", data.path() / "current");
  CHECK(publish_one(data.path(), "after") == 42);
}

TEST_CASE("a file in the place of an old generation is nobody's of ours") {
  const TempFolder data;
  publish_one(data.path(), "one");
  data.write("gen-000002", "mine");
  CHECK(publish_one(data.path(), "three") == 3);
  CHECK(publish_one(data.path(), "four") == 4);
  CHECK(read_whole(data.path() / "gen-000002") == "mine");
}

TEST_CASE("after going back by hand, the generation that was gone back to is the one kept") {
  const TempFolder data;
  for (const char* content : {"one", "two"}) publish_one(data.path(), content);
  fs::remove(data.path() / "current");
  fs::create_symlink("gen-000001", data.path() / "current");
  CHECK(publish_one(data.path(), "three") == 3);
  CHECK(read_whole(data.path() / "gen-000001" / "content") == "one");
  CHECK_FALSE(fs::exists(data.path() / "gen-000002"));
}

TEST_CASE("a data folder that cannot be made is said so, with what to do") {
  const TempFolder data;
  data.write("file", "");
  try {
    const GenerationStore store(data.path() / "file" / "data");
    FAIL("made below a file");
  } catch (const Error& failure) {
    CHECK(std::string(failure.what()) ==
          "cannot write '" + (data.path() / "file" / "data").string() + "': Not a directory");
    CHECK(failure.hint() == "name a folder that can be written");
  }
}

TEST_CASE("what stands where the link to the current generation belongs is not touched") {
  const TempFolder data;
  data.write("current/mine", "a folder where the link should be");
  try {
    const GenerationStore store(data.path());
    FAIL("taken");
  } catch (const Error& failure) {
    CHECK(std::string(failure.what()) ==
          "'" + (data.path() / "current").string() +
              "' is a folder, not the link to an index that belongs there");
    CHECK(failure.hint() == "move it away, or name another folder for the index");
  }
  CHECK(fs::exists(data.path() / "current" / "mine"));
  fs::remove_all(data.path() / "current");
  CHECK(publish_one(data.path(), "one") == 1);
  CHECK(current_content(data.path()) == "one");
}

TEST_CASE("if what is current cannot be replaced, it stays, and the number is not used again") {
  const TempFolder data;
  {
    GenerationStore store(data.path());
    std::ofstream(store.begin() / "content") << "one";
    data.write("current/mine", "a folder that came meanwhile");
    CHECK_THROWS_AS(static_cast<void>(store.publish()), Error);
  }
  CHECK(fs::exists(data.path() / "current" / "mine"));
  fs::remove_all(data.path() / "current");
  CHECK(publish_one(data.path(), "two") == 2);
  CHECK(current_content(data.path()) == "two");
}
