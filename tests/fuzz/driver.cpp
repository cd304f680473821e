// Runs a fuzz target without libFuzzer: every seed as it is, then seeds with random changes, the
// same on every machine.
//   fuzz_NAME SEEDS [--runs N]      ENTREPOT_LONG set: a hundred times as many
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

/// Of the sanitizers, where the target has any.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 64U * 1024;
constexpr unsigned kMostSeconds = 20;  // for one input
std::string input;                     // the one under way

/// The input that was too much for the target is left for whoever mends it.
void keep_input() {
  const char* const name = "failing-input";
  if (std::FILE* const file = std::fopen(name, "wb"); file != nullptr) {
    std::fwrite(input.data(), 1, input.size(), file);
    std::fclose(file);
    std::fprintf(stderr, "the input is in '%s' (%zu bytes)\n", name, input.size());
  }
}

void too_long(int) {
  std::fprintf(stderr, "an input took more than %u seconds\n", kMostSeconds);
  keep_input();
  ::_exit(1);
}

void aborted(int) {
  keep_input();
  ::_exit(1);
}

void run(std::string bytes) {
  input = std::move(bytes);
  ::alarm(kMostSeconds);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::vector<std::string> read_seeds(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const fs::path& one : files) {
    std::ifstream file(one, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

class Changes {
 public:
  explicit Changes(const std::vector<std::string>& seeds) : seeds_(seeds) {}

  std::string next() {
    std::string text = seeds_[below(seeds_.size())];
    for (std::size_t left = 1 + below(8); left > 0; --left) change(text);
    text.resize(std::min(text.size(), kMostBytes));
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return n == 0 ? 0 : draws_() % n; }

  /// A stretch of some seed: words of the language that the target reads.
  std::string piece() {
    const std::string& from = seeds_[below(seeds_.size())];
    return from.substr(below(from.size()), 1 + below(24));
  }

  void change(std::string& text) {
    const std::size_t place = below(text.size() + 1);
    switch (below(7)) {
      case 0:
        if (!text.empty()) text[place % text.size()] = static_cast<char>(draws_());
        break;
      case 1:
        text.insert(place, 1, static_cast<char>(draws_()));
        break;
      case 2:
        text.insert(place, piece());
        break;
      case 3:
        text.erase(place, 1 + below(16));
        break;
      case 4:
        text.insert(place, text.substr(below(text.size() + 1), below(64)));
        break;
      case 5: {
        const std::string again = piece();
        for (std::size_t left = below(200); left > 0; --left) text.insert(place, again);
        break;
      }
      default:
        text.resize(place);
        break;
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937 draws_{20261128};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s SEEDS [--runs N]\n", argv[0]);
    return 2;
  }
  const std::vector<std::string> seeds = read_seeds(argv[1]);
  if (seeds.empty()) {
    std::fprintf(stderr, "no seeds in '%s'\n", argv[1]);
    return 2;
  }
  long runs = argc > 3 && std::strcmp(argv[2], "--runs") == 0 ? std::atol(argv[3]) : 1000;
  if (std::getenv("ENTREPOT_LONG") != nullptr) runs *= 100;
  ::signal(SIGALRM, &too_long);
  ::signal(SIGABRT, &aborted);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(&keep_input);
  for (const std::string& seed : seeds) run(seed);
  Changes changes(seeds);
  for (long i = 0; i < runs; ++i) run(changes.next());
  std::printf("%zu seeds and %ld changed ones\n", seeds.size(), runs);
  return 0;
}
