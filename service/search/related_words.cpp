#include "service/search/related_words.h"

#include <xapian.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/index_schema.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr Xapian::termcount kWords = 24;
constexpr std::size_t kShortestWord = 3;  // code points; also longer than any part of a Han run
constexpr Xapian::termcount kFewestTimes = 2;  // what is said once in passing marks nothing
// A word of more documents than one in so many of its language tells nothing. Where a language has
// few documents, every word is of few: there none is known to tell.
constexpr Xapian::doccount kTellingShare = 10;
// Nor does one of so many that reading its postings would take long.
constexpr Xapian::doccount kMostPostings = 20'000;

bool is_prefixed(const std::string& term) {
  return term.empty() || (term.front() >= 'A' && term.front() <= 'Z');
}

/// In byte order.
std::vector<std::string> terms_of(const Xapian::Database& documents, Xapian::docid docid) {
  std::vector<std::string> terms;
  for (auto at = documents.termlist_begin(docid); at != documents.termlist_end(docid); ++at)
    terms.push_back(*at);
  return terms;
}

/// How many documents are in the language of this one.
Xapian::doccount count_of_language(const Xapian::Database& documents, Xapian::docid docid) {
  const Facet& language = *find_facet("language");
  const std::string value = documents.get_document(docid).get_value(language.slot);
  return value.empty() ? documents.get_doccount()
                       : documents.get_termfreq(facet_term(language, value));
}

class TellingWord : public Xapian::ExpandDecider {
 public:
  TellingWord(const Xapian::Database& documents, Xapian::docid docid, const Lexis& lexis)
      : documents_(documents),
        lexis_(lexis),
        terms_(terms_of(documents, docid)),
        most_(std::min(count_of_language(documents, docid) / kTellingShare, kMostPostings)) {}

  bool operator()(const std::string& term) const override {
    if (is_prefixed(term) || count_code_points(term) < kShortestWord) return false;
    if (std::any_of(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return false;
    if (lexis_.tag_names.has(term, terms_) || lexis_.analyser.is_function_word(term)) return false;
    const Xapian::doccount found = documents_.get_termfreq(term);
    return found > 1 && found <= most_;
  }

 private:
  const Xapian::Database& documents_;
  const Lexis& lexis_;
  std::vector<std::string> terms_;  ///< Of the document, in byte order.
  Xapian::doccount most_;
};

}  // namespace

std::vector<CharacteristicWord> characteristic_words(const Xapian::Database& documents,
                                                     std::uint32_t docid, const Lexis& lexis) {
  const TellingWord is_telling(documents, docid, lexis);
  Xapian::RSet text;
  text.add_document(docid);
  Xapian::Enquire enquire(documents);
  enquire.set_expansion_scheme("bo1");  // unlike "trad" it heeds how often the text says a word
  const Xapian::ESet found = enquire.get_eset(kWords, text, &is_telling);
  std::vector<CharacteristicWord> words;
  for (auto at = found.begin(); at != found.end(); ++at)
    words.push_back({.word = *at, .weight = at.get_weight()});
  words = words_in(documents, {docid}, words)[docid];  // as often as the others must have them
  // Equal weights come in an order that Xapian does not promise.
  std::sort(words.begin(), words.end(), [](const auto& left, const auto& right) {
    return left.weight != right.weight ? left.weight > right.weight : left.word < right.word;
  });
  return words;
}

std::map<std::uint32_t, std::vector<CharacteristicWord>> words_in(
    const Xapian::Database& documents, std::vector<std::uint32_t> docids,
    const std::vector<CharacteristicWord>& words) {
  std::sort(docids.begin(), docids.end());
  std::map<std::uint32_t, std::vector<CharacteristicWord>> out;
  // By the postings of the words: a document's list of terms is much longer.
  for (const CharacteristicWord& word : words) {
    auto at = documents.postlist_begin(word.word);
    const auto end = documents.postlist_end(word.word);
    for (const std::uint32_t docid : docids) {
      if (at == end) break;
      at.skip_to(docid);
      if (at != end && *at == docid && at.get_wdf() >= kFewestTimes) out[docid].push_back(word);
    }
  }
  return out;
}

}  // namespace entrepot
