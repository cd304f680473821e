#include "service/search/best_passages.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/text/analyser.h"
#include "service/search/database_pool.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

TEST_CASE("passages are those of their document, also where others stand between them") {
  const test::TemporaryFolder data;
  const test::TestCorpus corpus = test::random_corpus(11, 40);
  const Databases databases(test::write_generation(data.path(), corpus));
  const Columns columns = read_columns(*databases.passages, false);
  // As if the document's passages had been written at the beginning and at the end.
  Columns scattered = columns;
  for (DocumentColumn::Range& range : scattered.document.ranges) range = {1, columns.end - 1};

  const QueryText text =
      parse_query_text("risk customs training", Analyser(corpus.vocabulary), {"en"});
  std::size_t found = 0;
  for (std::uint32_t number = 1; number <= columns.document.ends.size(); ++number) {
    const std::vector<std::string_view> id{columns.document.id(number)};
    const BestPassages near({*databases.passages, columns}, text.groups, true, id);
    const BestPassages far({*databases.passages, scattered}, text.groups, true, id);
    CHECK(far.heaviest(0) == near.heaviest(0));
    CHECK(far.of(0, 3, nullptr) == near.of(0, 3, nullptr));
    for (const std::uint32_t passage : far.of(0, 100, nullptr)) {
      CHECK(columns.document.of(passage) == number);
      ++found;
    }
  }
  CHECK(found > 20);
}
