#include "service/formats/search_table.h"

#include <doctest/doctest.h>

#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

struct World {
  test::TemporaryFolder data{};
  Library library{test::write_generation(data.path(), corpus())};
  Locale locale{"en"};

  [[nodiscard]] SearchTable table(const SearchQuery& query, std::size_t most = kMostRows) const {
    return search_table(query, {.library = library, .locale = locale}, most);
  }

  static test::TestCorpus corpus() {
    test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
    DocumentRecord first = test::record("a-first", "=First, \"one\"", {"Short.", "Long."});
    first.document.summary = "-5 % in a year";
    first.document.language = "en";
    first.document.tags.countries = {"BO", "PE"};
    first.document.tags.themes = {"aeo"};
    first.document.sources = {
        {.title = "@Report", .url = "https://example.org", .kind = "primary"}};
    std::string problem;
    first.document.date = parse_edtf("2021-05/2022-02", problem);
    first.passages[1].kind = "lesson";
    first.passages[1].tags.themes = {"single-window"};
    first.passages[1].text = std::string(7'999, 'x') + "é, and more";
    corpus.records = {first, test::record("b-second", "Second", {"Text."}),
                      test::record("c-third", "Third", {"Text."})};
    for (DocumentRecord& one : corpus.records) test::complete(one);
    return corpus;
  }
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

}  // namespace

TEST_CASE("a table of documents has a line each, labelled, and no formula in it") {
  const SearchTable table = world().table({.in = {"a-first"}});
  CHECK(table.csv ==
        "\uFEFFid,url,title,summary,type,language,countries,regions,themes,programmes,"
        "organisations,measures,date_from,date_to,date_text,status,source_kind,evidence,"
        "source_title,source_url\r\n"
        "a-first,/documents/a-first,\"'=First, \"\"one\"\"\",'-5 % in a year,Case study,en,"
        "Bolivia; Peru,,Authorized economic operator,,,,2021-05,2022-02," +
            world().locale.date({{2021, 5, 0}, {2022, 2, 0}}) +
            ","
            "published,primary,,'@Report,https://example.org\r\n");
  CHECK(table.found == 1);
  CHECK(table.rows == 1);
}

TEST_CASE("a table of passages has their texts and their own tags, long ones cut at a character") {
  const std::string csv = world().table({.in = {"a-first"}, .group = Group::Passage}).csv;
  CHECK(csv.find("a-first,/documents/a-first#part-1,\"'=First, \"\"one\"\"\",part-1,,Part 1,Short.,"
                 "Case study,en,Bolivia; Peru,,Authorized economic operator,") !=
        std::string::npos);
  CHECK(csv.find("part-2,Lesson,Part 2," + std::string(7'999, 'x') +
                 "…,Case study,en,Bolivia; Peru,,Single window,") != std::string::npos);
}

TEST_CASE("a table that has not every match says so in its name") {
  const SearchTable whole = world().table({});
  CHECK(whole.found == 3);
  CHECK(file_name(whole, Group::Document) == "entrepot-documents.csv");
  const SearchTable part = world().table({.sort = Sort::Title}, 2);
  CHECK(part.found == 3);
  CHECK(part.rows == 2);
  CHECK(part.csv.find("b-second") != std::string::npos);
  CHECK(part.csv.find("c-third") == std::string::npos);
  CHECK(file_name(part, Group::Passage) == "entrepot-passages-first-2-of-3.csv");
}

TEST_CASE("a search that finds nothing is a table of its headings") {
  const SearchTable table = world().table({.text = "zzzz"});
  CHECK(table.found == 0);
  CHECK(table.csv.find("\r\n") == table.csv.size() - 2);
}
