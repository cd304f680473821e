#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/query/search_page.h"
#include "service/words/query_text.h"
#include "service/words/translations.h"

namespace entrepot {

/// Adds to the words of a question what they are in English (QueryWord::translations). Words of the
/// trade and other names have theirs in the vocabulary and are left alone, as are phrases, titles,
/// beginnings of words, what is excluded, and single characters of a longer run of Han.
/// @param language of the question. @param literal words to leave as they are:
/// SearchQuery::literal.
/// @param is_indexed whether a text has a term: others would only be told in vain.
/// @return what was added, in the order of the words.
std::vector<Translation> translate_words(
    QueryText& text, std::string_view language, const Translations& translations,
    const Analyser& analyser, const std::vector<std::string>& literal,
    const std::function<bool(const std::string& term)>& is_indexed);

/// Adds to the words that no text has what they are in other letters, where texts have that: see
/// in_other_letters(). Names of places mostly. Otherwise as translate_words().
std::vector<Translation> transliterate_words(
    QueryText& text, const Analyser& analyser, const std::vector<std::string>& literal,
    const std::function<bool(const std::string& term)>& is_indexed);

}  // namespace entrepot
