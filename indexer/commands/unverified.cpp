#include "indexer/reports/unverified.h"

#include <fmt/format.h>

#include "indexer/commands.h"
#include "indexer/front_matter/value_reader.h"
#include "model/text/width.h"

namespace entrepot {

ExitCode list_unverified(const UnverifiedOptions& options) {
  const std::optional<Vocabulary> vocabulary = read_sound_vocabulary(options.corpus);
  if (!vocabulary) return kInputHasErrors;
  const std::vector<UnverifiedName> names = unverified_names(*vocabulary, options.language);
  if (!options.language.empty() && names.empty() &&
      vocabulary->find("language", options.language) == nullptr) {
    fmt::print(stderr, "entrepot-index: unknown language '{}'{}\n",
               one_printable_line(options.language),
               value_hint(*vocabulary, "language", options.language));
    return kUsage;
  }
  const auto write = options.format == "csv" ? as_csv : options.format == "tsv" ? as_tsv : as_text;
  fmt::print("{}", write(names));
  if (names.empty())
    fmt::print(stderr, "Every name{} is verified\n",
               options.language.empty() ? "" : " in '" + options.language + "'");
  return kClean;
}

}  // namespace entrepot
