#pragma once

#include <xapian.h>

#include "indexer/index/analysed_texts.h"
#include "model/record.h"

namespace entrepot {

/// What the two databases hold of one document. One thread.
class Entries {
 public:
  /// @param labels shared by the records of one thread. All three outlive this object.
  Entries(const Lexicon& lexicon, LabelTexts& labels, const DocumentRecord& record);

  /// The document's own entry.
  [[nodiscard]] Xapian::Document document();
  /// That of one of the record's passages.
  [[nodiscard]] Xapian::Document passage(const Passage& passage);

 private:
  const Vocabulary& vocabulary_;
  LabelTexts& labels_;
  const DocumentRecord& record_;
  DocumentTexts texts_;
  PassageRecords passages_;
};

/// For the entries of one thread. @param lexicon outlives it.
[[nodiscard]] LabelTexts label_texts(const Lexicon& lexicon);

}  // namespace entrepot
