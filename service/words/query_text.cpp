#include "service/words/query_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "model/text/unicode.h"
#include "service/words/query_lexer.h"

namespace entrepot {
namespace {

using Kind = QueryNode::Kind;
using Nodes = std::vector<QueryNode>;
using LexemeKind = QueryLexeme::Kind;

constexpr std::size_t kMaxBytes = 512;
constexpr std::size_t kMaxWords = 32;
constexpr std::size_t kMaxPhraseWords = 8;
constexpr std::size_t kMaxWildcards = 4;
constexpr std::size_t kMaxSubjects = 8;
constexpr std::size_t kMinWildcardLetters = 3;

/// Whether one letter already says much: Han, kana, Hangul and Thai.
bool is_dense_script(const Token& token) {
  return token.run != 0 || token.word.starts_with("\xE0\xB8") || token.word.starts_with("\xE0\xB9");
}

/// What makes two nodes ask for the same.
std::string key(const QueryNode& node) {
  std::string out = fmt::format("{}{}(", static_cast<int>(node.kind), node.title ? "t" : "");
  for (const ConceptRef& one : node.concepts) out += to_string(one) + " ";
  if (node.concepts.empty())
    for (const QueryWord& word : node.words) out += word.token.word + " ";
  for (const QueryNode& child : node.children) out += key(child);
  return out + ")";
}

void remove_repeats(Nodes& nodes) {
  std::set<std::string> seen;
  std::erase_if(nodes, [&](const QueryNode& node) { return !seen.insert(key(node)).second; });
}

/// Several nodes as one that asks for all of them.
std::optional<QueryNode> joined(Nodes nodes) {
  if (nodes.empty()) return std::nullopt;
  if (nodes.size() == 1) return std::move(nodes.front());
  QueryNode all{.kind = Kind::And, .children = std::move(nodes)};
  for (const QueryNode& child : all.children)
    all.shown += (all.shown.empty() ? "" : " ") + child.shown;
  all.shown = "(" + all.shown + ")";
  return all;
}

QueryNode operation(Kind kind, std::string_view word, Nodes operands) {
  QueryNode node{.kind = kind, .children = std::move(operands)};
  for (const QueryNode& child : node.children)
    node.shown += (node.shown.empty() ? "" : fmt::format(" {} ", word)) + child.shown;
  return node;
}

class Parser {
 public:
  Parser(std::string_view text, const Analyser& analyser, const std::vector<std::string>& languages,
         const ConceptReader* concepts)
      : text_(text),
        analyser_(analyser),
        languages_(languages),
        lexed_(lex_query(text)),
        words_(analyser.query_words(lexed_.words, languages)) {
    if (concepts != nullptr) concepts_ = concepts->read(lexed_.words);
  }

  QueryText parse() {
    while (next_ < lexed_.lexemes.size()) {
      if (peek() == LexemeKind::Close) {
        ++next_;  // one that nothing opened
        continue;
      }
      for (QueryNode& node : parse_or()) place(std::move(node));
    }
    remove_repeats(out_.groups);
    remove_repeats(out_.required);
    remove_repeats(out_.preferred);
    leave_out_function_words();
    if (out_.groups.empty() && out_.required.empty()) out_.groups = std::move(out_.preferred);
    add_runs();
    add_whole_text();
    add_pairs();
    add_notes();
    return std::move(out_);
  }

 private:
  [[nodiscard]] LexemeKind peek() const { return lexed_.lexemes[next_].kind; }
  [[nodiscard]] bool at(LexemeKind kind) const {
    return next_ < lexed_.lexemes.size() && peek() == kind;
  }

