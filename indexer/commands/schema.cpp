#include <fmt/format.h>

#include "indexer/commands.h"
#include "indexer/front_matter/front_matter_schema.h"

namespace entrepot {

ExitCode schema(const SchemaOptions& options) {
  const std::optional<Vocabulary> vocabulary = read_sound_vocabulary(options.corpus);
  if (!vocabulary) return kInputHasErrors;
  fmt::print("{}", front_matter_schema(*vocabulary));
  return kClean;
}

}  // namespace entrepot
