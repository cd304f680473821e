#include "service/search/occurrences.h"

#include <algorithm>

#include "model/text/unicode.h"
#include "service/search/likely_stretches.h"
#include "service/search/query_builder.h"

namespace entrepot {
namespace {

using Kind = QueryNode::Kind;

void collect(const QueryNode& node, unsigned group, bool expand, SoughtWords& words) {
  if (node.title || node.kind == Kind::Not) return;
  for (const QueryNode& child : node.children) collect(child, group, expand, words);
  if (node.kind == Kind::Concept) {
    for (const ConceptRef& one : node.concepts) words.concepts.emplace(one, group);
    for (const QueryWord& word : node.words)
      if (!word.is_function_word)
        for (const std::string& term : terms_of(word, false, expand))
          words.terms.emplace(term, group);
  } else if (node.kind == Kind::Wildcard) {
    words.beginnings.emplace_back(node.words.front().token.word, group);
    words.beginnings.emplace_back(node.words.front().token.folded, group);
  } else if (node.kind == Kind::Phrase && node.words.size() > 1 &&
             std::all_of(node.words.begin(), node.words.end(),
                         [](const QueryWord& word) { return word.grams.empty(); })) {
    words.phrases.emplace_back(node.words, group);
  } else {
    for (const QueryWord& word : node.words)
      for (const std::string& term : terms_of(word, false, expand && node.kind == Kind::Word))
        words.terms.emplace(term, group);
  }
}

std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

/// Finds the words of a query in one text.
class Finder {
 public:
  Finder(std::string_view text, const SoughtWords& words) : text_(text), words_(words) {}

  std::vector<Occurrence> find(std::string_view language, const Analyser& analyser,
                               const NamedConcepts& names) {
    for (const auto& [begin, end] : likely_stretches(text_, language, words_)) {
      offset_ = begin;
      find_words(text_.substr(begin, end - begin), language, analyser);
    }
    if (!words_.concepts.empty()) add_concepts(names);
    std::sort(matches_.begin(), matches_.end(),
              [](const Occurrence& left, const Occurrence& right) {
                return left.begin != right.begin ? left.begin < right.begin : left.end > right.end;
              });
    return std::move(matches_);
  }

 private:
  void find_words(std::string_view stretch, std::string_view language, const Analyser& analyser) {
    tokens_ = tokenize(stretch);
    for (Token& token : tokens_) {
      token.begin += offset_;
      token.end += offset_;
    }
    groups_.clear();
    for (const TermAt& at : analyser.index_terms(tokens_, language, 0))
      if (const auto word = words_.terms.find(at.term); word != words_.terms.end()) {
        groups_[at.position] = word->second;
        // A pair of characters stands at its first.
        if (is_pair(at.term)) groups_[at.position + 1] = word->second;
      }
    for (const Token& token : tokens_) add_token(token);
    for (const auto& [phrase, group] : words_.phrases) add_phrase(phrase, group);
  }

  /// Whether a term is two characters of a run: there only characters of three bytes and more are.
  [[nodiscard]] static bool is_pair(std::string_view term) {
    if (term.size() < 6 || static_cast<unsigned char>(term[0]) < 0xE0) return false;
    return next_character(term, next_character(term, 0)) == term.size();
  }

  void add_token(const Token& token) {
    if (token.run != 0) return add_characters(token);
    const auto group = groups_.find(token.position);
    if (group != groups_.end()) {
      matches_.push_back({token.begin, token.end, group->second});
      return;
    }
    for (const auto& [beginning, number] : words_.beginnings)
      if (token.word.starts_with(beginning) || token.folded.starts_with(beginning)) {
        matches_.push_back({token.begin, token.end, number});
        return;
      }
  }

  void add_characters(const Token& token) {
    const std::string_view original = text_.substr(token.begin, token.end - token.begin);
    const bool one_to_one = count_code_points(original) == token.length;
    std::size_t begin = token.begin;
    for (unsigned i = 0; i < token.length; ++i) {
      const std::size_t end = one_to_one ? next_character(text_, begin) : token.end;
      const auto group = groups_.find(token.position + i);
      if (group != groups_.end()) matches_.push_back({begin, end, group->second});
      if (one_to_one) begin = end;
    }
  }

  void add_phrase(const std::vector<QueryWord>& phrase, unsigned group) {
    for (std::size_t i = 0; i + phrase.size() <= tokens_.size(); ++i) {
      bool stands = true;
      for (std::size_t k = 0; k < phrase.size() && stands; ++k)
        stands = tokens_[i + k].folded == phrase[k].token.folded &&
                 tokens_[i + k].position == tokens_[i].position + k;
      for (std::size_t k = 0; k < phrase.size() && stands; ++k)
        matches_.push_back({tokens_[i + k].begin, tokens_[i + k].end, group});
    }
  }

  void add_concepts(const NamedConcepts& names) {
    // A stretch that names several things asked for counts once, as the first of them.
    const NamedConcept* last = nullptr;
    for (const NamedConcept& one : names) {
      if (one.end > text_.size()) continue;
      if (last != nullptr && last->begin == one.begin && last->end == one.end) continue;
      const auto at = words_.concepts.find({one.list, one.id});
      if (at == words_.concepts.end()) continue;
      matches_.push_back({one.begin, one.end, at->second});
      last = &one;
    }
  }

  std::string_view text_;
  const SoughtWords& words_;
  std::size_t offset_ = 0;  ///< Where the stretch begins whose words are looked at.
  std::vector<Token> tokens_{};
  std::unordered_map<unsigned, unsigned> groups_{};  ///< By position.
  std::vector<Occurrence> matches_{};
};

}  // namespace

SoughtWords sought_words(const QueryText& text, bool expand) {
  SoughtWords words;
  unsigned group = 0;
  for (const QueryNode& node : text.required) collect(node, group++, expand, words);
  for (const QueryNode& node : text.groups) collect(node, group++, expand, words);
  for (const QueryNode& node : text.preferred) collect(node, group++, expand, words);
  return words;
}

std::vector<Occurrence> find_occurrences(std::string_view text, std::string_view language,
                                         const SoughtWords& words, const Analyser& analyser,
                                         const NamedConcepts& names) {
  return Finder(cut_utf8(text, kMaxSearchedBytes), words).find(language, analyser, names);
}

}  // namespace entrepot