  /// Top-level nodes: what is written with AND or NOT holds whatever `match` says.
  void place(QueryNode node) {
    if (node.kind == Kind::Not) {
      out_.excluded.push_back(std::move(node.children.front()));
    } else if (node.kind == Kind::And) {
      for (QueryNode& child : node.children) {
        if (child.kind == Kind::Not) {
          out_.excluded.push_back(std::move(child.children.front()));
        } else {
          out_.required.push_back(std::move(child));
        }
      }
    } else {
      (node.is_form ? out_.preferred : out_.groups).push_back(std::move(node));
    }
  }

  /// @return several nodes where words stand side by side without an operator.
  Nodes parse_or() {
    Nodes first = parse_and();
    if (!at(LexemeKind::Or)) return first;
    Nodes operands;
    const auto take = [&operands](Nodes nodes) {
      if (auto node = joined(std::move(nodes))) operands.push_back(std::move(*node));
    };
    take(std::move(first));
    while (at(LexemeKind::Or)) {
      ++next_;
      take(parse_and());
    }
    return one_operation(Kind::Or, "OR", std::move(operands));
  }

  Nodes parse_and() {
    Nodes first = parse_unary();
    if (!at(LexemeKind::And)) return first;
    Nodes operands = std::move(first);
    while (at(LexemeKind::And)) {
      ++next_;
      for (QueryNode& node : parse_unary()) operands.push_back(std::move(node));
    }
    return one_operation(Kind::And, "AND", std::move(operands));
  }

  static Nodes one_operation(Kind kind, std::string_view word, Nodes operands) {
    remove_repeats(operands);
    if (kind == Kind::Or && operands.size() < 2) return operands;  // one had no words in it
    if (operands.empty()) return {};
    return {operation(kind, word, std::move(operands))};
  }

  Nodes parse_unary() {
    if (!at(LexemeKind::Not)) return parse_primary();
    ++next_;
    // -risk-management excludes the compound, not every text that has both words somewhere.
    const bool compound = at(LexemeKind::Chunk);
    std::optional<QueryNode> inner;
    if (compound) {
      const QueryLexeme& lexeme = lexed_.lexemes[next_];
      if (words_in(lexeme).size() > 1 && !lexeme.wildcard) {
        ++next_;
        inner = phrase(lexeme);
      }
    }
    if (!inner) {
      ++excluded_;
      inner = joined(at(LexemeKind::Not) ? parse_unary() : parse_primary());
      --excluded_;
    }
    if (!inner) return {};
    if (inner->kind == Kind::Not) return {std::move(inner->children.front())};
    QueryNode node{.kind = Kind::Not, .shown = "-" + inner->shown};
    node.children.push_back(std::move(*inner));
    return {std::move(node)};
  }

  Nodes parse_primary() {
    if (next_ >= lexed_.lexemes.size()) return {};
    const QueryLexeme& lexeme = lexed_.lexemes[next_];
    switch (lexeme.kind) {
      case LexemeKind::Open: {
        ++next_;
        Nodes inside;
        while (next_ < lexed_.lexemes.size() && !at(LexemeKind::Close))
          for (QueryNode& node : parse_or()) inside.push_back(std::move(node));
        if (at(LexemeKind::Close)) ++next_;
        return inside;
      }
      case LexemeKind::Phrase: {
        ++next_;
        Nodes nodes;
        if (auto node = phrase(lexeme)) nodes.push_back(std::move(*node));
        return nodes;
      }
      case LexemeKind::Chunk:
        ++next_;
        return chunk(lexeme);
      default:
        return {};  // ")" ends what is around it; operators are read by the callers
    }
  }

  /// Numbers of the words in a lexeme that are within the cap; the others are dropped.
  std::vector<std::size_t> words_in(const QueryLexeme& lexeme) {
    std::vector<std::size_t> inside;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Token& token = words_[i].token;
      if (token.begin < lexeme.begin || token.begin >= lexeme.end) continue;
      if (i < kMaxWords) inside.push_back(i);
    }
    return inside;
  }

  [[nodiscard]] std::string typed(const Token& token) const {
    return std::string(text_.substr(token.begin, token.end - token.begin));
  }

