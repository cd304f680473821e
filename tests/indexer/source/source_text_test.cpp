#include "indexer/source/source_text.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "model/sha256.h"
#include "tests/temp_folder.h"

namespace {

using namespace entrepot;
using namespace std::string_literals;

/// What is said of a file of these bytes.
std::string message_for(const std::string& bytes, std::size_t max_bytes = 1000) {
  const TempFolder folder;
  Diagnostics problems;
  static_cast<void>(read_source(folder.write("a.md", bytes), "a.md", max_bytes, problems));
  CHECK(problems.size() <= 1);
  return problems.empty() ? "" : to_string(problems.at(0));
}

}  // namespace

TEST_CASE("a byte order mark and CRLF are taken off the text but not off its hash") {
  const TempFolder folder;
  const std::string bytes = "\xEF\xBB\xBFone\r\ntwo\r\rthree\n\r\n";
  Diagnostics problems;
  const auto source = read_source(folder.write("a.md", bytes), "a.md", 1000, problems);
  REQUIRE(source);
  CHECK(source->text == "one\ntwo\r\rthree\n\n");
  CHECK(source->sha256 == sha256_hex(bytes));
  CHECK(problems.empty());
}

TEST_CASE("bytes that are no text are an error where they stand") {
  CHECK(message_for("\xEF\xBB\xBFok\r\n\xC3\xA9t\xE9\n") ==
        "a.md:2:3: error: byte 0xE9 is not UTF-8; save the file as UTF-8");
  CHECK(message_for("a\nb\0c"s) == "a.md:2:2: error: there is a NUL byte here; remove it");
  CHECK(message_for("\xFF\xFE"
                    "a\0"s) == "a.md:1:1: error: this file is UTF-16; save it as UTF-8");
}

TEST_CASE("what is text around bytes that are none can still be checked, column by column") {
  const TempFolder folder;
  Diagnostics problems;
  const auto source =
      read_source(folder.write("a.md", "a\xE9\xFF\nb\0\xC3\xA9\n"s), "a.md", 1000, problems);
  REQUIRE(source);
  CHECK(source->text == "a??\nb?\xC3\xA9\n");
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) ==
        "a.md:1:2: error: byte 0xE9 is not UTF-8 (and 2 more below, shown as '?'); save the file "
        "as UTF-8");
}

TEST_CASE("a file over its limit is an error at the line that crosses it, a file at it is none") {
  CHECK(message_for(std::string(2048, 'x'), 2048).empty());
  CHECK(message_for("ab\n" + std::string(2048, 'x'), 2048) ==
        "a.md:2:2046: error: the file exceeds 2 KiB here; shorten it, or split it");
}

TEST_CASE("what cannot be read is said of the file as a whole") {
  const TempFolder folder;
  Diagnostics problems;
  std::filesystem::create_directory(folder.path() / "folder.md");
  CHECK_FALSE(read_source(folder.path() / "none.md", "none.md", 10, problems));
  CHECK_FALSE(read_source(folder.path() / "folder.md", "folder.md", 10, problems));
  REQUIRE(problems.size() == 2);
  CHECK(to_string(problems[0]) == "none.md: error: cannot be read: No such file or directory");
  CHECK(to_string(problems[1]) ==
        "folder.md: error: is not a plain file; replace it by one, or remove it");
}

TEST_CASE("what is shown of a faulty file keeps its columns and drives no terminal") {
  const TempFolder folder;
  const auto file = folder.write("a.md",
                                 "a\xE9"
                                 "b\x1B[31m\r\n\tc\n");
  CHECK(read_for_display(file, 1000) ==
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD[31m\n\tc\n");
  CHECK(read_for_display(folder.path() / "none.md", 1000).empty());
}
