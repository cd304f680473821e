#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entrepot::text {

/// Whether two words with one stem are also one word, by what its language does to a word: a stem
/// alone makes one of too many (Spanish "foro" and English "for"; Arabic work, money and
/// practical). In Arabic the article, particles before it, endings of number and possessives may
/// differ; elsewhere the last two letters, or three in Russian ("боливийский", "боливийского").
/// @param one,other folded, as Token::folded.
[[nodiscard]] bool are_forms_of_one_word(std::string_view one, std::string_view other,
                                         std::string_view language);

/// What else an Arabic word may be a form of, when the article, particles, endings of number and
/// possessives are taken off. Stems of the language's rules unite too much and too little: they
/// keep the last letter of some words only where the article stands before them.
/// @param folded as Token::folded; the word itself is not among them.
[[nodiscard]] std::vector<std::string> arabic_base_forms(std::string_view folded);

}  // namespace entrepot::text