  std::optional<QueryNode> phrase(const QueryLexeme& lexeme) {
    QueryNode node{.kind = Kind::Phrase, .title = lexeme.title};
    std::string inside;
    for (const std::size_t number : words_in(lexeme)) {
      const QueryWord& word = words_[number];
      if (node.words.size() == kMaxPhraseWords) {
        out_.dropped.push_back(typed(word.token));
        long_phrase_ = true;
        continue;
      }
      const bool same_run = !node.words.empty() && word.token.run != 0 &&
                            node.words.back().token.run == word.token.run;
      inside += (inside.empty() || same_run ? "" : " ") + typed(word.token);
      node.words.push_back(word);
    }
    if (node.words.empty()) return std::nullopt;
    node.shown = fmt::format("{}\"{}\"", lexeme.title ? "title:" : "", inside);
    return node;
  }

  /// The words of a chunk, and the concepts that begin in it with the chunks they go on through.
  Nodes chunk(const QueryLexeme& first) {
    Nodes nodes;
    std::size_t from = first.begin;  // what a concept before has taken
    const QueryLexeme* lexeme = &first;
    while (lexeme != nullptr) {
      const QueryConcept* one = concept_in(*lexeme, from);
      add_words(*lexeme, from, one == nullptr ? lexeme->end : one->begin, nodes);
      if (one == nullptr) break;
      nodes.push_back(concept_node(*one));
      from = one->end;
      while (lexeme->end < one->end) lexeme = &lexed_.lexemes[next_++];
    }
    return nodes;
  }

  /// The first that begins at `from` or after it in a chunk, and lies in plain chunks that follow
  /// each other.
  [[nodiscard]] const QueryConcept* concept_in(const QueryLexeme& lexeme, std::size_t from) const {
    if (excluded_ > 0 || lexeme.title || lexeme.wildcard) return nullptr;
    for (const QueryConcept& one : concepts_) {
      if (one.begin < from || one.begin >= lexeme.end) continue;
      std::size_t end = lexeme.end;
      for (std::size_t next = next_; end < one.end && next < lexed_.lexemes.size(); ++next) {
        const QueryLexeme& more = lexed_.lexemes[next];
        if (more.kind != LexemeKind::Chunk || more.title || more.wildcard) break;
        end = more.end;
      }
      if (end >= one.end && is_within_cap(one)) return &one;
    }
    return nullptr;
  }

  [[nodiscard]] bool is_within_cap(const QueryConcept& one) const {
    return words_.size() <= kMaxWords || one.end <= words_[kMaxWords].token.begin;
  }

  [[nodiscard]] QueryNode concept_node(const QueryConcept& one) {
    for (const ConceptRef& subject : one.subjects)
      if (out_.subjects.size() < kMaxSubjects &&
          std::find(out_.subjects.begin(), out_.subjects.end(), subject) == out_.subjects.end())
        out_.subjects.push_back(subject);
    QueryNode node{.kind = Kind::Concept,
                   .shown = std::string(text_.substr(one.begin, one.end - one.begin)),
                   .concepts = one.meanings,
                   .is_uncertain = one.is_form || one.meanings.size() > 1 || one.is_small_acronym ||
                                   one.keeps_words || one.meanings.front().list == "terms",
                   .is_form = one.is_form,
                   .is_reference = one.is_reference,
                   .instead = one.instead,
                   .about = one.about};
    // However a reference is written, it finds the same in the same order.
    if (!one.is_reference || one.keeps_words) node.words = words_between(one.begin, one.end);
    return node;
  }

