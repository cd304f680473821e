#include "bench/query/ways.h"

#include <xapian.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "model/concept_names.h"
#include "model/generation.h"
#include "model/text/analyser.h"
#include "service/formats/api_json.h"
#include "service/search/columns.h"
#include "service/search/database_pool.h"
#include "service/search/generation_files.h"
#include "service/search/library.h"
#include "service/search/matching.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"
#include "service/words/query_concepts.h"
#include "service/words/query_language.h"

namespace entrepot::bench {
namespace {

using Clock = std::chrono::steady_clock;

const std::vector<std::string> kFiveFacets{"country", "theme", "type", "language", "year"};

/// KiB of memory of this process that no file stands behind.
long anonymous_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) return std::stol(line.substr(8));
  return 0;
}

/// Asks a database what the library asks it, with nothing around.
class Alone {
 public:
  Alone(const std::filesystem::path& generation, bool passages)
      : manifest_(read_manifest(generation)),
        vocabulary_(read_vocabulary(generation, manifest_)),
        analyser_(vocabulary_),
        names_(vocabulary_, &analyser_),
        forms_(vocabulary_, &analyser_, form_lists()),
        databases_(generation),
        group_(passages ? Group::Passage : Group::Document),
        scheme_(passages ? Xapian::BM25Weight(kPassageRepetition, 0, 1, kPassageLengthPenalty, 0.5)
                         : Xapian::BM25Weight(kRepetition, 0, 1, kLengthPenalty, 0.5)) {
    for (const auto& [language, count] : manifest_.content.languages)
      languages_.push_back(language);
  }

  [[nodiscard]] Xapian::Query query_of(const Question& question, const Columns& columns) const {
    const SearchQuery query{.text = question.text, .group = group_};
    const ConceptReader concepts(names_, forms_, vocabulary_, query,
                                 query_language(question.text, vocabulary_, names_));
    const Xapian::Database& database = databases_.of(group_);
    Postings postings(database, columns);
    const TextMatch match =
        match_text(postings, columns,
                   parse_query_text(question.text, analyser_, languages_, &concepts), query);
    return weighed_by_standing(ranked_query(match, {true, &database, &scheme_}), database);
  }

  void ask(const Xapian::Query& query, bool exactly) const {
    const Xapian::Database& database = databases_.of(group_);
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(scheme_);
    enquire.set_query(query);
    enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
    (void)enquire.get_mset(0U, 10U, exactly ? database.get_doccount() : 0U);
  }

  [[nodiscard]] const Xapian::Database& database() const { return databases_.of(group_); }

 private:
  Manifest manifest_;
  Vocabulary vocabulary_;
  Analyser analyser_;
  ConceptNames names_, forms_;
  std::vector<std::string> languages_{};
  Databases databases_;
  Group group_;
  Xapian::BM25Weight scheme_;
};

}  // namespace

struct Subjects::Impl {
  std::unique_ptr<Library> library{};
  std::unique_ptr<Alone> alone{};
  std::vector<SearchQuery> asked{};
  std::vector<Xapian::Query> raw{};
  std::vector<SearchPage> pages{};
  Locale locale{"en"};
};

Subjects::Subjects(const std::filesystem::path& generation, const std::vector<Question>& questions,
                   bool passages_too)
    : impl_(std::make_unique<Impl>()) {
  const long before = anonymous_kib();
  const auto start = Clock::now();
  impl_->library = std::make_unique<Library>(generation);
  open_seconds = std::chrono::duration<double>(Clock::now() - start).count();
  opened_kib = anonymous_kib() - before;
  documents = impl_->library->manifest().content.documents;
  passages = impl_->library->manifest().content.passages;

  impl_->alone = std::make_unique<Alone>(generation, passages_too);
  const Columns columns = read_columns(impl_->alone->database(), false);
  for (const Question& question : questions) {
    impl_->asked.push_back({.text = question.text,
                            .group = passages_too ? Group::Passage : Group::Document,
                            .facets = kFiveFacets});
    impl_->raw.push_back(impl_->alone->query_of(question, columns));
    impl_->pages.push_back(impl_->library->search(impl_->asked.back()));
  }
}

Subjects::~Subjects() = default;

std::vector<Way> Subjects::ways() const {
  Impl& of = *impl_;
  const auto without_facets = [&of](std::size_t i) {
    SearchQuery query = of.asked[i];
    query.facets.emplace();
    return query;
  };
  return {
      {"top10", "Xapian alone, ten best",
       [&of](std::size_t i) { of.alone->ask(of.raw[i], false); }},
      {"counted", "the same, every match counted",
       [&of](std::size_t i) { of.alone->ask(of.raw[i], true); }},
      {"facets", "a page of this library with five facets",
       [&of](std::size_t i) { (void)of.library->search(of.asked[i]); }},
      {"page", "a page without facets",
       [&of, without_facets](std::size_t i) { (void)of.library->search(without_facets(i)); }},
      {"bare", "its hits without passages and extracts",
       [&of, without_facets](std::size_t i) {
         of.library->each_match(without_facets(i), 10, [](const Hit&) {});
       }},
      {"count", "how many match, and nothing else",
       [&of](std::size_t i) { (void)of.library->count(of.asked[i]); }},
      {"json", "the JSON of the page with five facets",
       [&of](std::size_t i) {
         (void)dump(
             to_json(of.pages[i], of.asked[i], {.library = *of.library, .locale = of.locale}));
       }},
  };
}

}  // namespace entrepot::bench
