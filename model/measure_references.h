#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/vocabulary.h"

/// References to articles and instruments by number, however people write them. Pure.
namespace entrepot {

/// A stretch of a text that refers to one.
struct MeasureReference {
  std::size_t begin = 0, end = 0;  ///< Bytes, with the instrument's name where it stands beside it.
  std::string instrument{};        ///< "tfa", "rkc", "safe" or "hs".
  /// Of tfa article and paragraph; of rkc chapter and standard, or a specific annex's small letter,
  /// its chapter and standard; of safe a pillar; of hs an edition's year. At most four.
  std::vector<std::string> parts{};
  /// The text names no agreement: an article of the TFA by custom, of something else maybe.
  bool is_assumed = false;
  bool operator==(const MeasureReference&) const = default;
};

/// What a text is, which decides whose an article is of which it does not say so.
enum class ReferenceSetting {
  Document,  ///< The TFA's, if of all agreements and laws the TFA was named last.
  Question,  ///< The TFA's, with is_assumed, unless another law or agreement is named.
};

/// "Art. 7 para 6", "article 7(6)", "TFA 7.6", "пункт 6 статьи 7 СУПТ", "第7条第6款", "RKC Standard
/// 6.3", "General Annex, Chapter 6", "Pilar 2 del Marco SAFE", "2022 edition of the HS": in
/// English, Spanish, French, Portuguese, Russian, Arabic and Chinese, in any script's digits, Roman
/// ones of pillars. Each item of "Articles 7.8 and 8" is one.
/// @pre valid UTF-8.
/// @return in order, none overlapping. Linear in the text.
[[nodiscard]] std::vector<MeasureReference> find_measure_references(std::string_view text,
                                                                    ReferenceSetting setting);

/// As measures are written in a vocabulary: "tfa:7.6", "rkc:j.5", "hs:2022".
[[nodiscard]] std::string to_string(const MeasureReference& reference);

/// The ids of all that a text with this reference speaks of: the measure itself, known to the
/// vocabulary or not, and what it is part of.
[[nodiscard]] std::vector<std::string> measures_of(const MeasureReference& reference,
                                                   const Vocabulary& vocabulary);

/// The label of a measure; of one that the vocabulary does not know "RKC 6.10".
[[nodiscard]] std::string measure_label(const Vocabulary& vocabulary, std::string_view id,
                                        std::string_view language);

}  // namespace entrepot
