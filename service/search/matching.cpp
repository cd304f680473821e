#include "service/search/matching.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

#include "model/index_schema.h"
#include "service/search/fixed_weight.h"
#include "service/search/postings.h"
#include "service/search/query_builder.h"
#include "service/search/ranking.h"

namespace entrepot {
namespace {

using Xapian::Query;
using Kind = QueryNode::Kind;
using Nodes = std::vector<QueryNode>;

constexpr std::size_t kMostRequiredGroups = 3;  // with more, `auto` asks for any of them

/// Marks every match it is shown.
class Marker : public Xapian::MatchSpy {
 public:
  explicit Marker(Matched& matched) : matched_(matched) {}
  void operator()(const Xapian::Document& document, double) override {
    const std::uint32_t number = document.get_docid();
    if (number >= matched_.end())  // a damaged database may say any
      throw Xapian::DatabaseCorruptError("a match is said to be an entry that is not there");
    matched_.add(number);
  }

 private:
  Matched& matched_;
};

/// Evaluates nodes to sets of documents, reading postings directly where no positions are needed.
class Evaluator {
 public:
  Evaluator(Postings& postings, const Columns& columns, bool expand)
      : postings_(postings), columns_(columns), expand_(expand) {}

  [[nodiscard]] Matched evaluate(const QueryNode& node) const {
    switch (node.kind) {
      case Kind::Word:
        return evaluate_word(node);
      case Kind::Concept:
        return evaluate_concept(node);
      case Kind::Phrase:
      case Kind::Wildcard:
        return evaluate_by_xapian(node);
      case Kind::And:
        return all(node.children);
      case Kind::Or:
        return any(node.children);
      case Kind::Not:
        break;
    }
    Matched matched = columns_.exists;
    matched.remove(evaluate(node.children.front()));
    return matched;
  }

  [[nodiscard]] Matched all(const Nodes& nodes) const {
    Matched matched = columns_.exists;
    for (const QueryNode& node : nodes) matched.keep(evaluate(node));
    return matched;
  }

  [[nodiscard]] Matched any(const Nodes& nodes) const {
    Matched matched(columns_.end);
    for (const QueryNode& node : nodes) matched.add_all(evaluate(node));
    return matched;
  }

 private:
  [[nodiscard]] Matched evaluate_word(const QueryNode& node) const {
    const QueryWord& word = node.words.front();
    Matched matched(columns_.end);
    mark(matched, terms_of(word, node.title, expand_));
    if (expand_ && !node.title && kLabelWeight > 0) mark(matched, word.tags);
    return matched;
  }

  [[nodiscard]] Matched evaluate_concept(const QueryNode& node) const {
    Matched matched(columns_.end);
    for (const ConceptRef& one : node.concepts) mark(matched, terms_of(one));
    for (const ConceptRef& one : node.about) mark(matched, tag_terms_of(one));
    if (!node.is_uncertain) return matched;
    const bool is_word = node.words.size() == 1;
    matched.add_all(evaluate({.kind = is_word ? Kind::Word : Kind::Phrase, .words = node.words}));
    return matched;
  }

  void mark(Matched& matched, const std::vector<std::string>& terms) const {
    for (const std::string& term : terms)
      for (const Posting& one : postings_.of(term)) matched.add(one.place);
  }

  [[nodiscard]] Matched evaluate_by_xapian(const QueryNode& node) const {
    Matched matched(columns_.end);
    Marker marker(matched);
    Xapian::Enquire enquire(postings_.database());
    enquire.set_query(ranked_query(node, {.expand = expand_}));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&marker);
    // The spy sees every match only if all of them must be checked.
    (void)enquire.get_mset(0U, 0U, postings_.database().get_doccount());
    return matched;
  }

  Postings& postings_;
  const Columns& columns_;
  bool expand_;
};

/// A word that stands in texts where its concept is named, and hardly anywhere else, is its
/// acronym, however it is typed.
void settle_acronyms(Postings& postings, Nodes& nodes) {
  for (QueryNode& node : nodes) {
    settle_acronyms(postings, node.children);
    if (node.kind != Kind::Concept || !node.is_uncertain || node.is_form || node.is_reference ||
        node.words.size() != 1 || node.concepts.size() > 1 || node.concepts.front().list == "terms")
      continue;
    const ConceptRef& one = node.concepts.front();
    const std::string mention = mention_term(one.list, one.id);
    std::size_t all = 0, other = 0;
    const std::vector<Posting> named = postings.of(mention);
    for (const std::string& word : node.words.front().exact) {
      auto at = named.begin();
      for (const Posting& posting : postings.of(word)) {
        ++all;
        while (at != named.end() && at->place < posting.place) ++at;
        if (at == named.end() || at->place != posting.place) ++other;
      }
    }
    node.is_uncertain = double(other) > kOtherSenses * double(all);
  }
}

/// What the reader calls what is searched instead.
std::string_view nature(const std::vector<ConceptRef>& instead) {
  return instead.front().list == "countries" ? "country" : "subject";
}

/// What nothing names is searched as what comes closest to it. What is about its themes follows
/// what names a measure; that, or what is about its country, a word of the trade or a place that
/// less than `few` name.
void search_instead(const Evaluator& evaluator, double few, Nodes& nodes,
                    std::vector<Note>& notes) {
  for (QueryNode& node : nodes) {
    search_instead(evaluator, few, node.children, notes);
    if (node.kind != Kind::Concept || node.instead.empty()) continue;
    const auto named = static_cast<double>(evaluator.evaluate(node).count());
    if (named > 0) {
      const bool follows =
          node.is_reference ? node.instead.front().front().list == "themes" : named < few;
      if (!follows) continue;
      node.about.insert(node.about.end(), node.instead.front().begin(), node.instead.front().end());
      notes.push_back(
          {fmt::format("{}_follows", nature(node.instead.front())), {{"name", node.shown}}});
      continue;
    }
    for (const std::vector<ConceptRef>& concepts : node.instead) {
      QueryNode other = node;
      other.concepts = concepts;
      other.is_uncertain = false;
      if (evaluator.evaluate(other).is_empty()) continue;
      notes.push_back({fmt::format("{}_instead", nature(concepts)), {{"name", node.shown}}});
      node = std::move(other);
      break;
    }
  }
}

/// Drops the groups no document has. @return the sets of those that stay.
std::vector<Matched> evaluate_groups(const Evaluator& evaluator, TextMatch& out) {
  std::vector<Matched> sets;
  Nodes alive;
  for (QueryNode& group : out.text.groups) {
    Matched set = evaluator.evaluate(group);
    if (set.is_empty()) {
      out.dropped.push_back(group.shown);
      continue;
    }
    sets.push_back(std::move(set));
    alive.push_back(std::move(group));
  }
  out.text.groups = std::move(alive);
  return sets;
}

}  // namespace

