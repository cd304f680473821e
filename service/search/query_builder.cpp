#include "service/search/query_builder.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "model/index_schema.h"
#include "model/text/unicode.h"
#include "service/search/fixed_weight.h"
#include "service/search/postings.h"
#include "service/search/ranking.h"
#include "service/search/weighted_documents.h"

namespace entrepot {
namespace {

using Xapian::Query;
using Kind = QueryNode::Kind;

constexpr std::size_t kMaxPhraseTerms = 32;  // characters count singly

std::string_view title_prefix() {
  static const std::string_view kPrefix = find_field("title")->prefix;
  return kPrefix;
}

std::vector<std::string> prefixed(const std::vector<std::string>& terms, bool title) {
  if (!title) return terms;
  std::vector<std::string> out;
  for (const std::string& term : terms) out.push_back(std::string(title_prefix()) + term);
  return out;
}

void append(std::vector<std::string>& terms, const std::vector<std::string>& more) {
  terms.insert(terms.end(), more.begin(), more.end());
}

Query joined(Query::op op, const std::vector<std::string>& terms) {
  return Query(op, terms.begin(), terms.end());
}

/// What else a word may be meant as, besides the word itself.
Query with_other_readings(Query own, const QueryWord& word) {
  if (!word.translations.empty()) {
    const double weight = word.is_translated_only ? 1.0 : kTranslationWeight;
    own = Query(Query::OP_OR, own, Query(weight, joined(Query::OP_SYNONYM, word.translations)));
  }
  if (const std::vector<std::string> year = year_terms(word); !year.empty())
    own = Query(Query::OP_OR, own, with_fixed_weight(year, kYearWeight));
  return own;
}

/// @param equals further terms that mean the same.
Query word_query(const QueryNode& node, const Ranking& by,
                 const std::vector<std::string>& equals = {}) {
  const QueryWord& word = node.words.front();
  std::vector<std::string> terms = own_terms(word, node.title, by.expand);
  const std::size_t own = terms.size();
  append(terms, equals);
  const bool reads_on = by.expand && !node.title;
  if (!word.grams.empty()) {
    const Query any = joined(Query::OP_OR, terms);
    return reads_on ? with_other_readings(any, word) : any;
  }
  Query any = joined(Query::OP_SYNONYM, terms);
  if (reads_on) any = with_other_readings(any, word);
  const std::vector<std::string> exact = exact_terms(word, node.title);
  if (exact.size() == own && equals.empty()) return any;
  // What has the exact word has any of them: nothing more matches.
  any = Query(Query::OP_OR, any, Query(kExactWeight, joined(Query::OP_SYNONYM, exact)));
  if (node.title || kLabelWeight <= 0) return any;
  return word.tags.empty() ? any
                           : Query(Query::OP_OR, any, with_fixed_weight(word.tags, kLabelWeight));
}

Query phrase_query(const QueryNode& node, const Ranking& by);

bool is_term(const QueryNode& node) {
  return std::any_of(node.concepts.begin(), node.concepts.end(),
                     [](const ConceptRef& one) { return one.list == "terms"; });
}

/// A concept counts by how often it is named and by its tag; the very words typed come first.
Query concept_query(const QueryNode& node, const Ranking& by) {
  std::vector<std::string> mentions, tags, mains, owned, about;
  for (const ConceptRef& one : node.concepts) {
    mentions.push_back(mention_term(one.list, one.id));
    append(tags, tag_terms_of(one));
    if (one.list != "countries") continue;
    mains.push_back(prefixed_term(kMainPrefix, one.id));
    owned.push_back(prefixed_term(kOwnerPrefix, one.id));
  }
  for (const ConceptRef& one : node.about) append(about, tag_terms_of(one));
  Query named = joined(Query::OP_SYNONYM, mentions);
  if (!owned.empty()) named = Query(Query::OP_OR, named, with_fixed_weight(owned, kOwnerWeight));
  Query with_about;
  if (!about.empty()) {
    // What names it is not about it any less, and comes first.
    std::vector<std::string> about_or_named = about;
    append(about_or_named, mentions);
    with_about = Query(Query::OP_OR, with_fixed_weight(about_or_named, kAboutWeight),
                       with_fixed_weight(mentions, kAboutWeight));
    named = Query(Query::OP_OR, named, with_about);
  }
  if (!tags.empty()) named = Query(Query::OP_OR, named, with_fixed_weight(tags, kTagWeight));
  if (!mains.empty()) named = Query(Query::OP_OR, named, with_fixed_weight(mains, kMainWeight));
  std::vector<QueryNode> typed;
  for (const QueryWord& word : node.words)
    if (!word.is_function_word) typed.push_back({.kind = Kind::Word, .words = {word}});
  if (node.words.empty()) return named;
  if (typed.empty()) typed.push_back({.kind = Kind::Word, .words = {node.words.front()}});
  // A word of the trade is a word: its relatives count as well as what others call it.
  if (is_term(node)) {
    if (node.words.size() == 1) {
      const Query word = word_query(typed.front(), by, mentions);
      return about.empty() ? word : Query(Query::OP_OR, word, with_about);
    }
    return Query(
        Query::OP_OR, named,
        Query(kExactWeight, phrase_query({.kind = Kind::Phrase, .words = node.words}, by)));
  }
  if (!node.is_uncertain) return preferring(named, Query(kNameWeight, any_of(typed, by)));
  const Query words = node.words.size() == 1
                          ? word_query(typed.front(), by)
                          : phrase_query({.kind = Kind::Phrase, .words = node.words}, by);
  return Query(Query::OP_OR, words, Query(kUncertainWeight, named));
}

/// One query for every position a phrase covers.
std::vector<Query> phrase_positions(const QueryNode& node) {
  std::vector<Query> positions;
  for (const QueryWord& word : node.words) {
    if (word.grams.empty()) {
      std::vector<std::string> forms = word.exact;
      forms.insert(forms.end(), word.folded.begin(), word.folded.end());
      positions.push_back(joined(Query::OP_OR, prefixed(forms, node.title)));
      continue;
    }
    // Every character has a position of its own, and a pair stands at its first.
    std::string_view rest = word.token.word;
    while (!rest.empty()) {
      std::size_t length = 1;
      while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U)
        ++length;
      positions.push_back(
          joined(Query::OP_OR, prefixed({std::string(rest.substr(0, length))}, node.title)));
      rest.remove_prefix(length);
    }
  }
  if (positions.size() > kMaxPhraseTerms) positions.resize(kMaxPhraseTerms);
  return positions;
}

/// Single characters of a run weigh nothing by themselves; their pairs do.
Query with_grams(const Query& phrase, const QueryNode& node) {
  std::vector<std::string> grams;
  for (const QueryWord& word : node.words)
    for (const std::string& gram : prefixed(word.grams, node.title)) grams.push_back(gram);
  if (grams.empty()) return phrase;
  return preferring(phrase, joined(Query::OP_OR, grams));
}

/// What a phrase matches, found at once. In a tree of alternatives beneath a filter Xapian 1.4.22
/// adds the weight of a phrase where its words merely are, and whether it does depends on what else
/// is in the tree.
Query matches_of(const Query& phrase, const Ranking& by) {
  Xapian::Enquire enquire(*by.database);
  enquire.set_weighting_scheme(*by.weighting);
  enquire.set_query(by.postings == nullptr ? phrase : by.postings->here(phrase));
  const Xapian::MSet found = enquire.get_mset(0U, by.database->get_doccount());
  DocumentWeights weights;
  for (auto at = found.begin(); at != found.end(); ++at) weights.emplace(*at, at.get_weight());
  return weighted_documents(std::move(weights));
}

Query phrase_query(const QueryNode& node, const Ranking& by) {
  const std::vector<Query> positions = phrase_positions(node);
  if (positions.size() == 1) return with_grams(positions.front(), node);
  const Query phrase(Query::OP_PHRASE, positions.begin(), positions.end(),
                     static_cast<Xapian::termcount>(positions.size()));
  return with_grams(by.database == nullptr ? phrase : matches_of(phrase, by), node);
}

Query wildcard_query(const QueryNode& node) {
  const Token& token = node.words.front().token;
  const auto expanded = [&](const std::string& beginning) {
    return Query(Query::OP_WILDCARD, prefixed({beginning}, node.title).front(), kWildcardWords,
                 Query::WILDCARD_LIMIT_MOST_FREQUENT);
  };
  return Query(Query::OP_OR, expanded(token.word),
               expanded(std::string(kFoldedPrefix) + token.folded));
}

Query and_query(const QueryNode& node, const Ranking& by) {
  std::vector<Query> wanted, unwanted;
  for (const QueryNode& child : node.children) {
    if (child.kind == Kind::Not) {
      unwanted.push_back(ranked_query(child.children.front(), by));
    } else {
      wanted.push_back(ranked_query(child, by));
    }
  }
  Query all =
      wanted.empty() ? every_document() : Query(Query::OP_AND, wanted.begin(), wanted.end());
  for (const Query& one : unwanted) all = Query(Query::OP_AND_NOT, all, one);
  return all;
}

Query boolean_any(const std::vector<Query>& queries) {
  return Query(Query::OP_OR, queries.begin(), queries.end());
}

/// What has a value of a facet, or, of kNoValue, none at all.
Query filter_query(const Facet& facet, const std::string& value) {
  if (value != kNoValue) return Query(facet_term(facet, value));
  // Only what is absent sorts before this.
  const Query has_values(Query::OP_VALUE_GE, facet.slot, std::string(1, '\x01'));
  return Query(Query::OP_AND_NOT, every_document(), has_values);
}

std::vector<Query> filter_queries(const Facet& facet, const std::vector<std::string>& values) {
  std::vector<Query> queries;
  for (const std::string& value : values) queries.push_back(filter_query(facet, value));
  return queries;
}

}  // namespace

