#include "indexer/vocabulary/lookup.h"

#include <fmt/format.h>

#include "indexer/commands.h"

namespace entrepot {

ExitCode look_up(const LookupOptions& options) {
  const std::optional<Vocabulary> vocabulary = read_sound_vocabulary(options.corpus);
  if (!vocabulary) return kInputHasErrors;
  const Lookup lookup(*vocabulary);
  ExitCode result = kClean;
  for (const std::string& name : options.names) {
    const LookupAnswer answer = lookup.answer(name);
    fmt::print(answer.is_known ? stdout : stderr, "{}", answer.text);
    if (!answer.is_known) result = kInputHasErrors;
  }
  return result;
}

}  // namespace entrepot