  /// The words from byte to byte; those a concept cuts through are split anew.
  [[nodiscard]] std::vector<QueryWord> words_between(std::size_t from, std::size_t to) const {
    std::vector<QueryWord> inside;
    for (std::size_t i = 0; i < std::min(words_.size(), kMaxWords); ++i) {
      const Token& token = words_[i].token;
      if (token.end <= from || token.begin >= to) continue;
      if (token.begin >= from && token.end <= to) {
        inside.push_back(words_[i]);
        continue;
      }
      const std::size_t begin = std::max(from, token.begin);
      for (QueryWord& part : analyser_.query_words(
               text_.substr(begin, std::min(to, token.end) - begin), languages_)) {
        part.token.begin += begin;
        part.token.end += begin;
        part.token.run = token.run;
        inside.push_back(std::move(part));
      }
    }
    return inside;
  }

  void add_words(const QueryLexeme& lexeme, std::size_t from, std::size_t to, Nodes& nodes) {
    std::vector<QueryWord> inside =
        words_between(std::max(from, lexeme.begin), std::min(to, lexeme.end));
    for (std::size_t i = 0; i < inside.size(); ++i) {
      QueryNode node{.kind = Kind::Word, .title = lexeme.title};
      node.shown = (lexeme.title ? "title:" : "") + typed(inside[i].token);
      const bool is_last = i + 1 == inside.size() && to == lexeme.end;
      if (lexeme.wildcard && is_last && may_be_wildcard(inside[i].token)) {
        node.kind = Kind::Wildcard;
        node.shown += '*';
      }
      node.words.push_back(std::move(inside[i]));
      nodes.push_back(std::move(node));
    }
  }

  bool may_be_wildcard(const Token& token) {
    const std::size_t least = is_dense_script(token) ? 1 : kMinWildcardLetters;
    if (count_code_points(token.word) < least) {
      out_.notes.push_back({"short_wildcard", {{"word", typed(token)}}});
      return false;
    }
    if (++wildcards_ <= kMaxWildcards) return true;
    out_.notes.push_back(
        {"too_many_wildcards", {{"most", std::to_string(kMaxWildcards)}, {"word", typed(token)}}});
    return false;
  }

  void leave_out_function_words() {
    const auto is_function_word = [](const QueryNode& node) {
      return node.kind == Kind::Word && !node.title && node.words.front().is_function_word;
    };
    const bool nothing_else = out_.required.empty() && out_.preferred.empty() &&
                              std::all_of(out_.groups.begin(), out_.groups.end(), is_function_word);
    if (nothing_else) return;
    std::vector<std::string> left_out;
    for (const QueryNode& node : out_.groups)
      if (is_function_word(node)) left_out.push_back(node.shown);
    if (left_out.empty()) return;
    std::erase_if(out_.groups, is_function_word);
    out_.notes.push_back(
        {"common_words", {{"words", fmt::format("{}", fmt::join(left_out, ", "))}}});
  }

  /// Whether a word is of a reference that is searched without its words.
  [[nodiscard]] bool is_referring(const QueryWord& word) const {
    return std::any_of(concepts_.begin(), concepts_.end(), [&](const QueryConcept& one) {
      return one.is_reference && !one.keeps_words && word.token.begin >= one.begin &&
             word.token.begin < one.end;
    });
  }

  /// Unbroken runs of several words: where they stand together, a text ranks higher.
  void add_runs() {
    for (std::size_t i = 0; i < std::min(words_.size(), kMaxWords);) {
      const unsigned run = words_[i].token.run;
      QueryNode node{.kind = Kind::Phrase};
      for (; i < std::min(words_.size(), kMaxWords) && words_[i].token.run == run; ++i) {
        if (run != 0 && node.words.size() < kMaxPhraseWords && !is_referring(words_[i]))
          node.words.push_back(words_[i]);
        if (run == 0) {
          ++i;
          break;
        }
      }
      if (node.words.size() > 1) out_.runs.push_back(std::move(node));
    }
  }

