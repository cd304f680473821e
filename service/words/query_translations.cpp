#include "service/words/query_translations.h"

#include <algorithm>
#include <iterator>

#include "model/concept_names.h"
#include "model/text/transliteration.h"

namespace entrepot {
namespace {

constexpr const char* kEnglish = "en";
constexpr std::size_t kMost = 4;  // of a word; the further down a dictionary's list, the rarer

using IsIndexed = std::function<bool(const std::string& term)>;

bool is_literal(const QueryWord& word, const std::vector<std::string>& literal) {
  return std::find(literal.begin(), literal.end(), name_key(word.token.word)) != literal.end();
}

bool is_in_texts(const QueryWord& word, const IsIndexed& is_indexed) {
  for (const auto* forms : {&word.exact, &word.folded, &word.stems, &word.grams})
    if (std::any_of(forms->begin(), forms->end(), is_indexed)) return true;
  return false;
}

/// A run of Han that no dictionary knows as words is split into its characters; what each of them
/// means says nothing of the whole, which is mostly a name.
bool are_fragments(const QueryNode& left, const QueryNode& right) {
  if (left.kind != QueryNode::Kind::Word || right.kind != QueryNode::Kind::Word) return false;
  const Token& one = left.words.front().token;
  const Token& other = right.words.front().token;
  return one.run != 0 && one.run == other.run && one.length == 1 && other.length == 1 &&
         one.end == other.begin;
}

/// Calls with each node of one word, whole and of the text.
template <typename Call>
void each_word(std::vector<QueryNode>& nodes, const Call& call) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    QueryNode& node = nodes[i];
    if (node.kind == QueryNode::Kind::Not || node.title) continue;
    each_word(node.children, call);
    if (node.kind != QueryNode::Kind::Word) continue;
    const bool is_fragment = (i > 0 && are_fragments(nodes[i - 1], node)) ||
                             (i + 1 < nodes.size() && are_fragments(node, nodes[i + 1]));
    if (!is_fragment) call(node);
  }
}

/// Adds terms that mean the same to a word, each once.
void add_terms(QueryWord& word, const std::vector<std::string>& terms) {
  for (const std::string& term : terms)
    if (std::find(word.translations.begin(), word.translations.end(), term) ==
        word.translations.end())
      word.translations.push_back(term);
}

/// The terms of a word of another language that stand in texts.
std::vector<std::string> terms_of_text(const std::string& word, const Analyser& analyser,
                                       const std::vector<std::string>& languages,
                                       const IsIndexed& is_indexed) {
  std::vector<std::string> terms;
  for (const QueryWord& one : analyser.query_words(word, languages))
    for (const auto* forms : {&one.exact, &one.stems})
      std::copy_if(forms->begin(), forms->end(), std::back_inserter(terms), is_indexed);
  return terms;
}

}  // namespace

std::vector<Translation> translate_words(
    QueryText& text, std::string_view language, const Translations& translations,
    const Analyser& analyser, const std::vector<std::string>& literal,
    const std::function<bool(const std::string& term)>& is_indexed) {
  if (language.empty() || language == kEnglish) return {};
  std::vector<Translation> told;
  const auto translate = [&](QueryNode& node) {
    QueryWord& word = node.words.front();
    if (is_literal(word, literal) || word.token.acronym) return;
    Translation one{.from = node.shown};
    for (const std::string& meaning : translations.of(word.token.word, language)) {
      if (one.to.size() == kMost) break;
      if (analyser.is_function_word(meaning, kEnglish)) continue;
      const std::vector<std::string> terms =
          terms_of_text(meaning, analyser, {kEnglish}, is_indexed);
      if (terms.empty()) continue;
      one.to.push_back(meaning);
      add_terms(word, terms);
    }
    if (one.to.empty()) return;
    word.is_translated_only = !is_in_texts(word, is_indexed);
    told.push_back(std::move(one));
  };
  each_word(text.required, translate);
  each_word(text.groups, translate);
  return told;
}

std::vector<Translation> transliterate_words(
    QueryText& text, const Analyser& analyser, const std::vector<std::string>& literal,
    const std::function<bool(const std::string& term)>& is_indexed) {
  std::vector<Translation> told;
  const auto transliterate = [&](QueryNode& node) {
    QueryWord& word = node.words.front();
    if (is_literal(word, literal) || word.token.acronym || !word.translations.empty() ||
        is_in_texts(word, is_indexed))
      return;
    for (const std::string& other : in_other_letters(word.token.folded)) {
      const std::vector<std::string> terms = terms_of_text(other, analyser, {}, is_indexed);
      if (terms.empty()) continue;
      add_terms(word, terms);
      word.is_translated_only = true;
      told.push_back({.from = node.shown, .to = {other}});
      return;
    }
  };
  each_word(text.required, transliterate);
  each_word(text.groups, transliterate);
  return told;
}

}  // namespace entrepot
