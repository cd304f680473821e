#pragma once

/// The numbers that decide the order of matches, all of them.
namespace entrepot {

/// How much a word as written adds to the weight it has together with its stems and accent-free
/// forms: a text with the very word stands above one with a relative of it.
inline constexpr double kExactWeight = 0.2;

/// What is left of a match's weight when its document has been superseded: a newer one says what
/// holds now.
inline constexpr double kSupersededWeight = 0.5;

/// What is left of it when it is a rewritten article on an event on which another document has a
/// primary source: who did it comes before who retells it, however often the retelling repeats the
/// subject.
inline constexpr double kRetoldWeight = 0.5;

/// The same of the name of a concept: who uses one of several names means the concept, but may mean
/// the texts that use it.
inline constexpr double kNameWeight = 0.4;

/// What a word's translations weigh where texts have the word itself: texts in the language of the
/// question come before others that say the same. Of a word that no text has they weigh all of it.
inline constexpr double kTranslationWeight = 0.3;

/// What a tag adds, in logarithms of its rarity: a document on a theme, before one that names it.
inline constexpr double kTagWeight = 6.0;

/// What it adds, likewise, that a country is the main one of those that it is tagged with.
inline constexpr double kMainWeight = 1.0;

/// And that a country's administrations or agencies do or pay for a thing elsewhere; that a thing
/// is about what follows the concept asked for (QueryNode::about), or names that, and once more
/// that it names it; and that a document is of the year asked for.
inline constexpr double kOwnerWeight = 3.0;
inline constexpr double kAboutWeight = 2.0;
inline constexpr double kYearWeight = 2.0;

/// And that it is on a theme which questions with a word of the trade are mostly about.
inline constexpr double kSubjectWeight = 1.0;

/// How much of the weight of its best passage a document gets besides its own.
inline constexpr double kPassageEvidence = 0.3;

/// Of how many documents: the best by their own weights. They are ordered anew with it and stand
/// before all others, so that every page of an answer is of one order.
inline constexpr unsigned kReordered = 50;

/// What is left of a concept's weight where its name may mean another, or be a mere word.
inline constexpr double kUncertainWeight = 0.8;

/// What a word adds, in logarithms of its rarity, where it only stands in the name of a tag, in
/// whatever language.
inline constexpr double kLabelWeight = 0.5;

/// Of the documents that have a word, how many may have it in another sense than the acronym of a
/// concept for it to be taken for that.
inline constexpr double kOtherSenses = 0.1;

/// How much the whole of a question adds where its words stand as they were typed, and an unbroken
/// run of Han, kana or Hangul where it stands whole.
inline constexpr double kRunWeight = 1.0;

/// How much a pair of characters adds that stands across the end of a word, in scripts without
/// spaces.
inline constexpr double kPairWeight = 1.0;

/// BM25: how soon a word's repetitions stop to count, and how much a long text is held against it.
/// Passages are all short. Of a question in Han, kana or Hangul pairs of characters are counted,
/// which come back in other words, too.
inline constexpr double kRepetition = 3.0;
inline constexpr double kPairRepetition = 0.7;
inline constexpr double kLengthPenalty = 0.85;
inline constexpr double kPassageRepetition = 1.0;
inline constexpr double kPassageLengthPenalty = 0.5;

/// So many documents, or passages, must have every group of a question for the others to be left
/// out. Of documents as many as a page lists unless more are asked for: the rest of it is better
/// filled than empty. Passages are short: what one says of two things, its neighbours say of the
/// third.
inline constexpr double kEnoughDocuments = 10;
inline constexpr double kEnoughPassages = 5;

/// What is about a word's subject, or a place's country, follows where fewer name it.
inline constexpr double kFewDocuments = 3;
inline constexpr double kFewPassages = 5;

/// Of what the shorter of two passages says, how much the other must say as well for both to draw
/// the same lesson; and how much of that must be besides their themes, in logarithms of rarity:
/// one rare thing or some common ones. Words that name nothing weigh less: they are how a thing is
/// said. Who says more things than the last says too many to be compared.
inline constexpr double kLikeShare = 0.55;
inline constexpr double kLikeWeight = 3.0;
inline constexpr double kLikeWord = 0.6;
inline constexpr unsigned kMostSaid = 60;

/// Words a wildcard may stand for: the most frequent that begin so.
inline constexpr unsigned kWildcardWords = 100;

}  // namespace entrepot
