#include "service/words/query_lexer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace entrepot {
namespace {

using Kind = QueryLexeme::Kind;

struct Quotes {
  std::string_view open, close;
};
constexpr std::array kQuotes{Quotes{"\"", "\""}, Quotes{"«", "»"}, Quotes{"“", "”"},
                             Quotes{"„", "“"},   Quotes{"„", "”"}, Quotes{"「", "」"}};
constexpr std::string_view kTitle = "title:";
constexpr std::string_view kIdeographicSpace = "\u3000";

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) { out_.words.assign(text.size(), ' '); }

  LexedQuery lex() {
    while (at_ < text_.size()) lex_one();
    settle_operators();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool starts(std::size_t at, std::string_view what) const {
    return text_.substr(at).starts_with(what);
  }

  /// Length of the white space at `at`, or 0.
  [[nodiscard]] std::size_t space(std::size_t at) const {
    if (at >= text_.size()) return 0;
    if (static_cast<unsigned char>(text_[at]) <= ' ') return 1;
    return starts(at, kIdeographicSpace) ? kIdeographicSpace.size() : 0;
  }

  [[nodiscard]] bool opens_quote(std::size_t at) const {
    return std::any_of(kQuotes.begin(), kQuotes.end(),
                       [&](const Quotes& quotes) { return starts(at, quotes.open); });
  }

  void add(QueryLexeme lexeme, std::size_t from, std::size_t to) {
    lexeme.typed = std::string(text_.substr(from, to - from));
    if (lexeme.kind == Kind::Chunk || lexeme.kind == Kind::Phrase)
      std::copy(text_.begin() + static_cast<std::ptrdiff_t>(lexeme.begin),
                text_.begin() + static_cast<std::ptrdiff_t>(lexeme.end),
                out_.words.begin() + static_cast<std::ptrdiff_t>(lexeme.begin));
    out_.lexemes.push_back(std::move(lexeme));
  }

  void lex_one() {
    if (const std::size_t blank = space(at_)) {
      at_ += blank;
      return;
    }
    const char c = text_[at_];
    if (c == '(' && lex_bracketed_word()) return;
    if (c == '(' || c == ')') {
      add({.kind = c == '(' ? Kind::Open : Kind::Close, .begin = at_, .end = at_ + 1}, at_,
          at_ + 1);
      ++at_;
      return;
    }
    const std::size_t from = at_;
    if (c == '-') {
      // A minus excludes what it touches; after a word it is a hyphen and was taken with it.
      const std::size_t next = at_ + 1;
      ++at_;
      if (next < text_.size() && space(next) == 0 && text_[next] != '-' && text_[next] != ')')
        add({.kind = Kind::Not, .begin = from, .end = next}, from, next);
      return;
    }
    const bool title = starts(at_, kTitle) && at_ + kTitle.size() < text_.size() &&
                       space(at_ + kTitle.size()) == 0;
    if (title) at_ += kTitle.size();
    if (lex_phrase(from, title)) return;
    lex_chunk(from, title);
  }

  /// "(6)" and "(TFA)" group nothing; what reads references needs the brackets of "7(6)".
  bool lex_bracketed_word() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && space(end) == 0 && !opens_quote(end) &&
           std::string_view("()*:-").find(text_[end]) == std::string_view::npos)
      ++end;
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    if (inside.empty() || end >= text_.size() || text_[end] != ')' || inside == "AND" ||
        inside == "OR" || inside == "NOT")
      return false;
    add({.begin = at_, .end = end + 1}, at_, end + 1);
    at_ = end + 1;
    return true;
  }

  bool lex_phrase(std::size_t from, bool title) {
    bool opened = false;
    std::size_t best_end = std::string_view::npos, best_open = 0, best_close = 0;
    for (const Quotes& quotes : kQuotes) {
      if (!starts(at_, quotes.open)) continue;
      opened = true;
      const std::size_t end = text_.find(quotes.close, at_ + quotes.open.size());
      if (end >= best_end) continue;
      best_end = end;
      best_open = quotes.open.size();
      best_close = quotes.close.size();
    }
    if (!opened) return false;
    if (best_end == std::string_view::npos) {  // the quote is punctuation, the rest are words
      out_.unclosed_quote = true;
      for (const Quotes& quotes : kQuotes)
        if (starts(at_, quotes.open)) best_open = quotes.open.size();
      at_ += best_open;
      return true;
    }
    const std::size_t begin = at_ + best_open;
    at_ = best_end + best_close;
    add({.kind = Kind::Phrase, .begin = begin, .end = best_end, .title = title}, from, at_);
    return true;
  }

  void lex_chunk(std::size_t from, bool title) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && space(at_) == 0 && text_[at_] != '(' && text_[at_] != ')' &&
           !opens_quote(at_))
      ++at_;
    std::size_t end = at_;
    const std::string_view typed = text_.substr(from, end - from);
    for (const auto& [word, kind] : {std::pair{std::string_view("AND"), Kind::And},
                                     std::pair{std::string_view("OR"), Kind::Or},
                                     std::pair{std::string_view("NOT"), Kind::Not}})
      if (typed == word) return add({.kind = kind, .begin = from, .end = end}, from, end);
    bool wildcard = false;
    while (end > begin && text_[end - 1] == '*') {
      wildcard = true;
      --end;
    }
    if (begin == at_) return;  // "title:(" and the like
    add({.kind = Kind::Chunk, .begin = begin, .end = end, .title = title, .wildcard = wildcard},
        from, at_);
  }

  [[nodiscard]] bool operand_ends_before(std::size_t index) const {
    if (index == 0) return false;
    const Kind kind = out_.lexemes[index - 1].kind;
    return kind == Kind::Chunk || kind == Kind::Phrase || kind == Kind::Close;
  }

  [[nodiscard]] bool operand_begins_after(std::size_t index) const {
    if (index + 1 >= out_.lexemes.size()) return false;
    const QueryLexeme& next = out_.lexemes[index + 1];
    return next.kind == Kind::Chunk || next.kind == Kind::Phrase || next.kind == Kind::Open ||
           next.kind == Kind::Not;
  }

  /// An operator without something to join is a word, and so is one too many.
  void settle_operators() {
    std::size_t operators = 0;
    for (std::size_t i = 0; i < out_.lexemes.size(); ++i) {
      QueryLexeme& lexeme = out_.lexemes[i];
      const bool joins = lexeme.kind == Kind::And || lexeme.kind == Kind::Or;
      if (!joins && lexeme.kind != Kind::Not) continue;
      const bool fits = operand_begins_after(i) && (!joins || operand_ends_before(i));
      if (fits && operators < kMaxOperators) {
        ++operators;
        continue;
      }
      (fits ? out_.operators_beyond_cap : out_.stray_operators).push_back(lexeme.typed);
      lexeme.kind = Kind::Chunk;
      std::copy(lexeme.typed.begin(), lexeme.typed.end(),
                out_.words.begin() + static_cast<std::ptrdiff_t>(lexeme.begin));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  LexedQuery out_{};
};

}  // namespace

LexedQuery lex_query(std::string_view text) { return Lexer(text).lex(); }

}  // namespace entrepot
