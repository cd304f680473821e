#include "service/search/library.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "model/error.h"
#include "model/index_schema.h"
#include "model/text/analyser.h"
#include "model/text/unicode.h"
#include "service/search/columns.h"
#include "service/search/cross_counts.h"
#include "service/search/database_pool.h"
#include "service/search/facet_counts.h"
#include "service/search/facet_values.h"
#include "service/search/generation_files.h"
#include "service/search/matching.h"
#include "service/search/query_builder.h"
#include "service/search/ranked_hits.h"
#include "service/search/remembered.h"
#include "service/search/unknown_values.h"
#include "service/words/query_language.h"
#include "service/words/query_text.h"
#include "service/words/query_translations.h"
#include "service/words/spelling.h"
#include "service/words/tag_names.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLanguages = 12;        // whose stems a query word stands for
constexpr std::size_t kRememberedLikes = 2'000;  // passages; few have any likes to keep

/// Those with most documents first.
std::vector<std::string> most_used_languages(const Manifest& manifest) {
  std::vector<std::pair<std::string, std::uint64_t>> counted(manifest.content.languages.begin(),
                                                             manifest.content.languages.end());
  std::stable_sort(counted.begin(), counted.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  std::vector<std::string> languages;
  for (const auto& [language, count] : counted)
    if (languages.size() < kMaxLanguages) languages.push_back(language);
  return languages;
}

}  // namespace

struct Library::Impl {
  fs::path folder;
  ReaderLock lock;
  Manifest manifest;
  Vocabulary vocabulary;
  Analyser analyser;
  ConceptNames names, forms;  ///< In questions.
  TagNames tag_names;
  std::vector<std::string> languages;  ///< Whose stems a query word stands for.
  DatabasePool pool;
  Lexicons lexicons;
  Columns document_columns{}, passage_columns{};
  std::once_flag words_learnt{};
  Spelling spelling{};  ///< Empty until a word is unknown: most questions have none.
  Remembered<std::vector<LikePassage>> likes{kRememberedLikes};

  Impl(const fs::path& generation, Lexicons known)
      : folder(generation),
        lock(generation),
        manifest(read_manifest_of_files(generation)),
        vocabulary(entrepot::read_vocabulary(generation, manifest)),
        analyser(vocabulary),
        names(vocabulary, &analyser),
        forms(vocabulary, &analyser, form_lists()),
        tag_names(vocabulary, analyser),
        languages(most_used_languages(manifest)),
        pool(generation),
        lexicons(std::move(known)) {
    with_databases([&](const Databases& databases) {
      document_columns = read_columns(*databases.documents, true);
      passage_columns = read_columns(*databases.passages, false);
      if (document_columns.count != manifest.content.documents ||
          passage_columns.count != manifest.content.passages)
        throw damaged(folder, "it does not hold as many documents as its manifest says");
    });
  }

  /// The words that are known.
  [[nodiscard]] const Spelling& known_words(const Xapian::Database& documents) {
    std::call_once(words_learnt, [&] { learn_words(documents); });
    return spelling;
  }

  /// Words of the texts and of the vocabulary's names. Of scripts without spaces none is learnt.
  void learn_words(const Xapian::Database& documents) {
    for (auto at = documents.allterms_begin(); at != documents.allterms_end(); ++at) {
      const std::string term = *at;
      const bool is_prefixed = term.empty() || (term.front() >= 'A' && term.front() <= 'Z');
      if (is_prefixed || is_of_run(term)) continue;
      spelling.add(fold_accents(term), at.get_termfreq());
    }
    for (const std::string& name : names.spellings())
      for (const Token& token : tokenize(name))
        if (token.run == 0) spelling.add(token.folded, 0);
  }

  static bool is_of_run(const std::string& term) {
    const std::vector<Token> tokens = tokenize(term);
    return tokens.empty() || tokens.front().run != 0;
  }

  /// Calls with databases that no other thread uses meanwhile; the door where Xapian's errors end.
  template <typename Call>
  auto with_databases(const Call& call) -> decltype(call(std::declval<const Databases&>())) {
    try {
      std::unique_ptr<Databases> databases = pool.borrow();
      if constexpr (std::is_void_v<decltype(call(*databases))>) {
        call(*databases);
        pool.give_back(std::move(databases));
      } else {
        auto result = call(*databases);
        pool.give_back(std::move(databases));
        return result;
      }
    } catch (const Xapian::Error& failure) {
      throw damaged(folder, failure.get_description());
    }
  }

  /// A question, read.
  struct Question {
    QueryText text{};
    std::string language{};
    std::vector<Translation> translated{};
  };

