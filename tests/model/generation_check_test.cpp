#include "model/generation_check.h"

#include <doctest/doctest.h>

#include <fstream>
#include <random>

#include "model/error.h"
#include "tests/temp_folder.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string random_bytes(std::mt19937& draws, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& one : bytes) one = static_cast<char>(draws());
  return bytes;
}

/// Files of a few sizes around what is looked at, and their manifest.
struct Generation {
  TempFolder folder{};
  Manifest manifest{};
  std::map<std::string, std::string> bytes{};

  explicit Generation(std::mt19937& draws) {
    for (const std::size_t size : {0, 1, 8191, 8192, 16'384, 16'385, 100'000, 3'000'000}) {
      const std::string name = "documents/table" + std::to_string(size);
      bytes[name] = random_bytes(draws, size);
      write(folder.path() / name, bytes[name]);
      manifest.build.files[name] = describe_file(folder.path() / name);
    }
  }

  [[nodiscard]] std::vector<std::string> damaged(CheckDepth depth) const {
    return damaged_files(folder.path(), manifest, depth);
  }
};

}  // namespace

TEST_CASE("files that nobody touched are not damaged") {
  std::mt19937 draws(1);
  const Generation generation(draws);
  CHECK(generation.damaged(CheckDepth::Ends).empty());
  CHECK(generation.damaged(CheckDepth::Whole).empty());
  CHECK(generation.manifest.build.files.at("documents/table100000").bytes == 100'000);
}

TEST_CASE("one changed bit anywhere is found by reading all, at the ends by looking at these") {
  std::mt19937 draws(2);
  const Generation generation(draws);
  for (const auto& [name, bytes] : generation.bytes) {
    for (int round = 0; round < 12 && !bytes.empty(); ++round) {
      const std::size_t place = round == 0   ? 0
                                : round == 1 ? bytes.size() - 1
                                             : draws() % bytes.size();
      std::string changed = bytes;
      changed[place] = static_cast<char>(changed[place] ^ (1 << draws() % 8));
      write(generation.folder.path() / name, changed);
      CAPTURE(name);
      CAPTURE(place);
      REQUIRE(generation.damaged(CheckDepth::Whole).size() == 1);
      CHECK(generation.damaged(CheckDepth::Whole)[0] == name + " is not as it was built");
      const bool at_an_end =
          place < 8192 || place >= bytes.size() - std::min<std::size_t>(bytes.size(), 8192);
      CHECK(generation.damaged(CheckDepth::Ends).size() == (at_an_end ? 1 : 0));
    }
    write(generation.folder.path() / name, bytes);
  }
}

TEST_CASE("a file that is shorter, longer, missing or a folder is damaged at either depth") {
  std::mt19937 draws(3);
  const Generation generation(draws);
  const std::string name = "documents/table100000";
  const fs::path path = generation.folder.path() / name;
  const auto told = [&](CheckDepth depth) {
    const std::vector<std::string> problems = generation.damaged(depth);
    REQUIRE(problems.size() == 1);
    return problems[0];
  };
  for (const CheckDepth depth : {CheckDepth::Ends, CheckDepth::Whole}) {
    write(path, generation.bytes.at(name).substr(1));
    CHECK(told(depth) == name + " has 99999 bytes, not 100000");
    write(path, generation.bytes.at(name) + "x");
    CHECK(told(depth) == name + " has 100001 bytes, not 100000");
    fs::remove(path);
    CHECK(told(depth).find("No such file or directory") != std::string::npos);
    fs::create_directory(path);
    CHECK(told(depth).find("Is a directory") != std::string::npos);
    fs::remove(path);
  }
}

TEST_CASE("reading all can be given up, and says how much it has read until then") {
  std::mt19937 draws(4);
  const Generation generation(draws);
  std::uint64_t read = 0;
  const auto count = [&](std::uint64_t bytes) {
    read += bytes;
    return true;
  };
  CHECK(damaged_files(generation.folder.path(), generation.manifest, CheckDepth::Whole, count)
            .empty());
  std::uint64_t all = 0;
  for (const auto& [name, bytes] : generation.bytes) all += bytes.size();
  CHECK(read == all);
  int asked = 0;
  (void)damaged_files(generation.folder.path(), generation.manifest, CheckDepth::Whole,
                      [&](std::uint64_t) { return ++asked < 2; });
  CHECK(asked == 2);
}

}  // namespace entrepot
