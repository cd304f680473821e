#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/vocabulary.h"

namespace entrepot {

/// What a heading says of the section below it.
struct HeadingKind {
  enum class Form {
    Whole,      ///< Singular, numbered or titled: the section is one passage.
    Plural,     ///< Each item of a list below it is a passage.
    ByContent,  ///< Its language has no number: plural if the section is nothing but a list.
  };
  std::string kind{};  ///< Empty: an untyped heading.
  Form form = Form::Whole;
  bool operator==(const HeadingKind&) const = default;
};

/// Finds kinds in headings by the labels, other names and cues of the vocabulary's kinds, in all
/// its languages at once, letter case and accents apart, the longest first.
///
/// A heading is typed if it begins with one of them, numbering in front ("4. Conclusions") apart,
/// and what follows is
/// - nothing, or something in brackets: as plural as the words are;
/// - a number or a single letter ("Conclusion 4", "Recommendation B:"): numbered, hence Whole;
/// - a colon, full stop or dash and more words ("Recommendations: Making things happen"): titled,
///   hence Whole;
/// - a function word of the language, a comma, slash or ampersand ("Lessons from La Paz", "Outcomes
///   and next steps"): as plural as the words are.
/// Anything else is another subject: "Results-based management", "Problem solving".
///
/// Words are plural, by their language, if
/// - en: one of them ends in s (but not ss, us, is): "next steps", "lessons learned";
/// - es, pt: one ends in s; fr: in s or x; "más", "país", "succès", "progrès" and the like apart;
/// - ru: the first is an adjective in -ые or -ие with a noun after it, or a noun in -ы, -и, or in
///   -ия other than -ция, -сия, -гия and the like;
/// - ar: one ends in -ات or is a broken plural of the list in heading_kind.cpp, article apart;
/// - other languages, Chinese first: their words do not tell: ByContent.
/// Words of several languages ("conclusions") are plural if they are in one of them.
///
/// Immutable once made; threads may share it. The vocabulary must outlive it.
class HeadingKinds {
 public:
  explicit HeadingKinds(const Vocabulary& vocabulary);

  /// @param title a heading's plain text.
  [[nodiscard]] HeadingKind find(std::string_view title) const;

 private:
  struct Cue {
    std::string words{};  ///< Folded.
    std::string kind{};
    std::string language{};
    HeadingKind::Form form = HeadingKind::Form::Whole;
  };

  void add(std::string_view words, const std::string& kind, const std::string& language);
  [[nodiscard]] bool starts_with_function_word(std::string_view text,
                                               std::string_view language) const;
  [[nodiscard]] HeadingKind read_rest(const Cue& cue, std::string_view rest) const;

  std::vector<Cue> cues_{};  ///< Longest first, in the order of the vocabulary.
  const Vocabulary& vocabulary_;
};

}  // namespace entrepot
