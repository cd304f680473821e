#pragma once

#include <xapian.h>

#include "indexer/index/analysed_texts.h"
#include "model/record.h"

namespace entrepot {

/// What the two databases hold of one document. One thread.
class Entries {
 public:
  /// Both outlive this object.
  Entries(const Lexicon& lexicon, const DocumentRecord& record);

  /// The document's own entry.
  [[nodiscard]] Xapian::Document document();
  /// That of one of the record's passages.
  [[nodiscard]] Xapian::Document passage(const Passage& passage);

 private:
  const Vocabulary& vocabulary_;
  const DocumentRecord& record_;
  DocumentTexts texts_;
  PassageRecords passages_;
};

}  // namespace entrepot