std::vector<std::string> year_terms(const QueryWord& word) {
  const std::string& year = word.token.word;
  const bool is_year =
      year.size() == 4 && (year.starts_with("19") || year.starts_with("20")) &&
      std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_year) return {};
  return {facet_term(*find_facet("year"), year)};
}

std::vector<std::string> own_terms(const QueryWord& word, bool title, bool expand) {
  if (!word.grams.empty()) return prefixed(word.grams, title);
  std::vector<std::string> terms = word.exact;
  if (expand) {
    append(terms, word.folded);
    append(terms, word.stems);
  }
  return prefixed(terms, title);
}

std::vector<std::string> exact_terms(const QueryWord& word, bool title) {
  return prefixed(word.exact, title);
}

std::vector<std::string> terms_of(const QueryWord& word, bool title, bool expand) {
  std::vector<std::string> terms = own_terms(word, title, expand);
  if (!expand || title) return terms;
  append(terms, word.translations);
  append(terms, year_terms(word));
  return terms;
}

std::vector<std::string> tag_terms_of(const ConceptRef& one) {
  const Facet* facet = facet_of_list(one.list);
  if (facet == nullptr) return {};
  return {facet_term(*facet, one.id)};
}

std::vector<std::string> terms_of(const ConceptRef& one) {
  std::vector<std::string> terms = tag_terms_of(one);
  terms.push_back(mention_term(one.list, one.id));
  return terms;
}

