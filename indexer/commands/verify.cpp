#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/commands.h"
#include "indexer/index/held_generation.h"
#include "model/generation_check.h"
#include "model/progress.h"

namespace entrepot {
namespace {

constexpr std::uint64_t kMebibyte = 1U << 20U;

std::vector<std::string> read_all(const HeldGeneration& generation, bool quiet) {
  std::uint64_t total = 0, done = 0;
  for (const auto& [path, file] : generation.manifest().build.files) total += file.bytes;
  Progress progress("Verifying", "MiB", quiet ? nullptr : stderr);
  return damaged_files(generation.folder(), generation.manifest(), CheckDepth::Whole,
                       [&](std::uint64_t bytes) {
                         done += bytes;
                         progress.at(done / kMebibyte, total / kMebibyte);
                         return true;
                       });
}

}  // namespace

ExitCode verify(const VerifyOptions& options) {
  const HeldGeneration generation(options.data);
  const std::string name = generation.folder().filename().string();
  const std::vector<std::string> problems = read_all(generation, options.quiet);
  if (problems.empty()) {
    if (!options.quiet)
      fmt::print("{} is as it was built: {} files\n", name,
                 generation.manifest().build.files.size());
    return kClean;
  }
  for (const std::string& one : problems) fmt::print(stderr, "{}: {}\n", name, one);
  fmt::print(
      stderr,
      "entrepot-index: the index is damaged; build it anew: entrepot-index build CORPUS {}\n",
      options.data);
  return kInputHasErrors;
}

}  // namespace entrepot
