#include "indexer/corpus/same_event.h"

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

Document dated(const std::string& date) { return document("x", "primary", date).record.document; }

}  // namespace

TEST_CASE(
    "documents tell of one event if dates overlap and main country and a theme are the same") {
  CHECK(is_same_event(dated("2022-12"), dated("2022-12-05/2022-12-09")));
  CHECK(is_same_event(dated("2022"), dated("2021/2022")));
  CHECK_FALSE(is_same_event(dated("2022-11"), dated("2022-12-05")));
  Document other = dated("2022-12");
  other.tags.countries = {"PE", "BO"};
  CHECK_FALSE(is_same_event(dated("2022-12"), other));
  other = dated("2022-12");
  other.tags.themes = {"transit"};
  CHECK(is_same_event(dated("2022-12"), other));
  other.tags.themes = {"e-commerce"};
  CHECK_FALSE(is_same_event(dated("2022-12"), other));
}

TEST_CASE("nothing is guessed of documents without a date or a country") {
  Document undated = dated("2022");
  undated.date.reset();
  CHECK_FALSE(is_same_event(undated, undated));
  Document everywhere = dated("2022");
  everywhere.tags.countries.clear();
  CHECK_FALSE(is_same_event(everywhere, everywhere));
}

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
