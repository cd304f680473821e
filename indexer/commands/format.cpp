#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>
#include <vector>

#include "indexer/commands.h"
#include "indexer/corpus/corpus_files.h"
#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/front_matter_lines.h"
#include "indexer/source/source_text.h"
#include "model/error.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHint = "see that the folder can be written and the disk has room";

std::string read_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw Error(fmt::format("cannot read '{}'", path.string()));
  return bytes;
}

/// The file is whole at every moment: the new text is written beside it, under a name that nothing
/// else has, and takes its name.
void replace_file(const fs::path& path, const std::string& bytes) {
  std::string beside = path.string() + ".XXXXXX";
  const int descriptor = ::mkstemp(beside.data());
  const auto fail = [&](int cause) {
    std::error_code ignored;
    if (descriptor >= 0) fs::remove(beside, ignored);
    throw Error(fmt::format("cannot write '{}': {}", path.string(), std::strerror(cause)), kHint);
  };
  if (descriptor < 0) fail(errno);
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t step = ::write(descriptor, bytes.data() + written, bytes.size() - written);
    if (step <= 0) break;
    written += static_cast<std::size_t>(step);
  }
  struct stat before {};
  const bool is_done = written == bytes.size() && ::stat(path.c_str(), &before) == 0 &&
                       ::fchmod(descriptor, before.st_mode & 07777U) == 0 &&
                       ::fsync(descriptor) == 0;
  const int cause = errno;
  ::close(descriptor);
  if (!is_done) fail(cause);
  if (::rename(beside.c_str(), path.c_str()) != 0) fail(errno);
}

/// The files that a path stands for: itself, or the documents of a corpus. Through links, so that
/// what is rewritten is the file and not a link to it.
std::vector<fs::path> files_of(const std::string& path) {
  std::error_code failure;
  if (fs::is_regular_file(path, failure)) return {fs::canonical(path)};
  if (!fs::is_directory(path, failure))
    throw Error(fmt::format("there is no file or corpus folder '{}'", path),
                "name a record, or the folder that holds them");
  Diagnostics ignored;  // what is wrong with their names is for `check` to tell
  std::vector<fs::path> out;
  for (const CorpusFile& file : find_corpus_files(path, ignored))
    out.push_back(fs::canonical(file.path));
  return out;
}

}  // namespace

ExitCode format(const FormatOptions& options) {
  Corpus shown;  // for messages with their line of source
  std::size_t seen = 0, changed = 0;
  for (const std::string& path : options.paths) {
    for (const fs::path& file : files_of(path)) {
      const std::string name = fs::proximate(file).string();
      ++seen;
      const std::size_t before = shown.problems.size();
      const auto source = read_source(file, name, kMaxDocumentBytes, shown.problems);
      const bool is_text = source && shown.problems.size() == before;
      const std::string bytes = is_text ? read_bytes(file) : "";
      const auto arranged =
          is_text ? arrange_front_matter(bytes, name, shown.problems) : std::nullopt;
      if (source && shown.problems.size() > before) shown.sources[name] = source->text;
      if (!arranged || *arranged == bytes) continue;
      ++changed;
      if (!options.check) replace_file(file, *arranged);
      if (!options.quiet || options.check) fmt::print("{}\n", name);
    }
  }
  fmt::print(stderr, "{}", render_problems(shown, {}));
  if (!options.quiet)
    fmt::print(stderr, "{} of {} {}\n", changed, count_of(seen, "file"),
               options.check ? "would change" : "changed");
  const bool in_order = shown.problems.empty() && (!options.check || changed == 0);
  return in_order ? kClean : kInputHasErrors;
}

}  // namespace entrepot
