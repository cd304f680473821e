#pragma once

#include <string>
#include <vector>

#include "indexer/body/markdown.h"
#include "indexer/corpus/corpus.h"
#include "indexer/front_matter/front_matter.h"
#include "model/diagnostics.h"

namespace entrepot {

/// What the documents of a corpus say of each other.
struct DocumentTies {
  std::string id{};
  std::string path{};    ///< For messages.
  bool is_read = false;  ///< Whether all of the file could be read; else only its id is known.
  const CorpusDocument* document = nullptr;  ///< Outlives this. Never null if is_read.
  std::vector<Reference> references{};
  std::vector<InternalLink> links{};
};

/// Checks ids, anchors and circles across documents. Of a file that could not be read nothing but
/// its id is asked, so that one fault is not reported as many.
void check_ties(const std::vector<DocumentTies>& documents, Diagnostics& problems);

}  // namespace entrepot
