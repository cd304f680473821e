#include <fmt/format.h>

#include <filesystem>

#include "indexer/commands.h"
#include "indexer/front_matter_schema.h"
#include "indexer/vocabulary_reader.h"

namespace entrepot {

ExitCode schema(const SchemaOptions& options) {
  const CorpusOptions corpus_options{.corpus = options.corpus};
  require_corpus(corpus_options);
  Corpus corpus;
  corpus.vocabulary = read_vocabulary(std::filesystem::path(options.corpus) / "vocabulary",
                                      "vocabulary", corpus.problems);
  const Verdict verdict = judge(corpus.problems);
  if (verdict.errors > 0) {
    print_problems(corpus, verdict, corpus_options, "there is no schema of a faulty vocabulary");
    return kInputHasErrors;
  }
  fmt::print("{}", front_matter_schema(corpus.vocabulary));
  return kClean;
}

}  // namespace entrepot
