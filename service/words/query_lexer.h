#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Cuts a reader's text into operators, parentheses, phrases and chunks; parse_query_text makes
/// sense of them. A single word in parentheses is a chunk with them: "7(6)" is two chunks.
namespace entrepot {

inline constexpr std::size_t kMaxOperators = 16;

struct QueryLexeme {
  enum class Kind { Chunk, Phrase, Open, Close, And, Or, Not };
  Kind kind = Kind::Chunk;
  std::size_t begin = 0, end = 0;  ///< Bytes of what is inside: without quotes, title:, - and *.
  bool title = false;
  bool wildcard = false;
  std::string typed{};  ///< As written.
  bool operator==(const QueryLexeme&) const = default;
};

struct LexedQuery {
  std::vector<QueryLexeme> lexemes{};
  std::string words{};  ///< The text with everything that is no word blanked out, byte for byte.
  bool unclosed_quote = false;
  std::vector<std::string> stray_operators{};       ///< With nothing to join: taken as words.
  std::vector<std::string> operators_beyond_cap{};  ///< Taken as words.
};

/// @pre valid UTF-8.
[[nodiscard]] LexedQuery lex_query(std::string_view text);

}  // namespace entrepot
