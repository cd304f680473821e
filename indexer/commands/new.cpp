#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "indexer/commands.h"
#include "indexer/corpus/corpus_files.h"
#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/scaffold.h"
#include "indexer/front_matter/value_reader.h"
#include "model/error.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

ExitCode refuse(const std::string& why) {
  fmt::print(stderr, "entrepot-index: {}\n  entrepot-index new --help explains it\n", why);
  return kUsage;
}

/// Without its key and place, which the command line has not.
std::string first_error(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems)
    if (problem.severity == Severity::Error) return problem.message;
  return {};
}

/// Takes no other file's place and follows no link, whatever lies there.
void write_new_file(const fs::path& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wbx");
  const bool is_written =
      file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool is_closed = file != nullptr && std::fclose(file) == 0;
  if (!is_written || !is_closed)
    throw Error(
        fmt::format("cannot write '{}': {}", path.string(), std::strerror(errno)),
        "see that nothing is in its place, the folder can be written and the disk has room");
}

bool has_id(const fs::path& corpus, const std::string& id) {
  Diagnostics ignored;
  for (const CorpusFile& file : find_corpus_files(corpus, ignored))
    if (file.id == id) return true;
  return false;
}

}  // namespace

ExitCode make_record(const NewOptions& options) {
  if (find_invalid_utf8(options.title)) return refuse("the title is no UTF-8; write it in UTF-8");
  if (options.title.find_first_of("\r\n") != std::string::npos)
    return refuse("the title takes one line; write it without line breaks");
  const fs::path folder(options.corpus);
  const std::optional<Vocabulary> vocabulary = read_sound_vocabulary(options.corpus);
  if (!vocabulary) return kInputHasErrors;
  const Scaffold scaffold{.type = options.type,
                          .title = options.title,
                          .language = options.language,
                          .countries = options.countries,
                          .date = options.date,
                          .added = to_edtf({today(), today()})};
  const std::string id = options.id.empty() ? proposed_id(scaffold) : options.id;
  if (id.empty())
    return refuse(
        "no id can be made of this title in a to z; write one, such as --id kg-2022-audit");
  if (!is_document_id(id))
    return refuse(fmt::format("'{}' is no id; write 3 to 80 of a-z, 0-9 and hyphens", id));
  if (has_id(folder, id))
    return refuse(fmt::format("there is a record '{}' already; write another with --id", id));
  const std::string text = scaffold_record(scaffold, *vocabulary);
  // What the checker would refuse is refused before there is a file.
  const std::string name = corpus_path(options.type, id);
  Diagnostics wrong;
  static_cast<void>(parse_document(text, name, *vocabulary, wrong));
  if (const std::string error = first_error(wrong); !error.empty()) return refuse(error);

  const fs::path path = folder / name;
  fs::create_directories(path.parent_path());
  write_new_file(path, text);
  fmt::print("{}\n", path.lexically_normal().string());
  fmt::print(stderr, "Fill it in, then see what is missing: entrepot-index check {}\n",
             options.corpus);
  return kClean;
}

}  // namespace entrepot
