#include "service/search/weigher.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>

#include "model/index_schema.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"

namespace entrepot {
namespace {

using Kind = QueryNode::Kind;

void append(std::vector<std::string>& terms, const std::vector<std::string>& more) {
  terms.insert(terms.end(), more.begin(), more.end());
}

bool is_of_trade(const QueryNode& node) {
  return std::any_of(node.concepts.begin(), node.concepts.end(),
                     [](const ConceptRef& one) { return one.list == "terms"; });
}

}  // namespace

Weigher::Weigher(Postings& postings, const Bm25& scheme, bool expand)
    : postings_(postings),
      scheme_(scheme),
      texts_(text_statistics(postings.database())),
      expand_(expand),
      sums_(postings.places(), 0),
      met_(postings.places(), 0),
      counts_(postings.places(), 0) {}

void Weigher::add(const QueryNode& node, double factor) {
  switch (node.kind) {
    case Kind::Word:
      return add_word(node, {}, factor);
    case Kind::Concept:
      return add_concept(node, factor);
    case Kind::Or:
      for (const QueryNode& child : node.children) add(child, factor);
      return;
    case Kind::Phrase:
    case Kind::Wildcard:
    case Kind::And:
    case Kind::Not:
      break;
  }
  add_by_xapian(node, factor);
}

void Weigher::add_fixed(const Terms& terms, double factor) {
  std::uint32_t most = 0;
  for (const std::string& term : terms) most = std::max(most, postings_.frequency(term));
  if (most == 0) return;
  const double weight = factor * std::log(1.0 + texts_.entries / double(most));
  count(terms);
  for (const std::uint32_t place : places_) put(place, weight);
  forget();
}

void Weigher::add_word(const QueryNode& node, const Terms& equals, double factor) {
  const QueryWord& word = node.words.front();
  Terms terms = own_terms(word, node.title, expand_);
  const bool has_forms = terms.size() > word.exact.size() || !equals.empty();
  if (!word.grams.empty()) {
    append(terms, equals);
    add_each(terms, factor);
  } else {
    // The exact forms stand first: what has been read of them counts for all forms as well.
    const auto forms = terms.begin() + static_cast<std::ptrdiff_t>(word.exact.size());
    Terms others(forms, terms.end());
    append(others, equals);
    append(terms, equals);
    const Terms exact = exact_terms(word, node.title);
    count(exact);
    if (has_forms) weigh(exact, factor * kExactWeight);
    count(others);
    weigh(terms, factor);
    forget();
  }
  if (!expand_ || node.title) return;
  if (!word.translations.empty())
    add_any(word.translations, factor * (word.is_translated_only ? 1.0 : kTranslationWeight));
  add_fixed(year_terms(word), factor * kYearWeight);
  if (word.grams.empty() && has_forms && kLabelWeight > 0)
    add_fixed(word.tags, factor * kLabelWeight);
}

void Weigher::add_concept(const QueryNode& node, double factor) {
  Terms mentions;
  for (const ConceptRef& one : node.concepts) mentions.push_back(mention_term(one.list, one.id));
  if (node.words.empty()) return add_named(node, mentions, factor);
  if (is_of_trade(node)) return add_term_of_trade(node, mentions, factor);
  std::vector<QueryNode> typed;
  for (const QueryWord& word : node.words)
    if (!word.is_function_word) typed.push_back({.kind = Kind::Word, .words = {word}});
  if (typed.empty()) typed.push_back({.kind = Kind::Word, .words = {node.words.front()}});
  if (node.is_uncertain) {
    add(node.words.size() == 1 ? typed.front()
                               : QueryNode{.kind = Kind::Phrase, .words = node.words},
        factor);
    return add_named(node, mentions, factor * kUncertainWeight);
  }
  // The very words count where the concept is named, and nowhere else.
  const std::vector<char> met_before = std::exchange(met_, std::vector<char>(met_.size(), 0));
  add_named(node, mentions, factor);
  const std::vector<char> named = met_;
  const std::vector<char>* const outer = std::exchange(within_, &named);
  for (const QueryNode& word : typed) add(word, factor * kNameWeight);
  within_ = outer;
  for (std::size_t i = 0; i < met_.size(); ++i) met_[i] = met_[i] | met_before[i];
}

/// What is named or tagged so.
void Weigher::add_named(const QueryNode& node, const Terms& mentions, double factor) {
  Terms tags, mains, owned;
  for (const ConceptRef& one : node.concepts) {
    append(tags, tag_terms_of(one));
    if (one.list != "countries") continue;
    mains.push_back(prefixed_term(kMainPrefix, one.id));
    owned.push_back(prefixed_term(kOwnerPrefix, one.id));
  }
  add_any(mentions, factor);
  add_fixed(owned, factor * kOwnerWeight);
  add_about(node, mentions, factor);
  add_fixed(tags, factor * kTagWeight);
  add_fixed(mains, factor * kMainWeight);
}

/// What is about it; what names it is not about it any less, and comes first.
void Weigher::add_about(const QueryNode& node, const Terms& mentions, double factor) {
  Terms about;
  for (const ConceptRef& one : node.about) append(about, tag_terms_of(one));
  if (about.empty()) return;
  append(about, mentions);
  add_fixed(about, factor * kAboutWeight);
  add_fixed(mentions, factor * kAboutWeight);
}

/// A word of the trade is a word: its relatives count as well as what others call it.
void Weigher::add_term_of_trade(const QueryNode& node, const Terms& mentions, double factor) {
  if (node.words.size() > 1) {
    add_named(node, mentions, factor);
    return add({.kind = Kind::Phrase, .words = node.words}, factor * kExactWeight);
  }
  add_word({.kind = Kind::Word, .words = node.words}, mentions, factor);
  add_about(node, mentions, factor);
}

void Weigher::add_by_xapian(const QueryNode& node, double factor) {
  const Xapian::BM25Weight scheme(scheme_.repetition, 0, 1, scheme_.length_penalty, 0.5);
  const Ranking ranking{.expand = expand_,
                        .database = &postings_.database(),
                        .weighting = &scheme,
                        .postings = &postings_};
  for (const Weighed& one : postings_.matches(ranked_query(node, ranking), scheme))
    put(one.place, factor * one.weight);
}

void Weigher::add_any(const Terms& terms, double factor) {
  count(terms);
  weigh(terms, factor);
  forget();
}

void Weigher::add_each(const Terms& terms, double factor) {
  for (const std::string& term : terms) add_any({term}, factor);
}

void Weigher::count(const Terms& terms) {
  for (const std::string& term : terms)
    for (const Posting& one : postings_.of(term)) {
      std::uint32_t& counted = counts_[one.place];
      if (counted == 0) {
        counted = 1;
        places_.push_back(one.place);
      }
      counted += one.count;
    }
}

/// Adds the weights of what has been counted. @param terms all that was.
void Weigher::weigh(const Terms& terms, double factor) {
  if (places_.empty()) return;
  std::vector<std::uint32_t> frequencies;
  for (const std::string& term : terms) frequencies.push_back(postings_.frequency(term));
  const TermWeight weight(scheme_, texts_, estimate_any(std::move(frequencies), texts_.entries));
  const std::vector<std::uint32_t>& lengths = postings_.lengths();
  for (const std::uint32_t place : places_) {
    const std::uint32_t length = lengths[place];
    put(place, factor * weight.of(std::min(counts_[place] - 1, length), length));
  }
}

void Weigher::forget() {
  for (const std::uint32_t place : places_) counts_[place] = 0;
  places_.clear();
}

void Weigher::put(std::uint32_t place, double weight) {
  if (within_ != nullptr && (*within_)[place] == 0) return;
  sums_[place] += weight;
  met_[place] = 1;
}

}  // namespace entrepot