Xapian::Query ranked_query(const QueryNode& node, const Ranking& by) {
  switch (node.kind) {
    case Kind::Word:
      return word_query(node, by);
    case Kind::Concept:
      return concept_query(node, by);
    case Kind::Phrase:
      return phrase_query(node, by);
    case Kind::Wildcard:
      return wildcard_query(node);
    case Kind::And:
    case Kind::Not: {
      QueryNode all = node;
      if (node.kind == Kind::Not) all = {.kind = Kind::And, .children = {node}};
      return and_query(all, by);
    }
    case Kind::Or:
      break;
  }
  return any_of(node.children, by);
}

Xapian::Query any_of(const std::vector<QueryNode>& nodes, const Ranking& by) {
  std::vector<Query> queries;
  for (const QueryNode& node : nodes) queries.push_back(ranked_query(node, by));
  return boolean_any(queries);
}

Xapian::Query filtered(const Xapian::Query& query, const SearchQuery& search) {
  Query out = query;
  const auto narrow = [&out](const Query& filter) { out = Query(Query::OP_FILTER, out, filter); };
  if (!search.in.empty()) {
    std::vector<Query> documents;
    for (const std::string& id : search.in)
      documents.emplace_back(prefixed_term(kDocumentPrefix, id));
    narrow(boolean_any(documents));
  }
  if (search.from) narrow(Query(Query::OP_VALUE_GE, kLastDaySlot, first_day(*search.from)));
  // From "0", so that the empty value of what is undated stays out.
  if (search.to) narrow(Query(Query::OP_VALUE_RANGE, kFirstDaySlot, "0", last_day(*search.to)));
  for (const Facet& facet : kFacets) {
    const auto of = [&](FacetUse use) {
      return filter_queries(facet, filter_values(search, use, facet.name));
    };
    if (const auto any = of(FacetUse::Any); !any.empty()) narrow(boolean_any(any));
    for (const Query& one : of(FacetUse::All)) narrow(one);
    if (const auto none = of(FacetUse::Not); !none.empty())
      out = Query(Query::OP_AND_NOT, out, boolean_any(none));
  }
  return out;
}

Xapian::Query preferring(const Xapian::Query& query, const Xapian::Query& bonus) {
  return Query(Query::OP_FILTER, Query(Query::OP_OR, query, bonus), query);
}

Xapian::Query every_document() { return Query(Query::OP_SCALE_WEIGHT, Query(std::string()), 0.0); }

Xapian::Query weighed_by_standing(const Xapian::Query& query, const Xapian::Database& database) {
  Query out = query;
  const auto lower = [&](const std::string& term, double weight) {
    if (!database.term_exists(term)) return;
    out = Query(Query::OP_OR, Query(Query::OP_AND_NOT, out, Query(term)),
                Query(weight, Query(Query::OP_FILTER, out, Query(term))));
  };
  lower(facet_term(*find_facet("status"), "superseded"), kSupersededWeight);
  lower(std::string(kRetoldTerm), kRetoldWeight);
  return out;
}

}  // namespace entrepot