  /// @param database whose terms are worth a translation.
  [[nodiscard]] Question read(const SearchQuery& query, std::string_view text,
                              const Xapian::Database& database) const {
    Question question{.language = query_language(text, vocabulary, names)};
    const ConceptReader concepts(names, forms, vocabulary, query, question.language);
    question.text = parse_query_text(text, analyser, languages, query.expand ? &concepts : nullptr);
    if (!query.expand) return question;
    tag_names.add_tags(question.text);
    const auto is_indexed = [&](const std::string& term) { return database.term_exists(term); };
    if (lexicons.translations)
      question.translated =
          translate_words(question.text, question.language, *lexicons.translations, analyser,
                          query.literal, is_indexed);
    for (Translation& one : transliterate_words(question.text, analyser, query.literal, is_indexed))
      question.translated.push_back(std::move(one));
    return question;
  }

  /// What the names in a question were taken for, in its order.
  void collect_concepts(const QueryText& text, const SearchQuery& query,
                        std::vector<UnderstoodConcept>& out) const {
    for (const auto* nodes : {&text.required, &text.groups, &text.preferred})
      for (const QueryNode& node : *nodes) collect_concepts(node, query, out);
  }

  /// How a question was read.
  void tell(const Question& question, const SearchQuery& query, Understood& understood) const {
    understood.concepts.clear();
    collect_concepts(question.text, query, understood.concepts);
    understood.translated = question.translated;
    understood.language = question.language;
  }

  void collect_concepts(const QueryNode& node, const SearchQuery& query,
                        std::vector<UnderstoodConcept>& out) const {
    for (const QueryNode& child : node.children) collect_concepts(child, query, out);
    if (node.kind != QueryNode::Kind::Concept) return;
    UnderstoodConcept one{.from = node.shown, .name = name_key(node.shown)};
    for (const ConceptRef& meaning : node.concepts)
      one.meanings.push_back({.list = meaning.list,
                              .id = meaning.id,
                              .label = concept_label(vocabulary, meaning, query.ui)});
    out.push_back(std::move(one));
  }

  /// The question with words that nothing knows replaced by those they are a slip away from.
  [[nodiscard]] std::string corrected(const SearchQuery& query, const QueryText& parsed,
                                      const Databases& databases,
                                      std::vector<Correction>& corrections) {
    const Xapian::Database& database = databases.of(query.group);
    std::string text = query.text;
    for (auto node = parsed.groups.rbegin(); node != parsed.groups.rend(); ++node) {
      if (node->kind != QueryNode::Kind::Word || node->title) continue;
      const QueryWord& word = node->words.front();
      const Token& token = word.token;
      const bool is_literal = std::find(query.literal.begin(), query.literal.end(),
                                        name_key(token.word)) != query.literal.end();
      if (token.acronym || token.run != 0 || is_literal || is_known(word, database)) continue;
      const std::string meant = known_words(*databases.documents).correct(token.folded);
      std::string typed = text.substr(token.begin, token.end - token.begin);
      if (meant.empty() || (lexicons.dictionaries && lexicons.dictionaries->has(typed))) continue;
      corrections.push_back({.from = std::move(typed), .to = meant});
      text.replace(token.begin, token.end - token.begin, meant);
    }
    std::reverse(corrections.begin(), corrections.end());
    return text;
  }

  static bool is_known(const QueryWord& word, const Xapian::Database& database) {
    const std::vector<std::string> terms = terms_of(word, false, true);
    return std::any_of(terms.begin(), terms.end(),
                       [&](const std::string& term) { return database.term_exists(term); });
  }

  [[nodiscard]] const Columns& columns(Group group) const {
    return group == Group::Document ? document_columns : passage_columns;
  }

  /// What a search's text matches, once misspelt words are corrected if that loses fewer of them.
  /// @param understood gets its concepts and corrections.
  [[nodiscard]] TextMatch match(const Databases& databases, const SearchQuery& query,
                                Postings& postings, Understood& understood) {
    const Xapian::Database& database = postings.database();
    const Question typed = read(query, query.text, database);
    TextMatch match = match_text(postings, columns(query.group), typed.text, query);
    tell(typed, query, understood);
    if (!query.expand || match.dropped.empty()) return match;
    std::vector<Correction> corrections;
    const Question other =
        read(query, corrected(query, typed.text, databases, corrections), database);
    if (corrections.empty()) return match;
    TextMatch better = match_text(postings, columns(query.group), other.text, query);
    if (better.dropped.size() >= match.dropped.size()) return match;
    tell(other, query, understood);
    understood.corrected = std::move(corrections);
    return better;
  }

  [[nodiscard]] std::uint64_t count(const TextMatch& match, SearchQuery query) const {
    query.facets.emplace();
    return count_matches(columns(query.group), match.matched, match.has_all, query).found;
  }

  [[nodiscard]] HitSources sources(const Databases& databases, Postings& postings) const {
    return {.databases = databases,
            .documents = document_columns,
            .passages = passage_columns,
            .vocabulary = vocabulary,
            .analyser = analyser,
            .postings = postings};
  }
};

Library::Library(const fs::path& generation, Lexicons lexicons)
    : impl_(std::make_unique<Impl>(generation, std::move(lexicons))) {}
Library::~Library() = default;

std::uint64_t Library::count(const SearchQuery& query) const {
  return impl_->with_databases([&](const Databases& databases) {
    Understood understood;
    Postings postings(databases.of(query.group), impl_->columns(query.group));
    return impl_->count(impl_->match(databases, query, postings, understood), query);
  });
}

