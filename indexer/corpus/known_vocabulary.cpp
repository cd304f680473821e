#include "indexer/corpus/known_vocabulary.h"

#include <optional>
#include <utility>
#include <vector>

#include "indexer/corpus/packed_facts.h"
#include "indexer/source/source_text.h"
#include "indexer/vocabulary/vocabulary_reader.h"
#include "model/error.h"
#include "model/record.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

struct ListFile {
  FileState state{};
  std::string sha256{};  ///< Empty if it is not there, or is no file.
};
using ListFiles = std::vector<ListFile>;  // by place of vocabulary_names()

fs::path path_of(const fs::path& folder, const std::string& list) {
  return folder / (list + ".yaml");
}

ListFiles files_now(const fs::path& folder) {
  ListFiles out;
  for (const std::string& list : vocabulary_names())
    out.push_back({.state = file_state(path_of(folder, list)),
                   .sha256 = hash_of_file(path_of(folder, list))});
  return out;
}

/// What is known, if the files are as they were: files whose state is another are looked into.
bool are_as_known(const fs::path& folder, ListFiles& known) {
  const std::vector<std::string>& lists = vocabulary_names();
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const FileState now = file_state(path_of(folder, lists[i]));
    if (now.is_same(known[i].state)) continue;
    known[i].state = now;
    if (known[i].sha256.empty() || hash_of_file(path_of(folder, lists[i])) != known[i].sha256)
      return false;
  }
  return true;
}

std::string pack(const ListFiles& files, const Diagnostics& problems) {
  Packer packer;
  for (const ListFile& one : files) {
    pack_state(packer, one.state);
    packer.add(one.sha256);
  }
  pack_problems(packer, problems);
  return packer.take();
}

/// @return nothing if the files are others by now.
std::optional<VocabularyReading> known_reading(const fs::path& folder,
                                               const KnownVocabulary& known) {
  Unpacker in(known.state);
  ListFiles files(vocabulary_names().size());
  for (ListFile& one : files) {
    one.state = unpack_state(in);
    one.sha256 = in.text();
  }
  if (!are_as_known(folder, files)) return std::nullopt;
  VocabularyReading out{.problems = unpack_problems(in), .is_known = true};
  out.vocabulary = parse_vocabulary(known.json);
  out.state = pack(files, out.problems);
  return out;
}

}  // namespace

VocabularyReading read_vocabulary(const fs::path& folder, const std::string& shown_as,
                                  const KnownVocabulary& known) {
  if (!known.json.empty())
    if (std::optional<VocabularyReading> out = known_reading(folder, known)) return std::move(*out);
  VocabularyReading out;
  ListFiles files = files_now(folder);
  out.vocabulary = read_vocabulary(folder, shown_as, out.problems);
  const ListFiles after = files_now(folder);
  for (std::size_t i = 0; i < files.size(); ++i)  // which of both was read nobody knows
    if (files[i].sha256 != after[i].sha256) files[i] = {};
  out.state = pack(files, out.problems);
  out.is_known = !known.json.empty() && to_json(out.vocabulary) == known.json;
  return out;
}

}  // namespace entrepot
