#pragma once

#include <string_view>

#include "indexer/corpus/corpus.h"
#include "model/generation.h"

namespace entrepot {

/// What a manifest says of a corpus that can be told without writing it: all but how much was
/// written. @param vocabulary SHA-256 of its to_json().
[[nodiscard]] Manifest::Content describe_corpus(const Corpus& corpus, std::string_view vocabulary);

}  // namespace entrepot
