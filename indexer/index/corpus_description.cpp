#include "indexer/index/corpus_description.h"

#include <string>

#include "model/index_schema.h"
#include "model/sha256.h"
#include "model/text/analyser.h"

namespace entrepot {

Manifest::Content describe_corpus(const Corpus& corpus, std::string_view vocabulary) {
  Manifest::Content content{.schema = kSchemaVersion,
                            .analysis = analysis_version(),
                            .vocabulary = std::string(vocabulary)};
  Sha256 hash;
  for (const CorpusDocument& one : corpus.documents) {  // by id already
    const Document& document = one.record.document;
    hash.update(document.type + " " + document.id + " " + one.sha256 + "\n");
    if (is_searched(document) || document.status == "withdrawn")
      for (const std::string& old : document.formerly) content.moved[old] = document.id;
    if (is_searched(document)) {
      if (!document.language.empty())
        ++content.languages[document.language.substr(0, document.language.find('-'))];
    } else if (document.status == "withdrawn") {
      content.withdrawn[document.id] = {.title = document.title,
                                        .reason = document.note,
                                        .replacement = one.record.superseded_by,
                                        .language = document.language};
    }
  }
  content.corpus = hash.hex();
  return content;
}

}  // namespace entrepot