TextMatch match_text(Postings& postings, const Columns& columns, QueryText text,
                     const SearchQuery& query) {
  TextMatch out{.text = std::move(text)};
  if (out.text.empty()) {
    out.matched = columns.exists;
    return out;
  }
  settle_acronyms(postings, out.text.groups);
  settle_acronyms(postings, out.text.required);
  const Evaluator evaluator(postings, columns, query.expand);
  const bool of_passages = query.group == Group::Passage;
  const double enough = of_passages ? kEnoughPassages : kEnoughDocuments;
  const double few = of_passages ? kFewPassages : kFewDocuments;
  search_instead(evaluator, few, out.text.groups, out.text.notes);
  search_instead(evaluator, few, out.text.required, out.text.notes);
  const bool only_exclusions = out.text.groups.empty() && out.text.required.empty();
  const std::size_t asked_for = out.text.groups.size();
  const std::vector<Matched> sets = evaluate_groups(evaluator, out);

  Matched base = columns.exists;  // what AND and NOT ask for
  for (const QueryNode& node : out.text.required) {
    const Matched set = evaluator.evaluate(node);
    if (set.is_empty()) out.dropped.push_back(node.shown);
    base.keep(set);
  }
  base.remove(evaluator.any(out.text.excluded));

  Matched all = base;
  for (const Matched& set : sets) all.keep(set);
  const bool nothing_left = !only_exclusions && sets.empty() && out.text.required.empty();
  if (nothing_left) all.clear();

  const bool any = query.match == Match::Any ||
                   (query.match == Match::Auto &&
                    (asked_for > kMostRequiredGroups || !out.dropped.empty() || all.is_empty() ||
                     (asked_for > 1 && double(all.count()) < enough)));
  // A single group is all of them and any of them.
  const std::size_t choices = sets.size() + (out.text.required.empty() ? 0 : 1);
  out.match = any && choices > 1 ? Match::Any : Match::All;
  const Matched none(columns.end);
  const Matched& has_every_group = out.dropped.empty() ? all : none;
  if (out.match == Match::All) {
    out.matched = query.match == Match::All ? has_every_group : all;
  } else {
    out.matched = base;
    if (out.text.required.empty()) {
      Matched some(columns.end);
      for (const Matched& set : sets) some.add_all(set);
      out.matched.keep(some);
    }
  }
  out.has_all = has_every_group;
  return out;
}

Xapian::Query ranked_query(const TextMatch& match, const Ranking& by) {
  const QueryText& text = match.text;
  Query query = every_document();
  if (text.empty() && match.dropped.empty()) return query;
  if (match.matched.is_empty()) return Query();
  if (match.match == Match::All) {
    Nodes all = text.required;
    all.insert(all.end(), text.groups.begin(), text.groups.end());
    if (!all.empty()) query = ranked_query({.kind = Kind::And, .children = all}, by);
  } else if (text.required.empty()) {
    query = any_of(text.groups, by);
  } else {
    query = preferring(ranked_query({.kind = Kind::And, .children = text.required}, by),
                       any_of(text.groups, by));
  }
  // All at once: each preference repeats the query that it is about.
  std::vector<Query> bonuses;
  if (!text.preferred.empty()) bonuses.push_back(any_of(text.preferred, by));
  for (const ConceptRef& subject : text.subjects)
    bonuses.push_back(with_fixed_weight(tag_terms_of(subject), kSubjectWeight));
  if (!text.pairs.empty()) bonuses.emplace_back(kPairWeight, any_of(text.pairs, by));
  for (const QueryNode& run : text.runs) bonuses.emplace_back(kRunWeight, ranked_query(run, by));
  if (!bonuses.empty())
    query = preferring(query, Query(Query::OP_OR, bonuses.begin(), bonuses.end()));
  if (!text.excluded.empty()) query = Query(Query::OP_AND_NOT, query, any_of(text.excluded, by));
  return query;
}

}  // namespace entrepot
