#include "service/query_translations.h"

#include <algorithm>

#include "model/concept_names.h"

namespace entrepot {
namespace {

constexpr const char* kEnglish = "en";
constexpr std::size_t kMost = 4;  // of a word; the further down a dictionary's list, the rarer

class Translator {
 public:
  Translator(std::string_view language, const Translations& translations, const Analyser& analyser,
             const std::vector<std::string>& literal,
             const std::function<bool(const std::string& term)>& is_indexed)
      : language_(language),
        translations_(translations),
        analyser_(analyser),
        literal_(literal),
        is_indexed_(is_indexed) {}

  void translate(std::vector<QueryNode>& nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      QueryNode& node = nodes[i];
      if (node.kind == QueryNode::Kind::Not || node.title) continue;
      translate(node.children);
      if (node.kind != QueryNode::Kind::Word) continue;
      const bool is_fragment = (i > 0 && are_fragments(nodes[i - 1], node)) ||
                               (i + 1 < nodes.size() && are_fragments(node, nodes[i + 1]));
      if (!is_fragment) translate(node);
    }
  }

  std::vector<Translation> told() { return std::move(told_); }

 private:
  /// A run of Han that no dictionary knows as words is split into its characters; what each of them
  /// means says nothing of the whole, which is mostly a name.
  static bool are_fragments(const QueryNode& left, const QueryNode& right) {
    if (left.kind != QueryNode::Kind::Word || right.kind != QueryNode::Kind::Word) return false;
    const Token& one = left.words.front().token;
    const Token& other = right.words.front().token;
    return one.run != 0 && one.run == other.run && one.length == 1 && other.length == 1 &&
           one.end == other.begin;
  }

  void translate(QueryNode& node) {
    QueryWord& word = node.words.front();
    const bool is_literal =
        std::find(literal_.begin(), literal_.end(), name_key(word.token.word)) != literal_.end();
    if (is_literal || word.token.acronym) return;
    Translation one{.from = node.shown};
    for (const std::string& meaning : translations_.of(word.token.word, language_)) {
      if (one.to.size() == kMost) break;
      if (analyser_.is_function_word(meaning, kEnglish)) continue;
      const std::vector<std::string> terms = terms_in(meaning);
      if (terms.empty()) continue;
      one.to.push_back(meaning);
      for (const std::string& term : terms)
        if (std::find(word.translations.begin(), word.translations.end(), term) ==
            word.translations.end())
          word.translations.push_back(term);
    }
    if (one.to.empty()) return;
    word.is_translated_only = !is_in_texts(word);
    told_.push_back(std::move(one));
  }

  [[nodiscard]] bool is_in_texts(const QueryWord& word) const {
    for (const auto* forms : {&word.exact, &word.folded, &word.stems, &word.grams})
      if (std::any_of(forms->begin(), forms->end(), is_indexed_)) return true;
    return false;
  }

  /// The terms of an English word that stand in texts.
  [[nodiscard]] std::vector<std::string> terms_in(const std::string& meaning) const {
    std::vector<std::string> terms;
    for (const QueryWord& word : analyser_.query_words(meaning, {kEnglish}))
      for (const auto* forms : {&word.exact, &word.stems})
        std::copy_if(forms->begin(), forms->end(), std::back_inserter(terms), is_indexed_);
    return terms;
  }

  std::string_view language_;
  const Translations& translations_;
  const Analyser& analyser_;
  const std::vector<std::string>& literal_;
  const std::function<bool(const std::string& term)>& is_indexed_;
  std::vector<Translation> told_{};
};

}  // namespace

std::vector<Translation> translate_words(
    QueryText& text, std::string_view language, const Translations& translations,
    const Analyser& analyser, const std::vector<std::string>& literal,
    const std::function<bool(const std::string& term)>& is_indexed) {
  if (language.empty() || language == kEnglish) return {};
  Translator translator(language, translations, analyser, literal, is_indexed);
  translator.translate(text.required);
  translator.translate(text.groups);
  return translator.told();
}

}  // namespace entrepot
