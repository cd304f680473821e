#include "indexer/corpus/primary_accounts.h"

#include <doctest/doctest.h>

#include <string>

using namespace entrepot;

namespace {

CorpusDocument document(const std::string& id, const std::string& kind, const std::string& date) {
  CorpusDocument out;
  Document& own = out.record.document;
  own.id = id;
  own.tags = {.countries = {"BO", "PE"}, .themes = {"aeo", "transit"}};
  own.sources = {{.title = "S", .kind = kind}};
  std::string problem;
  own.date = parse_edtf(date, problem);
  return out;
}

}  // namespace

TEST_CASE("a rewritten article is told of the primary source on its event, and of no other") {
  CorpusDocument draft = document("a-draft", "primary", "2022-12");
  draft.record.document.status = "draft";
  std::vector<CorpusDocument> documents{draft,
                                        document("b-press", "press", "2022-12"),
                                        document("c-primary", "primary", "2022-12-05"),
                                        document("d-primary", "primary", "2022-12-06"),
                                        document("e-retold", "rewritten", "2022-12"),
                                        document("f-alone", "rewritten", "2019")};
  name_primary_accounts(documents);
  for (const CorpusDocument& one : documents)
    CHECK(one.record.primary_account == (one.record.document.id == "e-retold" ? "c-primary" : ""));
}
