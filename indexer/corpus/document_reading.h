#pragma once

#include <string>
#include <vector>

#include "indexer/body/markdown.h"
#include "indexer/corpus/corpus.h"
#include "indexer/corpus/corpus_files.h"
#include "indexer/front_matter/front_matter.h"

namespace entrepot {

/// A document file as far as it could be read.
struct ReadDocument {
  CorpusDocument document{};
  std::vector<Reference> references{};
  std::vector<InternalLink> links{};
  Diagnostics problems{};  ///< Of this file alone.
  bool has_body = false;   ///< Whether its sections and passages are known.
};

/// Reads one file of a corpus and checks what can be seen in it alone.
[[nodiscard]] ReadDocument read_document(const CorpusFile& file, const Vocabulary& vocabulary);

/// Leaves of a document what is asked for when it is not its turn to be written.
void make_outline(ReadDocument& read);

}  // namespace entrepot