CrossCounts Library::cross_counts(const SearchQuery& query, const CrossAxis& rows,
                                  const CrossAxis& columns) const {
  return impl_->with_databases([&](const Databases& databases) {
    Understood understood;
    Postings postings(databases.of(query.group), impl_->columns(query.group));
    const TextMatch match = impl_->match(databases, query, postings, understood);
    return entrepot::cross_counts(impl_->columns(query.group), match.matched, query, rows, columns);
  });
}

SearchPage Library::search(const SearchQuery& query) const {
  return impl_->with_databases([&](const Databases& databases) {
    const Columns& columns = impl_->columns(query.group);
    SearchPage page;
    Postings postings(databases.of(query.group), columns);
    const TextMatch match = impl_->match(databases, query, postings, page.understood);
    Counts counts = count_matches(columns, match.matched, match.has_all, query);
    list_values(counts.facets, impl_->vocabulary, query);

    page.found = counts.found;
    page.found_all = counts.found_all;
    page.out_of = columns.count;
    page.pages = (counts.found + query.per_page - 1) / query.per_page;
    page.match = match.match;
    page.facets = std::move(counts.facets);
    page.understood.words = shown_words(match.text);
    page.understood.dropped = match.dropped;
    page.understood.notes = match.text.notes;
    std::erase_if(page.understood.words, [&match](const std::string& word) {
      return std::find(match.dropped.begin(), match.dropped.end(), word) != match.dropped.end();
    });
    page.understood.dropped.insert(page.understood.dropped.end(), match.text.dropped.begin(),
                                   match.text.dropped.end());
    if (match.text.empty() && match.dropped.empty() && !query.text.empty())
      page.understood.notes.push_back({"no_word"});
    page.warnings = unknown_values(columns, impl_->vocabulary, query);
    if (counts.found == 0) return page;
    const HitSources sources = impl_->sources(databases, postings);
    page.hits = RankedHits(sources, query, match).page();
    return page;
  });
}

std::uint64_t Library::each_match(const SearchQuery& query, std::size_t most,
                                  const std::function<void(const Hit&)>& call) const {
  return impl_->with_databases([&](const Databases& databases) {
    Understood understood;
    Postings postings(databases.of(query.group), impl_->columns(query.group));
    const TextMatch match = impl_->match(databases, query, postings, understood);
    const std::uint64_t found = impl_->count(match, query);
    if (found == 0) return found;
    const HitSources sources = impl_->sources(databases, postings);
    const RankedHits ranked(sources, query, match);
    // Each is read as its turn comes: what waits in memory is their numbers.
    for (const Weighed& one : ranked.matches(0, static_cast<unsigned>(most)))
      call(ranked.whole_hit(one.place));
    return found;
  });
}

void Library::each_document(const std::function<void(const IndexedDocument&)>& call) const {
  impl_->with_databases([&](const Databases& databases) { read_documents(databases, call); });
}

DocumentLookup Library::document(std::string_view id) const {
  DocumentLookup lookup;
  const Manifest::Content& content = impl_->manifest.content;
  std::string name(id);
  // A chain of renamings is never longer than the list of them.
  for (std::size_t steps = 0; steps <= content.moved.size(); ++steps) {
    const auto moved = content.moved.find(name);
    if (moved == content.moved.end()) break;
    name = moved->second;
    lookup.moved_to = name;
  }
  if (!lookup.moved_to.empty()) return lookup;
  if (const auto withdrawn = content.withdrawn.find(name); withdrawn != content.withdrawn.end()) {
    lookup.withdrawn = withdrawn->second;
    return lookup;
  }
  lookup.record = impl_->with_databases([&](const Databases& databases) {
    std::optional<DocumentRecord> record;
    const std::string term = prefixed_term(kIdPrefix, name);
    const auto at = databases.documents->postlist_begin(term);
    if (at != databases.documents->postlist_end(term))
      record = parse_document_record(databases.documents->get_document(*at).get_data());
    return record;
  });
  return lookup;
}

std::vector<RelatedDocument> Library::related(const DocumentRecord& record,
                                              const std::vector<std::string>& left_out) const {
  return impl_->with_databases([&](const Databases& databases) {
    return related_documents(*databases.documents, impl_->document_columns,
                             {impl_->analyser, impl_->tag_names},
                             {.record = record, .left_out = left_out});
  });
}

std::vector<LikePassage> Library::like(std::string_view document, std::string_view anchor) const {
  return impl_->likes.of(fmt::format("{}#{}", document, anchor), [&] {
    return impl_->with_databases([&](const Databases& databases) {
      return like_passages(*databases.passages, impl_->analyser, document, anchor);
    });
  });
}

const Manifest& Library::manifest() const { return impl_->manifest; }
const Vocabulary& Library::vocabulary() const { return impl_->vocabulary; }
std::string Library::generation() const { return impl_->folder.filename().string(); }

}  // namespace entrepot
