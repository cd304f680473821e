#include "service/export/export_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "model/error.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

void put(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}
std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}
void export_one(const fs::path& place, const std::string& text) {
  ExportFolder folder(place);
  folder.write("a/b.html", text);
  folder.publish();
}

}  // namespace

TEST_CASE("an export takes its place as a whole, and so does the one that replaces it") {
  const test::TemporaryFolder temporary;
  const fs::path place = temporary.path() / "site";
  export_one(place, "first");
  CHECK(text_of(place / "a/b.html") == "first");
  put(place / "a/old.html", "old");
  {
    ExportFolder folder(place / "");  // the same, written with a slash
    folder.write("a/b.html", "second");
    CHECK(folder.read("a/b.html") == "second");
    CHECK(text_of(place / "a/b.html") == "first");
    folder.publish();
  }
  CHECK(text_of(place / "a/b.html") == "second");
  CHECK(!fs::exists(place / "a/old.html"));
  CHECK(std::distance(fs::directory_iterator(temporary.path()), {}) == 1);
}

TEST_CASE("an export that ends early leaves the one before it, and nothing else") {
  const test::TemporaryFolder temporary;
  const fs::path place = temporary.path() / "site";
  export_one(place, "first");
  {
    ExportFolder folder(place);
    folder.write("a/b.html", "half");
  }
  CHECK(text_of(place / "a/b.html") == "first");
  CHECK(std::distance(fs::directory_iterator(temporary.path()), {}) == 1);
}

TEST_CASE("what a killed export left behind is cleared away") {
  const test::TemporaryFolder temporary;
  const fs::path place = temporary.path() / "site";
  put(temporary.path() / "site.partial" / kExportMark, "");
  put(temporary.path() / "site.partial/half.html", "half");
  export_one(place, "whole");
  CHECK(text_of(place / "a/b.html") == "whole");
  CHECK(!fs::exists(place / "half.html"));
}

TEST_CASE("a folder that holds something else is not touched") {
  const test::TemporaryFolder temporary;
  const fs::path place = temporary.path() / "mine";
  put(place / "letter.txt", "dear");
  CHECK_THROWS_AS(ExportFolder{place}, Error);
  CHECK_THROWS_AS(ExportFolder{place / "letter.txt"}, Error);
  CHECK(text_of(place / "letter.txt") == "dear");
  CHECK(std::distance(fs::directory_iterator(temporary.path()), {}) == 1);
  put(temporary.path() / "free.partial/letter.txt", "dear");  // nor one in the way
  CHECK_THROWS_AS(ExportFolder{temporary.path() / "free"}, Error);
  CHECK(text_of(temporary.path() / "free.partial/letter.txt") == "dear");
}

TEST_CASE("an empty folder may be written to, and one export at a time") {
  const test::TemporaryFolder temporary;
  const fs::path place = temporary.path() / "site";
  fs::create_directory(place);
  ExportFolder one(place);
  CHECK_THROWS_AS(ExportFolder{place}, Error);
  one.write("x.html", "x");
  one.publish();
  CHECK(text_of(place / "x.html") == "x");
}

TEST_CASE("a full disk is an error that says so") {
  if (!fs::exists("/dev/full")) return;
  const test::TemporaryFolder temporary;
  ExportFolder folder(temporary.path() / "site");
  fs::create_symlink("/dev/full", temporary.path() / "site.partial/full.html");
  CHECK_THROWS_WITH_AS(folder.write("full.html", "x"),
                       ("cannot write '" + (temporary.path() / "site.partial/full.html").string() +
                        "': No space left on device")
                           .c_str(),
                       Error);
}
