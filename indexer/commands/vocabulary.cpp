#include <fmt/format.h>

#include "indexer/commands.h"
#include "indexer/vocabulary/skos.h"

namespace entrepot {

ExitCode export_vocabulary(const VocabularyOptions& options) {
  const std::optional<Vocabulary> vocabulary = read_sound_vocabulary(options.corpus);
  if (!vocabulary) return kInputHasErrors;
  const RdfGraph graph = to_skos(*vocabulary, options.base);
  fmt::print("{}", options.format == "jsonld" ? to_json_ld(graph) : to_turtle(graph));
  return kClean;
}

}  // namespace entrepot
