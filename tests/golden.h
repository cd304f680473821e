#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Golden files: plain text, input and output together, one behaviour a file:
///
///   What the file shows, in a sentence.
///   === input
///   ...
///   === output
///   ...
///
/// UPDATE_GOLDEN=1 rewrites the outputs; review the diff.
namespace entrepot::testing {

inline constexpr std::string_view kGoldenInput = "=== input\n";
inline constexpr std::string_view kGoldenOutput = "=== output\n";

inline std::string read_whole_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Checks every *.txt of tests/golden/FOLDER against `output_of`, a function of the input's text.
template <typename OutputOf>
void check_golden_files(const std::string& folder, OutputOf output_of) {
  const std::filesystem::path root =
      std::filesystem::path(ENTREPOT_SOURCE_DIR) / "tests" / "golden" / folder;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root))
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  REQUIRE_FALSE(paths.empty());
  for (const std::filesystem::path& path : paths) {
    CAPTURE(path.filename().string());
    const std::string whole = read_whole_file(path);
    const std::size_t input = whole.find(kGoldenInput);
    const std::size_t output = whole.find(kGoldenOutput);
    REQUIRE(input != std::string::npos);
    const std::size_t begin = input + kGoldenInput.size();
    const std::string actual =
        output_of(whole.substr(begin, std::min(output, whole.size()) - begin));
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
      std::ofstream(path, std::ios::binary) << whole.substr(0, output) << kGoldenOutput << actual;
      continue;
    }
    REQUIRE(output != std::string::npos);
    CHECK(actual == whole.substr(output + kGoldenOutput.size()));
  }
}

}  // namespace entrepot::testing
