#include "service/search/weigher.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <map>

#include "model/generation.h"
#include "service/search/database_pool.h"
#include "service/search/query_builder.h"
#include "service/words/query_language.h"
#include "service/words/tag_names.h"
#include "tests/service/random_queries.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Weights = std::map<std::uint32_t, double>;  // by number

struct World {
  test::TemporaryFolder data{};
  test::TestCorpus corpus{test::random_corpus(11, 80)};
  std::filesystem::path generation{test::write_generation(data.path(), corpus)};
  Databases databases{generation};
  Analyser analyser{corpus.vocabulary};
  ConceptNames names{corpus.vocabulary, &analyser};
  ConceptNames forms{corpus.vocabulary, &analyser, form_lists()};
  TagNames tag_names{corpus.vocabulary, analyser};

  [[nodiscard]] std::vector<QueryNode> nodes(const SearchQuery& query) const {
    const std::string language = query_language(query.text, corpus.vocabulary, names);
    const ConceptReader concepts(names, forms, corpus.vocabulary, query, language);
    QueryText text = parse_query_text(query.text, analyser, {"en", "es", "fr"},
                                      query.expand ? &concepts : nullptr);
    if (query.expand) tag_names.add_tags(text);
    std::vector<QueryNode> all;
    for (const auto* some : {&text.groups, &text.required, &text.preferred, &text.runs})
      all.insert(all.end(), some->begin(), some->end());
    return all;
  }
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

Weights weighed_by_xapian(const Xapian::Database& database, const QueryNode& node, const Bm25& by,
                          bool expand) {
  const Xapian::BM25Weight scheme(by.repetition, 0, 1, by.length_penalty, 0.5);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(scheme);
  enquire.set_query(
      ranked_query(node, {.expand = expand, .database = &database, .weighting = &scheme}));
  const Xapian::MSet set = enquire.get_mset(0U, database.get_doccount());
  Weights weights;
  for (auto at = set.begin(); at != set.end(); ++at) weights[*at] = at.get_weight();
  return weights;
}

void check_equal(const Weights& expected, const Postings& postings, const Weigher& weigher,
                 std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t number = first; number <= last; ++number) {
    const auto at = expected.find(number);
    const std::uint32_t place = postings.place_of(number);
    CHECK((weigher.met()[place] != 0) == (at != expected.end()));
    CHECK(weigher.sums()[place] == doctest::Approx(at == expected.end() ? 0 : at->second));
  }
}

/// Compares weights of nodes, of documents and of passages, in all and in some stretches.
/// @return how many matches there were.
std::size_t compare(const std::vector<QueryNode>& nodes, bool expand = true) {
  const Bm25 scheme{.repetition = 2, .length_penalty = 0.8};
  std::size_t matches = 0;
  for (const QueryNode& node : nodes)
    for (const Group group : {Group::Document, Group::Passage}) {
      const Xapian::Database& database = world().databases.of(group);
      const Columns columns = read_columns(database, true);
      const Weights expected = weighed_by_xapian(database, node, scheme, expand);
      matches += expected.size();

      Postings all(database, columns);
      Weigher of_all(all, scheme, expand);
      of_all.add(node);
      check_equal(expected, all, of_all, 1, columns.end - 1);

      // Given in no order, and in part twice.
      Postings some(database, Postings::Ranges{{40, 45}, {3, 3}, {44, 50}, {7, 20}});
      Weigher of_some(some, scheme, expand);
      of_some.add(node);
      check_equal(expected, some, of_some, 3, 3);
      check_equal(expected, some, of_some, 7, 20);
      check_equal(expected, some, of_some, 40, 50);
    }
  return matches;
}

}  // namespace

TEST_CASE("what is asked for weighs what Xapian says, in all entries and in some stretches") {
  test::RandomQueries random(5);
  std::size_t matches = 0;
  for (int round = 0; round < 150; ++round) {
    const SearchQuery query = random.next();
    CAPTURE(query.text);
    matches += compare(world().nodes(query), query.expand);
  }
  CHECK(matches > 1000);
}

TEST_CASE("names weigh what Xapian says, whether they are certain, uncertain or of the trade") {
  std::size_t matches = 0, names = 0;
  for (const char* text :
       {"risk management", "Bolivia", "Peru 2022", "gestion des risques training",
        "single window customs", "guichet unique", "TFA 7.4", "AEO", "chile",
        "what is customs in Chile", "2022-03 Bolivia"}) {
    CAPTURE(text);
    for (const QueryNode& node : world().nodes({.text = text})) {
      matches += compare({node});
      if (node.kind != QueryNode::Kind::Concept) continue;
      QueryNode uncertain = node, of_trade = node, about = node;
      uncertain.is_uncertain = true;
      about.about = {{.list = "themes", .id = "aeo"}};
      // Of the trade, and named in texts.
      of_trade.concepts.push_back({.list = "terms", .id = "any"});
      matches += compare({uncertain, of_trade, about});
      ++names;
    }
  }
  CHECK(names > 5);
  for (QueryNode word : world().nodes({.text = "window training"})) {
    word.kind = QueryNode::Kind::Concept;
    word.concepts = {{.list = "terms", .id = "any"}, {.list = "themes", .id = "single-window"}};
    matches += compare({word});
  }
  CHECK(matches > 500);
}

TEST_CASE(
    "an entry beyond the last is damage that is told, whether a word or a query leads there") {
  const Xapian::Database& database = *world().databases.documents;
  Columns columns = read_columns(database, true);
  columns.end = 2;
  Postings postings(database, columns);
  CHECK_THROWS_AS((void)postings.of(facet_term(*find_facet("language"), "en")),
                  Xapian::DatabaseCorruptError);
  CHECK_THROWS_AS((void)postings.matches(every_document(), Xapian::BoolWeight()),
                  Xapian::DatabaseCorruptError);
}