  /// Who asks in words that a text has as they are, function words and all, means that text.
  void add_whole_text() {
    const bool plain =
        std::all_of(lexed_.lexemes.begin(), lexed_.lexemes.end(), [](const QueryLexeme& lexeme) {
          return lexeme.kind == LexemeKind::Chunk && !lexeme.title && !lexeme.wildcard;
        });
    const bool is_run = !words_.empty() && words_.front().token.run != 0 &&
                        words_.front().token.run == words_.back().token.run;
    const bool refers = std::all_of(words_.begin(), words_.end(),
                                    [this](const QueryWord& word) { return is_referring(word); });
    if (!plain || is_run || refers || words_.size() < 2 || words_.size() > kMaxPhraseWords) return;
    out_.runs.push_back({.kind = Kind::Phrase, .words = words_});
  }

  /// The characters on both sides of each word's end within a run.
  void add_pairs() {
    const std::size_t count = std::min(words_.size(), kMaxWords);
    const QueryWord* last = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
      const QueryWord& word = words_[i];
      if (last != nullptr && word.token.run != 0 && word.token.run == last->token.run &&
          !is_referring(*last) && !is_referring(word))
        out_.pairs.push_back(bridge(*last, word));
      last = &word;
    }
    remove_repeats(out_.pairs);
  }

  /// The last character of one word and the first of the next.
  static QueryNode bridge(const QueryWord& left, const QueryWord& right) {
    const std::string& before = left.token.word;
    std::size_t begin = before.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(before[begin]) & 0xC0U) == 0x80U) --begin;
    std::size_t end = 1;
    const std::string& after = right.token.word;
    while (end < after.size() && (static_cast<unsigned char>(after[end]) & 0xC0U) == 0x80U) ++end;
    QueryWord word{.token = right.token};
    word.token.word = before.substr(begin) + after.substr(0, end);
    word.grams = {word.token.word};
    return {.kind = Kind::Word, .words = {std::move(word)}};
  }

  void add_notes() {
    if (lexed_.unclosed_quote) out_.notes.push_back({"unclosed_quote"});
    for (const std::string& word : lexed_.stray_operators)
      out_.notes.push_back({"stray_operator", {{"word", word}}});
    if (!lexed_.operators_beyond_cap.empty())
      out_.notes.push_back({"too_many_operators", {{"most", std::to_string(kMaxOperators)}}});
    if (long_phrase_)
      out_.notes.push_back({"long_phrase", {{"most", std::to_string(kMaxPhraseWords)}}});
    if (words_.size() > kMaxWords) {
      for (std::size_t i = kMaxWords; i < words_.size(); ++i)
        out_.dropped.push_back(typed(words_[i].token));
      out_.notes.push_back({kTooManyWords, {{"most", std::to_string(kMaxWords)}}});
    }
  }

  std::string_view text_;
  const Analyser& analyser_;
  const std::vector<std::string>& languages_;
  LexedQuery lexed_;
  std::vector<QueryWord> words_;
  std::vector<QueryConcept> concepts_{};
  unsigned excluded_ = 0;  ///< How many exclusions are open.
  std::size_t next_ = 0;
  std::size_t wildcards_ = 0;
  bool long_phrase_ = false;
  QueryText out_{};
};

}  // namespace

QueryText parse_query_text(std::string_view text, const Analyser& analyser,
                           const std::vector<std::string>& languages,
                           const ConceptReader* concepts) {
  const std::string_view whole = text.substr(0, find_invalid_utf8(text).value_or(text.size()));
  return Parser(cut_utf8(whole, kMaxBytes), analyser, languages, concepts).parse();
}

std::vector<std::string> shown_words(const QueryText& text) {
  std::vector<std::string> shown;
  for (const QueryNode& node : text.required) shown.push_back(node.shown);
  for (const QueryNode& node : text.groups) shown.push_back(node.shown);
  for (const QueryNode& node : text.preferred) shown.push_back(node.shown);
  for (const QueryNode& node : text.excluded) shown.push_back("-" + node.shown);
  return shown;
}

}  // namespace entrepot
